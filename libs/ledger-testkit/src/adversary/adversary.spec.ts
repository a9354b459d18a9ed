import type { CommandName } from '@packproof/contract';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { DRAFTS } from './drafts/all';
import { foundedInMemory } from './founding';
import { type Founded, playOnRules } from './play-on-rules';
import { scripts } from './scripts';
import { seedOfRun } from './seed';
import { Tally } from './tally';

/** Any number, for long runs. */
const SEQUENCES = Number(process.env.PACKPROOF_SEQUENCES ?? 2000);
const SEED = seedOfRun();
/** Of 2,000 sequences. Genesis is never accepted twice. */
const LEAST = 100;

describe('the rules against adversaries', () => {
  let founded: Founded;
  const stackTraceLimit = Error.stackTraceLimit;

  beforeAll(async () => {
    founded = await foundedInMemory();
    // Each refusal is an Error; nobody reads where these were made.
    Error.stackTraceLimit = 0;
    return () => {
      Error.stackTraceLimit = stackTraceLimit;
    };
  });

  it(`keep what is promised through ${SEQUENCES} sequences of 60 commands (PACKPROOF_SEED=${SEED})`, {
    timeout: 3_600_000,
  }, () => {
    const tally = new Tally();
    const sequences = fc.property(scripts(), (steps) => {
      tally.sequences += 1;
      playOnRules(founded, steps, tally);
    });
    fc.assert(sequences, { numRuns: SEQUENCES, seed: SEED });
    if (process.env.PACKPROOF_SEQUENCES !== undefined) console.log(tally.toString());
    // An adversary of which hardly anything is accepted shows nothing.
    const least = Math.floor((LEAST * SEQUENCES) / 2000);
    for (const command of Object.keys(DRAFTS) as CommandName[]) {
      const accepted = tally.acceptedOf(command);
      if (command === 'genesis') expect(accepted).toBe(0);
      else expect(accepted, `${command}s accepted`).toBeGreaterThanOrEqual(least);
    }
  });
});
