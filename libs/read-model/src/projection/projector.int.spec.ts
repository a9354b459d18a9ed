import { encodeContent } from '@packproof/contract';
import { aBatch, aPallet } from '@packproof/test-data';
import { describe, expect, it } from 'vitest';
import { aScene } from '../../test/scene';

describe('projector', () => {
  it('projects a batch, its journey and a dispense; twice is once; a rebuild gives the same rows', async () => {
    const scene = await aScene();
    const { ledger, consortium, projector, product } = scene;
    const batch = aBatch().of(product).packs(400).perCase(20).perPallet(10).made();
    scene.keep(batch);
    await batch.commissionedOn(ledger);
    const { holder } = await aPallet().of(batch).deliveredTo(consortium.distributor).on(ledger);
    const { distributor, pharmacy } = consortium;
    await distributor.does(ledger, 'detach', { items: [batch.cases[0]!.detachment()] });
    const caseHolder = batch.cases[0]!.holder;
    const shipped = await distributor.does(ledger, 'ship', {
      to: pharmacy.gln,
      purpose: 'SUPPLY',
      items: [{ holder: caseHolder }],
    });
    await pharmacy.does(ledger, 'receive', {
      shipment: shipped.tx,
      items: [{ holder: caseHolder, as: 'MISSING', content: encodeContent(new Map([[batch.trancheId, [[3, 5]]]])) }],
    });
    await pharmacy.does(ledger, 'receive', { shipment: shipped.tx, items: [{ holder: caseHolder, as: 'RECEIVED' }] });
    await pharmacy.does(ledger, 'dispense', { items: [{ pack: batch.packReference(0, caseHolder) }] });
    await projector.catchUp();
    expect(scene.warnings).toEqual([]);
    expect(await projector.verifyInvariant()).toEqual([]);
    const once = await projector.tableHashes();
    expect(Object.fromEntries(once.map(({ table, rows }) => [table, rows]))).toMatchObject({ pack: 400 });
    console.log(Object.fromEntries(once.map(({ table, rows }) => [table, rows])), holder);
    await projector.catchUp();
    expect(await projector.tableHashes()).toEqual(once);
    await projector.rebuild();
    expect(await projector.tableHashes()).toEqual(once);
  });
});
