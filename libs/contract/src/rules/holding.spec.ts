import { describe, expect, it } from 'vitest';
import { HOSPITAL, MAKER, NOW, PHARMACY, REGULATOR, ssccOf, type TestLedger, WHOLESALER } from '../../test/given';
import { aBatch, atThePharmacy, delivered, Goods, idOf } from '../../test/goods';
import type { HoldTarget } from '../commands';
import { EMPTY_ENCODED } from '../content';

const by = (actor: string) => ({ actor });
const hold = (ledger: TestLedger, target: HoldTarget, actor: string, reason = 'doubt') =>
  ledger.give('quarantine', { items: [target], reason }, { actor });
const lift = (ledger: TestLedger, target: HoldTarget, actor: string, setBy?: string) =>
  ledger.give('release', { items: [target], reason: 'fine', ...(setBy && { setBy }) }, { actor });
const LATER = '2026-11-25T10:00:00.000Z';
const FOREIGN_GTIN = '05012345000008';

describe('quarantine', () => {
  it('of a pack marks its PACK and its leaf in the holder, which it follows', () => {
    const { ledger, goods, pallet } = atThePharmacy();
    const pack = { pack: goods.pack(3, pallet) };
    expect(hold(ledger, pack, PHARMACY, 'wet')).toMatchObject({
      events: [{ type: 'QUARANTINED', pack: { leaf: 3 }, reason: 'wet' }],
    });
    expect(ledger.get(goods.packKey(3)).holds).toEqual({ [PHARMACY]: { reason: 'wet', since: NOW } });
    expect(ledger.holder(pallet).heldLeaves).toBe(goods.content([3, 4]));
    const take = [{ holder: pallet, content: goods.content([2, 5]) }];
    const { tx } = ledger.given('split', { items: [{ take }] }, by(PHARMACY));
    expect(ledger.holder(`part:${tx}:0`).heldLeaves).toBe(goods.content([3, 4]));
    expect(ledger.holder(pallet).heldLeaves).toBe(EMPTY_ENCODED);
    lift(ledger, { pack: goods.pack(3, `part:${tx}:0`) }, PHARMACY);
    expect(ledger.holder(`part:${tx}:0`).heldLeaves).toBe(EMPTY_ENCODED);
    expect(ledger.get(goods.packKey(3)).holds).toEqual({});
  });

  it('by custodian, product owner and regulator, one hold each; a second one says a new reason', () => {
    const { ledger, goods, pallet } = atThePharmacy();
    const pack = { pack: goods.pack(3, pallet) };
    for (const actor of [WHOLESALER, HOSPITAL]) {
      expect(hold(ledger, pack, actor)).toMatchObject({ outcome: 'NOT_CUSTODIAN' });
      expect(hold(ledger, { holder: pallet }, actor)).toMatchObject({ outcome: 'NOT_CUSTODIAN' });
    }
    for (const actor of [PHARMACY, MAKER, REGULATOR]) {
      expect(hold(ledger, pack, actor)).toMatchObject({ accepted: true });
      expect(hold(ledger, { holder: pallet }, actor)).toMatchObject({ accepted: true });
    }
    ledger.given('quarantine', { items: [pack], reason: 'worse' }, { actor: PHARMACY, issuedAt: LATER });
    expect(ledger.get(goods.packKey(3)).holds).toEqual({
      [PHARMACY]: { reason: 'worse', since: NOW },
      [MAKER]: { reason: 'doubt', since: NOW },
      [REGULATOR]: { reason: 'doubt', since: NOW },
    });
    // The leaf stays held until the last hold is lifted.
    lift(ledger, pack, PHARMACY);
    lift(ledger, pack, MAKER);
    expect(ledger.holder(pallet).heldLeaves).toBe(goods.content([3, 4]));
    lift(ledger, pack, REGULATOR);
    expect(ledger.holder(pallet).heldLeaves).toBe(EMPTY_ENCODED);
  });

  it('by a custodian what is at rest; by owner and regulator wherever it is', () => {
    const { ledger, goods, pallet } = aBatch();
    delivered(ledger, pallet, MAKER, WHOLESALER);
    ledger.given('ship', { items: [{ holder: pallet }], to: PHARMACY, purpose: 'SUPPLY' }, by(WHOLESALER));
    for (const target of [{ holder: pallet }, { pack: goods.pack(3, pallet) }]) {
      expect(hold(ledger, target, WHOLESALER)).toMatchObject({ outcome: 'IN_TRANSIT' });
      expect(hold(ledger, target, PHARMACY)).toMatchObject({ outcome: 'NOT_CUSTODIAN' });
      expect(hold(ledger, target, MAKER)).toMatchObject({ accepted: true });
      expect(hold(ledger, target, REGULATOR)).toMatchObject({ accepted: true });
    }
  });

  it("of a holder by an owner only if all its content is the owner's, child records' too; of an empty one by no owner", () => {
    const { ledger, pallet } = aBatch();
    ledger.given(
      'registerProduct',
      { items: [{ gtin: FOREIGN_GTIN, name: 'Other', storage: {} }] },
      { actor: WHOLESALER },
    );
    const other = new Goods(4, 'W1', FOREIGN_GTIN);
    const foreign = { ...other.unit(1, [[0, 4]]), sscc: ssccOf('5012345', 1) };
    ledger.given('commission', { items: [other.item([foreign])] }, by(WHOLESALER));
    delivered(ledger, pallet, MAKER, WHOLESALER);
    // A pallet of the wholesaler's with both products on it.
    const mixed = 'sscc:' + ssccOf('5012345', 2);
    const create = { kind: 'PALLET' as const };
    ledger.given('pack', { items: [{ child: pallet, parent: mixed, create }] }, by(WHOLESALER));
    ledger.given('pack', { items: [{ child: idOf(foreign), parent: mixed }] }, by(WHOLESALER));
    expect(hold(ledger, { holder: mixed }, MAKER)).toMatchObject({ outcome: 'CHILDREN_UNLISTED' });
    const children = [pallet, idOf(foreign)];
    expect(hold(ledger, { holder: mixed, children }, MAKER)).toMatchObject({ outcome: 'NOT_OWNER' });
    expect(hold(ledger, { holder: mixed, children }, HOSPITAL)).toMatchObject({ outcome: 'NOT_CUSTODIAN' });
    expect(hold(ledger, { holder: pallet }, MAKER)).toMatchObject({ accepted: true });
    expect(hold(ledger, { holder: idOf(foreign) }, MAKER)).toMatchObject({ outcome: 'NOT_CUSTODIAN' });
    // Nobody can spoil a free number by holding what is not there.
    const { ledger: fresh, goods, case: aCase } = aBatch();
    fresh.given('split', { items: [{ take: [{ holder: aCase, content: goods.content([10, 15]) }] }] });
    expect(hold(fresh, { holder: aCase }, WHOLESALER)).toMatchObject({ outcome: 'NOT_CUSTODIAN' });
  });

  it('of a batch by its owner or the regulator, and blocks every pack of it', () => {
    const { ledger, goods, pallet } = atThePharmacy();
    expect(hold(ledger, { batch: goods.batch }, PHARMACY)).toMatchObject({ outcome: 'NOT_OWNER' });
    expect(hold(ledger, { batch: 'ab'.repeat(32) }, MAKER)).toMatchObject({ outcome: 'NOT_FOUND' });
    expect(hold(ledger, { batch: goods.batch }, MAKER)).toMatchObject({
      events: [{ type: 'QUARANTINED', batch: goods.batch }],
    });
    const sale = { items: [{ pack: goods.pack(3, pallet) }] };
    const refused = ledger.give('dispense', sale, by(PHARMACY));
    expect(refused).toMatchObject({ outcome: 'QUARANTINED', params: { since: NOW } });
    expect(JSON.stringify(refused)).not.toContain(MAKER);
    lift(ledger, { batch: goods.batch }, MAKER);
    expect(ledger.give('dispense', sale, by(PHARMACY))).toMatchObject({ accepted: true });
  });

  it('leaves what has ended as it is', () => {
    const { ledger, goods, pallet } = atThePharmacy();
    const pack = { pack: goods.pack(3, pallet) };
    ledger.given('dispense', { items: [pack] }, by(PHARMACY));
    expect(hold(ledger, { pack: goods.pack(4, pallet) }, PHARMACY)).toMatchObject({ accepted: true });
    ledger.given('decommission', { items: [{ holder: pallet }], as: 'DESTROYED' }, by(PHARMACY));
    expect(hold(ledger, { holder: pallet }, PHARMACY)).toMatchObject({ outcome: 'DESTROYED' });
    expect(ledger.get(goods.packKey(3)).end?.as).toBe('DISPENSED');
  });
});

describe('release', () => {
  it('by who set it, wherever it is by now; the regulator lifts any', () => {
    const { ledger, pallet } = aBatch();
    hold(ledger, { holder: pallet }, MAKER);
    hold(ledger, { holder: pallet }, REGULATOR);
    const { tx } = ledger.given('ship', { items: [{ holder: pallet }], to: WHOLESALER, purpose: 'RETURN' });
    ledger.given('receive', { items: [{ holder: pallet, as: 'RECEIVED' }], shipment: tx }, by(WHOLESALER));
    expect(lift(ledger, { holder: pallet }, WHOLESALER)).toMatchObject({ outcome: 'NOT_YOUR_HOLD' });
    expect(lift(ledger, { holder: pallet }, WHOLESALER, MAKER)).toMatchObject({ outcome: 'NOT_YOUR_HOLD' });
    expect(lift(ledger, { holder: pallet }, MAKER, REGULATOR)).toMatchObject({ outcome: 'NOT_YOUR_HOLD' });
    expect(lift(ledger, { holder: pallet }, REGULATOR, MAKER)).toMatchObject({
      events: [{ type: 'RELEASED', holder: pallet, to: MAKER, reason: 'fine' }],
    });
    expect(Object.keys(ledger.holder(pallet).holds)).toEqual([REGULATOR]);
    expect(lift(ledger, { holder: pallet }, REGULATOR, MAKER)).toMatchObject({ outcome: 'NOT_FOUND' });
    expect(lift(ledger, { holder: pallet }, REGULATOR)).toMatchObject({ accepted: true });
  });

  it('tells who has set none the same, whether or not somebody else has', () => {
    const { ledger, goods, pallet } = aBatch();
    for (const target of [{ holder: pallet }, { pack: goods.pack(3, pallet) }, { batch: goods.batch }]) {
      const without = lift(ledger, target, PHARMACY);
      hold(ledger, target, MAKER);
      const withOne = lift(ledger, target, PHARMACY);
      expect({ ...withOne, tx: '' }).toEqual({ ...without, tx: '' });
    }
  });

  it('a unit takes its own hold with it when it leaves, and the hold of where it was', () => {
    const { ledger, pallet, case: aCase } = aBatch();
    ledger.given('pack', { items: [{ child: aCase, parent: pallet }] });
    hold(ledger, { holder: pallet }, REGULATOR, 'pallet');
    hold(ledger, { holder: aCase }, MAKER, 'case');
    ledger.given('unpack', { items: [{ holder: aCase }] });
    lift(ledger, { holder: pallet }, REGULATOR);
    expect(ledger.holder(aCase).holds).toMatchObject({
      [REGULATOR]: { reason: 'pallet' },
      [MAKER]: { reason: 'case' },
    });
    expect(ledger.holder(pallet).holds).toEqual({});
  });
});
