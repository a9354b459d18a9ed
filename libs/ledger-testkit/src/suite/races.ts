import { holderKey } from '@packproof/contract';
import { describe, expect, it } from 'vitest';
import { allBlocks, type LedgerFactory, sharedStage } from './stage';

const RACERS = 1000;

/** "Supplied at most once": whoever races. */
export function describeRaces(factory: LedgerFactory): void {
  describe('races', () => {
    const stage = sharedStage(factory);

    it(`of ${RACERS} dispenses of one pack exactly one succeeds, and the rest learn why`, async () => {
      const { ledger, consortium } = stage();
      const { pharmacy, otherPharmacy } = consortium;
      const batch = await delivered(10);
      const items = [{ pack: batch.packReference(3) }];
      const racers = Array.from({ length: RACERS }, (_one, i) => (i % 5 === 4 ? otherPharmacy : pharmacy));
      const answers = await Promise.all(racers.map((racer) => racer.gives(ledger, 'dispense', { items })));
      const won = answers.filter(({ accepted }) => accepted);
      expect(won).toHaveLength(1);
      answers.forEach((answer, i) => {
        if (answer.accepted) return;
        // A stranger that came before the winner was no custodian; after it, it is told that another has it.
        const told =
          racers[i] === pharmacy ? ['ALREADY_DISPENSED_HERE'] : ['ALREADY_DISPENSED_ELSEWHERE', 'NOT_CUSTODIAN'];
        expect(told).toContain(answer.outcome);
      });
      const late = await otherPharmacy.gives(ledger, 'dispense', { items });
      expect(late).toMatchObject({ accepted: false, outcome: 'ALREADY_DISPENSED_ELSEWHERE' });
      const entries = (await allBlocks(ledger)).flatMap((block) => block.entries);
      expect(entries.filter(({ envelope }) => envelope.command === 'dispense')).toHaveLength(1);
    });

    it(`${RACERS} dispenses of different packs of one holder never hinder each other`, async () => {
      const { ledger, consortium } = stage();
      const { pharmacy } = consortium;
      const batch = await delivered(RACERS);
      const answers = await Promise.all(
        Array.from({ length: RACERS }, (_pack, leaf) =>
          pharmacy.gives(ledger, 'dispense', { items: [{ pack: batch.packReference(leaf) }] }),
        ),
      );
      expect(answers.filter(({ accepted }) => !accepted)).toEqual([]);
      expect(new Set(answers.map((answer) => answer.accepted && answer.index)).size).toBe(RACERS);
    });

    it('of many takes of the same packs one gets them', async () => {
      const { ledger, consortium } = stage();
      const { pharmacy } = consortium;
      const batch = await delivered(12);
      const { holder } = batch.cases[0]!;
      const answers = await Promise.all(
        Array.from({ length: 30 }, (_one, i) => {
          const from = i % 4;
          return pharmacy.gives(ledger, 'split', {
            items: [{ take: [{ holder, content: batch.content(from, from + 4) }] }],
          });
        }),
      );
      // Each of them has leaf 3.
      expect(answers.filter(({ accepted }) => accepted)).toHaveLength(1);
      const key = holderKey(holder);
      expect((await ledger.get([key])).get(key)).toMatchObject({ custodian: pharmacy.gln });
    });

    it('one shipment is received once or taken back once', async () => {
      const { ledger, consortium, newBatch } = stage();
      const { manufacturer, pharmacy } = consortium;
      const batch = await newBatch((b) => b.packs(4).perCase(4));
      const { holder } = batch.cases[0]!;
      const { tx: shipment } = await manufacturer.does(ledger, 'ship', {
        to: pharmacy.gln,
        purpose: 'SUPPLY',
        items: [{ holder }],
      });
      const answers = await Promise.all(
        Array.from({ length: 40 }, (_one, i) =>
          i % 2 === 0
            ? manufacturer.gives(ledger, 'cancelShipment', { shipment, items: [{ holder }] })
            : pharmacy.gives(ledger, 'receive', { shipment, items: [{ holder, as: 'RECEIVED' }] }),
        ),
      );
      expect(answers.filter(({ accepted }) => accepted)).toHaveLength(1);
    });

    async function delivered(packs: number) {
      const { ledger, consortium, newBatch } = stage();
      const { manufacturer, pharmacy } = consortium;
      const batch = await newBatch((b) => b.packs(packs).perCase(packs));
      const items = [{ holder: batch.cases[0]!.holder }];
      const { tx: shipment } = await manufacturer.does(ledger, 'ship', { to: pharmacy.gln, purpose: 'SUPPLY', items });
      await pharmacy.does(ledger, 'receive', { shipment, items: [{ ...items[0]!, as: 'RECEIVED' }] });
      return batch;
    }
  });
}
