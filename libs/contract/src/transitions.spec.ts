import { describe, expect, it } from 'vitest';
import { Adversary } from '../test/adversary';
import { forbidden, seenIn } from '../test/observer';

const SEQUENCES = Number(process.env.PACKPROOF_SEQUENCES ?? 60);
const COMMANDS = 120;

describe('what becomes of each pack with each accepted command', () => {
  it('only whom it was sent to gets it, only who has it ends or sends it, and no hold is lost or spreads', () => {
    let changes = 0;
    for (let seed = 1; seed <= SEQUENCES; seed++) {
      const adversary = new Adversary(seed * 7919);
      const { ledger } = adversary;
      let before = seenIn(ledger.state);
      for (let n = 0; n < COMMANDS; n++) {
        const attempt = adversary.attempt();
        const decision = ledger.give(attempt.command, attempt.body, attempt.when);
        if (!decision.accepted) continue;
        adversary.accepted(attempt, decision.tx);
        const after = seenIn(ledger.state);
        const faults: string[] = [];
        for (const [leaf, was] of before) {
          const is = after.get(leaf);
          if (!is) faults.push(`${leaf} is nowhere`);
          else faults.push(...forbidden(was, is, attempt).map((fault) => `${leaf}: ${fault}`));
          if (is && JSON.stringify(is) !== JSON.stringify(was)) changes++;
        }
        expect(faults, `seed ${seed}, command ${n}: ${JSON.stringify(attempt)}`).toEqual([]);
        before = after;
      }
    }
    // Nothing is proved by sequences in which nothing happens.
    expect(changes).toBeGreaterThan(SEQUENCES * 50);
  }, 600_000);
});
