import fc from 'fast-check';
import type { Step } from './game';

const COMMANDS = 60;
const CHOICES = 14;

/** Sequences of steps. Shrinks towards steps that do nothing, and choices that are plain. */
export const scripts = (length = COMMANDS): fc.Arbitrary<Step[]> => {
  const number = fc.noBias(fc.nat(0xffff));
  const choices = fc.array(number, { minLength: CHOICES, maxLength: CHOICES });
  return fc.array(fc.tuple(number, choices), { minLength: length, maxLength: length });
};
