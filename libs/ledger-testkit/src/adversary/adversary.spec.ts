import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foundedInMemory } from './founding';
import { playOnRules } from './play-on-rules';
import { scripts } from './scripts';
import { seedOfRun } from './seed';
import { Tally } from './tally';

const SEQUENCES = Number(process.env.PACKPROOF_SEQUENCES ?? 2000);
const SEED = seedOfRun();

describe('the rules against adversaries', async () => {
  const founded = await foundedInMemory();

  it(`keep what is promised through ${SEQUENCES} sequences of 60 commands (seed ${SEED})`, {
    timeout: 3_600_000,
  }, () => {
    const tally = new Tally();
    const property = fc.property(scripts(), (steps) => {
      tally.sequences += 1;
      playOnRules(founded, steps, tally);
    });
    fc.assert(property, { numRuns: SEQUENCES, seed: SEED, endOnFailure: false });
    console.log(tally.toString());
    expect(tally.commands).toBeGreaterThan(0);
  });
});
