import { holderKey, packKey } from '@packproof/contract';
import { describe, expect, it } from 'vitest';
import { allBlocks, type LedgerFactory, sharedStage } from './stage';

/** Rule 10, and rule 11's commands that leave no entry. */
export function describeItems(factory: LedgerFactory): void {
  describe('items', () => {
    const stage = sharedStage(factory);

    async function atThePharmacy(packs = 6) {
      const { ledger, consortium, newBatch } = stage();
      const { manufacturer, pharmacy } = consortium;
      const batch = await newBatch((b) => b.packs(packs).perCase(packs));
      const { holder } = batch.cases[0]!;
      const { tx: shipment } = await manufacturer.does(ledger, 'ship', {
        to: pharmacy.gln,
        purpose: 'SUPPLY',
        items: [{ holder }],
      });
      return { batch, holder, shipment, pharmacy, ledger };
    }
    const pack = (batch: Awaited<ReturnType<typeof atThePharmacy>>['batch'], leaf: number) => ({
      pack: batch.packReference(leaf),
    });
    async function received(packs?: number) {
      const goods = await atThePharmacy(packs);
      const { pharmacy, ledger, shipment, holder } = goods;
      await pharmacy.does(ledger, 'receive', { shipment, items: [{ holder, as: 'RECEIVED' }] });
      return goods;
    }

    it('are answered one by one: a bad one never sinks the others, and leaves nothing', async () => {
      const { batch, pharmacy, ledger } = await received();
      const forged = { pack: { ...batch.packReference(1), packId: batch.packIds[2]! } };
      const items = [pack(batch, 0), forged, pack(batch, 0), pack(batch, 3)];
      const answer = await pharmacy.gives(ledger, 'dispense', { items });
      expect(answer).toMatchObject({ accepted: true });
      expect(answer.results?.map(({ ok, outcome }) => [ok, outcome])).toEqual([
        [true, 'ACCEPTED'],
        [false, 'PROOF_INVALID'],
        [false, 'DUPLICATE_ITEM'],
        [true, 'ACCEPTED'],
      ]);
      const entry = (await allBlocks(ledger)).at(-1)!.entries.at(-1)!;
      const key = (leaf: number) => packKey(batch.product.gtin, batch.packIds[leaf]!);
      expect(entry.writes.map(([written]) => written).sort()).toEqual([key(0), key(3)].sort());
      expect(entry.results).toEqual(answer.results?.map(({ ok, outcome }) => ({ ok, outcome })));
      expect(entry.events.map(({ item }) => item)).toEqual([0, 3]);
    });

    it('one that does not fit is INVALID_INPUT by itself, and says where', async () => {
      const { batch, pharmacy, ledger } = await received();
      const broken = { pack: { ...batch.packReference(1), leaf: -1 } };
      const answer = await pharmacy.gives(ledger, 'dispense', { items: [broken, pack(batch, 0)] });
      expect(answer.results).toMatchObject([{ ok: false, outcome: 'INVALID_INPUT', field: 'pack.leaf' }, { ok: true }]);
    });

    it('all or nothing, where that is asked for: the others are NOT_ATTEMPTED and nothing is written', async () => {
      const { batch, pharmacy, ledger } = await received();
      const height = await ledger.height();
      const items = [pack(batch, 0), { pack: batch.packReference(1, 'loose:'.padEnd(70, '0')) }, pack(batch, 2)];
      const answer = await pharmacy.gives(ledger, 'dispense', { items, atomic: true });
      expect(answer).toMatchObject({ accepted: false, outcome: 'NOT_FOUND' });
      expect(answer.results?.map(({ outcome }) => outcome)).toEqual(['NOT_ATTEMPTED', 'NOT_FOUND', 'NOT_ATTEMPTED']);
      expect(await ledger.height()).toBe(height);
      const sound = [pack(batch, 0), pack(batch, 2)];
      expect(await pharmacy.gives(ledger, 'dispense', { items: sound, atomic: true })).toMatchObject({
        accepted: true,
      });
    });

    it('all refused leave no entry, and the same command is decided again', async () => {
      const { batch, pharmacy, ledger, shipment, holder } = await atThePharmacy();
      const command = pharmacy.sign('dispense', { items: [pack(batch, 0), pack(batch, 1)] });
      const height = await ledger.height();
      const early = await ledger.submit(command);
      expect(early).toMatchObject({ accepted: false, outcome: 'NOT_CUSTODIAN' });
      expect(early.results?.map(({ ok }) => ok)).toEqual([false, false]);
      expect(await ledger.height()).toBe(height);
      await pharmacy.does(ledger, 'receive', { shipment, items: [{ holder, as: 'RECEIVED' }] });
      const later = await ledger.submit(command);
      expect(later).toMatchObject({ accepted: true, replayed: false, tx: early.tx });
    });

    it('see what the items before them did', async () => {
      const { ledger, consortium, newBatch } = stage();
      const { manufacturer } = consortium;
      const batch = await newBatch((b) => b.packs(8).perCase(4));
      const [one, other] = batch.cases;
      const parent = `sscc:${manufacturer.newSscc()}`;
      const create = { kind: 'PALLET' as const };
      const items = [
        { child: one!.holder, parent, create },
        { child: other!.holder, parent },
      ];
      await manufacturer.does(ledger, 'pack', { items });
      const key = holderKey(parent);
      expect((await ledger.get([key])).get(key)).toMatchObject({ children: 2, height: 1 });
    });

    it('past a limit are LIMIT_EXCEEDED, which names it', async () => {
      const { ledger, consortium } = stage();
      const items = Array.from({ length: 101 }, () => ({ root: 'e'.repeat(64), count: 1 }));
      const answer = await consortium.auditor.gives(ledger, 'anchor', { items });
      expect(answer).toMatchObject({ accepted: false, outcome: 'LIMIT_EXCEEDED', params: { limit: 100 } });
    });
  });
}
