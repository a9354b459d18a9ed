import { aBatch, aProduct, registerProducts } from '@packproof/test-data';
import { describe, expect, it } from 'vitest';
import { aScene } from '../../test/scene';

describe('payloads', () => {
  it('are awaited when late, and take their rows along when erased', async () => {
    const scene = await aScene();
    const { ledger, consortium, product, projector, queries } = scene;
    const batch = aBatch().of(product).packs(40).perCase(10).perPallet(2).made();
    await batch.commissionedOn(ledger);
    await projector.catchUp();
    const reading = { gtin: product.gtin, serial: batch.serials[3]!, lot: batch.lot };
    const ask = () => queries.verifyFacts([reading], { asker: consortium.pharmacy.gln });
    expect(await ask()).toMatchObject([{ awaitingPayload: true }]);
    const before = await projector.tableHashes();
    scene.keep(batch);
    await projector.payloadArrived(batch.payloadHash());
    await projector.payloadArrived(batch.payloadHash());
    expect(await ask()).toMatchObject([{ awaitingPayload: false, pack: { leaf: 3 } }]);
    const loaded = await projector.tableHashes();
    await projector.rebuild();
    expect(await projector.tableHashes()).toEqual(loaded);
    scene.forget(batch);
    await projector.payloadErased(batch.payloadHash());
    expect(await projector.tableHashes()).toEqual(before);
  });

  it('that are not what was committed give no rows', async () => {
    const scene = await aScene();
    const { ledger, product, projector, database } = scene;
    const batch = aBatch().of(product).packs(10).made();
    const lie = { ...batch.payload(), serials: [...batch.serials.slice(1), 'OTHER'] };
    Object.assign(batch, { payload: () => lie, payloadHash: () => 'ab'.repeat(32) });
    scene.keep(batch);
    await batch.commissionedOn(ledger);
    await projector.catchUp();
    const { rows } = await database.pool.query(
      'select (select count(*) from read.pack) as packs, reason from read.payload_fault',
    );
    expect(rows).toEqual([{ packs: 0, reason: expect.stringContaining('root') }]);
  });

  it('with a serial that is on record already keep the earliest, whichever comes first', async () => {
    const scene = await aScene();
    const { ledger, consortium, projector, database, queries } = scene;
    const product = aProduct().numbered(7).by(consortium.manufacturer);
    await registerProducts(ledger, product);
    const first = aBatch().of(product).lot('A').serials(['S1', 'S2', 'S3']).made();
    // Another secret gives the same serials other packIds: the ledger cannot see that they are the same.
    const other = { ...product, secret: new Uint8Array(32).fill(9) };
    const second = aBatch().of(other).lot('B').serials(['S3', 'S4', 'S4', 'S2']).made();
    await first.commissionedOn(ledger);
    await second.commissionedOn(ledger);
    scene.keep(second);
    await projector.catchUp();
    scene.keep(first);
    await projector.payloadArrived(first.payloadHash());
    const rows = async () =>
      (await database.pool.query('select serial, tranche, leaf from read.pack order by serial')).rows.map(
        ({ serial, tranche, leaf }) => [serial, tranche, leaf],
      );
    expect(await rows()).toEqual([
      ['S1', 0, 0],
      ['S2', 0, 1],
      ['S3', 0, 2],
      ['S4', 1, 1],
    ]);
    expect(await queries.packConflicts([second.trancheId], 10)).toMatchObject([
      { serial: 'S3' },
      { serial: 'S4' },
      { serial: 'S2' },
    ]);
    const hashes = await projector.tableHashes();
    await projector.rebuild();
    expect(await projector.tableHashes()).toEqual(hashes);
    scene.forget(first);
    await projector.payloadErased(first.payloadHash());
    expect(await rows()).toEqual([
      ['S2', 1, 3],
      ['S3', 1, 0],
      ['S4', 1, 1],
    ]);
    const erased = await projector.tableHashes();
    await projector.rebuild();
    expect(await projector.tableHashes()).toEqual(erased);
  });
});
