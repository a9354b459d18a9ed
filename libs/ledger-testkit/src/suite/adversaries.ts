import { testCryptography } from '@packproof/test-data';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Market, START } from '../adversary/market';
import { playOnLedger } from '../adversary/play-on-ledger';
import { scripts } from '../adversary/scripts';
import { seedOfRun } from '../adversary/seed';
import { Tally } from '../adversary/tally';
import { replay } from '../replay';
import { allBlocks, folded, type LedgerFactory } from './stage';

/** The adversaries of the rules' own test, through the whole of an adapter: signed, stored and read back. */
export function describeAdversaries(factory: LedgerFactory, sequences: number): void {
  describe('adversaries', () => {
    const seed = seedOfRun();

    it(`break nothing in ${sequences} sequences (seed ${seed})`, { timeout: 600_000 }, async () => {
      const tally = new Tally();
      const market = new Market();
      await fc.assert(
        fc.asyncProperty(scripts(), async (steps) => {
          market.clock.moveTo(Date.parse(START));
          const setting = {
            clock: () => market.clock.now(),
            cryptography: testCryptography(),
            randomBytes32: market.consortium.random.bytes32,
          };
          const { ledger, dispose } = await factory(setting);
          try {
            tally.sequences += 1;
            await playOnLedger(market, ledger, steps, tally);
            const blocks = await allBlocks(ledger);
            expect(await replay(blocks, setting.cryptography)).toEqual(folded(blocks));
          } finally {
            await dispose();
          }
        }),
        { numRuns: sequences, seed, endOnFailure: true },
      );
      expect(tally.acceptedOf('receive')).toBeGreaterThan(0);
    });
  });
}
