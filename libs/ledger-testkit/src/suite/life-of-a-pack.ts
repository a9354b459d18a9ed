import { holderKey, packKey, unitHolderId, zoneHolderId } from '@packproof/contract';
import { describe, expect, it } from 'vitest';
import { type LedgerFactory, sharedStage } from './stage';

/** One pack from its maker to the patient, told on the port. */
export function describeLifeOfAPack(factory: LedgerFactory): void {
  describe('the life of a pack', () => {
    const stage = sharedStage(factory);

    it('1 to 7: committed, shipped, received, opened, shelved, dispensed once and for all, recalled', async () => {
      const { ledger, consortium, newBatch, clock } = stage();
      const { manufacturer, distributor, pharmacy, otherPharmacy, regulator } = consortium;
      const state = async <K extends string>(key: K) => (await ledger.get([key as never])).get(key as never) as never;

      // 1: ten thousand packs on two pallets, one command.
      const batch = await newBatch((b) => b.packs(10_000).perBundle(10).perCase(100).perPallet(50));
      const pallet = batch.pallets[1]!;
      expect(await state(holderKey(pallet.holder))).toMatchObject({ custodian: manufacturer.gln, innerCount: 50 });

      // 2: the pallet goes to the wholesaler, who looks at it and receives it whole.
      const sent = await manufacturer.does(ledger, 'ship', {
        to: distributor.gln,
        purpose: 'SUPPLY',
        items: [{ holder: pallet.holder }],
      });
      expect(await state(holderKey(pallet.holder))).toMatchObject({
        custodian: manufacturer.gln,
        transit: { to: distributor.gln, tx: sent.tx },
      });
      await distributor.does(ledger, 'receive', {
        shipment: sent.tx,
        items: [{ holder: pallet.holder, as: 'RECEIVED' }],
      });

      // 3: one case is taken off, by its proof.
      const aCase = pallet.units[7]!;
      await distributor.does(ledger, 'detach', { items: [aCase.detachment()] });
      expect(await state(holderKey(aCase.holder))).toMatchObject({
        custodian: distributor.gln,
        content: aCase.content,
      });

      // 4: the pharmacy gets it, and ninety of the hundred are there: ten, a bundle, are missing.
      const toShop = await distributor.does(ledger, 'ship', {
        to: pharmacy.gln,
        purpose: 'SUPPLY',
        items: [{ holder: aCase.holder }],
      });
      const missing = aCase.units[3]!;
      await pharmacy.does(ledger, 'receive', {
        shipment: toShop.tx,
        items: [
          { holder: aCase.holder, as: 'MISSING', inner: missing.proof() },
          { holder: aCase.holder, as: 'RECEIVED' },
        ],
      });
      expect(await state(holderKey(missing.holder))).toMatchObject({
        custodian: distributor.gln,
        disputed: { to: pharmacy.gln, tx: toShop.tx },
      });
      await pharmacy.does(ledger, 'resolve', {
        shipment: toShop.tx,
        items: [{ holder: missing.holder, as: 'FOUND' }],
      });

      // 5: on the shelf, as a pick zone.
      const [shop] = pharmacy.places;
      const zone = zoneHolderId(pharmacy.gln, shop!.gln, 'A1');
      await pharmacy.does(ledger, 'store', {
        location: { gln: shop!.gln, extension: 'A1' },
        items: [{ take: [{ holder: aCase.holder, content: batch.content(aCase.from, aCase.from + 5) }] }],
      });

      // 6: to the patient, by writing one key; nobody else can do it again, and the counter can take it back in time.
      const pack = batch.packReference(aCase.from, zone);
      const dispensed = await pharmacy.does(ledger, 'dispense', { items: [{ pack }] });
      const again = await pharmacy.gives(ledger, 'dispense', { items: [{ pack }] });
      expect(again).toMatchObject({ accepted: false, outcome: 'ALREADY_DISPENSED_HERE' });
      const elsewhere = await otherPharmacy.gives(ledger, 'dispense', { items: [{ pack }] });
      expect(elsewhere).toMatchObject({ accepted: false, outcome: 'ALREADY_DISPENSED_ELSEWHERE' });
      expect(await state(packKey(pack.gtin, pack.packId))).toMatchObject({
        end: { as: 'DISPENSED', by: pharmacy.gln, tx: dispensed.tx },
      });
      clock.advance({ hours: 1 });
      await pharmacy.does(ledger, 'reactivate', { from: 'DISPENSED', items: [{ pack }] });
      await pharmacy.does(ledger, 'dispense', { items: [{ pack }] });

      // 7: the maker recalls the batch: what was not supplied yet cannot be any more, and may come back.
      await manufacturer.does(ledger, 'openRecall', {
        class: 'I',
        level: 'PATIENT',
        reason: 'glass in the blister',
        drill: false,
        items: [{ batch: batch.batchId }],
      });
      const next = batch.packReference(aCase.from + 1, zone);
      const stopped = await pharmacy.gives(ledger, 'dispense', { items: [{ pack: next }] });
      expect(stopped).toMatchObject({ accepted: false, outcome: 'RECALLED' });
      await pharmacy.does(ledger, 'ship', {
        to: manufacturer.gln,
        purpose: 'RETURN',
        items: [{ holder: aCase.holder }],
      });
      expect(regulator.role).toBe('REGULATOR');
    });

    it('a unit from which all has been taken is empty, and its number free again', async () => {
      const { ledger, consortium, newBatch } = stage();
      const { manufacturer } = consortium;
      const batch = await newBatch((b) => b.packs(4).perCase(4));
      const [unit] = batch.cases;
      await manufacturer.does(ledger, 'split', {
        items: [{ take: [{ holder: unit!.holder, content: unit!.content }] }],
      });
      const gone = await manufacturer.gives(ledger, 'ship', {
        to: consortium.distributor.gln,
        purpose: 'SUPPLY',
        items: [{ holder: unit!.holder }],
      });
      expect(gone).toMatchObject({ accepted: false, outcome: 'EMPTY_UNIT' });
      const other = await newBatch((b) => b.packs(4));
      await manufacturer.does(ledger, 'split', {
        items: [
          {
            take: [{ holder: other.holderAt(0), content: other.content() }],
            into: { sscc: unit!.sscc, kind: 'TOTE' },
          },
        ],
      });
      const key = holderKey(unitHolderId(unit!.sscc));
      expect((await ledger.get([key])).get(key)).toMatchObject({ kind: 'TOTE', content: other.content() });
    });
  });
}
