import { decodeContent, provesLeaf } from '@packproof/contract';
import { isGtin14, isSerial, isSscc } from '@packproof/gs1';
import { MemoryLedger } from '@packproof/ledger';
import { fromHex } from '@packproof/merkle';
import { describe, expect, it } from 'vitest';
import { aBatch, aConsortium, aProduct, type Clock, registerProducts, sha256, testCryptography, timeOf } from './index';

const consortium = aConsortium();
const product = aProduct().by(consortium.manufacturer);

const memoryLedger = (clock: Clock = consortium.clock) =>
  new MemoryLedger({
    cryptography: testCryptography(),
    randomBytes32: consortium.random.bytes32,
    clock: () => clock.now(),
  });

describe('a batch', () => {
  const batch = aBatch().of(product).packs(10_000).perBundle(10).perCase(100).perPallet(50).made();

  it('has GS1 keys, and serials that are all different', () => {
    expect(isGtin14(product.gtin)).toBe(true);
    expect(new Set(batch.serials).size).toBe(10_000);
    expect(batch.serials.every(isSerial)).toBe(true);
    expect([batch.pallets.length, batch.cases.length, batch.unitsOf('BUNDLE').length]).toEqual([2, 100, 1000]);
    expect(batch.units.every((unit) => isSscc(unit.sscc))).toBe(true);
    expect(new Set(batch.unitsOf('BUNDLE').map((unit) => unit.sscc)).size).toBe(1000);
  });

  it('proves each pack to its root', () => {
    for (const leaf of [0, 4711, 9999]) {
      const { packId: id, path } = batch.packReference(leaf);
      const proof = { data: fromHex(id), index: leaf, path };
      expect(provesLeaf(sha256, { root: batch.root, count: 10_000 }, proof)).toBe(true);
      expect(provesLeaf(sha256, { root: batch.root, count: 10_000 }, { ...proof, index: leaf ^ 1 })).toBe(false);
    }
    expect(batch.packReference(4711).holder).toBe(batch.units[0]!.holder);
    expect(batch.packReference(5000).holder).toBe(batch.units[1]!.holder);
  });

  it('proves each inner unit to its parent, cases counted through the whole batch', () => {
    const { unit, index } = batch.innerUnitProof(53);
    expect(index).toBe(3);
    expect([...decodeContent(unit.content).values()]).toEqual([[[5300, 5400]]]);
    expect(batch.cases[53]!.detachment().holder).toBe(batch.pallets[1]!.holder);
  });

  it('is the same whenever it is made, but for its numbers of units', () => {
    const again = aBatch().of(product).packs(10_000).perCase(100).made();
    expect(again.root).toBe(batch.root);
    expect(again.cases[0]!.sscc).not.toBe(batch.cases[0]!.sscc);
  });

  it('keeps apart what the ledger may not show', () => {
    const payload = batch.payload();
    expect(payload.units.map(({ units }) => units.length)).toEqual([50, 50]);
    expect(payload.serials).toBe(batch.serials);
    expect(JSON.stringify(batch.commission())).not.toContain(batch.serials[0]);
    expect(batch.commission().items[0]!.payloadHash).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('a consortium', () => {
  it('founds a ledger on which its members commission, with the last packs loose', async () => {
    const ledger = memoryLedger();
    await consortium.found(ledger);
    expect(await ledger.ledgerId()).toBe(consortium.ledgerId);
    const batch = aBatch().of(product).packs(107).perCase(10).loose(7).made();
    await registerProducts(ledger, product);
    await batch.commissionedOn(ledger);
    const { holder } = batch.packReference(106);
    expect(holder).toBe(`loose:${batch.trancheId}`);
    const found = await ledger.get([`HOLDER/${holder}` as const, `HOLDER/${batch.cases[9]!.holder}` as const]);
    expect([...found.values()].map(({ content }) => [...decodeContent(content).values()])).toEqual([
      [[[100, 107]]],
      [[[90, 100]]],
    ]);
    expect(consortium.regulator.sign('setLicence', { items: [] }).envelope.issuedAt).toBe(
      timeOf(consortium.clock.now()),
    );
  });
});
