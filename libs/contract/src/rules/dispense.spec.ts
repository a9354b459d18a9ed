import { describe, expect, it } from 'vitest';
import { HOSPITAL, MAKER, OTHER_PHARMACY, PHARMACY, REGULATOR, type TestLedger, WHOLESALER } from '../../test/given';
import { aBatch, atThePharmacy, delivered, Goods, idOf } from '../../test/goods';
import type { Target } from '../commands';

const by = (actor: string) => ({ actor });
const dispense = (ledger: TestLedger, target: Target, actor = PHARMACY, when = {}) =>
  ledger.give('dispense', { items: [target] }, { actor, ...when });

describe('dispense', () => {
  it('writes its PACK only, so that dispenses from one holder never conflict', () => {
    const { ledger, goods, pallet } = atThePharmacy();
    const decision = dispense(ledger, { pack: goods.pack(3, pallet) });
    expect(decision).toMatchObject({ accepted: true, results: [{ ok: true, outcome: 'ACCEPTED' }] });
    if (!decision.accepted) throw new Error('refused');
    expect([...decision.puts.keys()]).toEqual([goods.packKey(3)]);
    expect(ledger.get(goods.packKey(3)).end).toEqual({
      as: 'DISPENSED',
      by: PHARMACY,
      place: PHARMACY,
      time: '2026-11-24T10:00:00.000Z',
      tx: decision.tx,
    });
    const { packId, tranche } = goods.pack(3, pallet);
    expect(decision.events).toEqual([
      { type: 'DISPENSED', item: 0, pack: { gtin: goods.gtin, packId, tranche, leaf: 3 } },
    ]);
  });

  it('exactly once, whoever races: the rest learn what they may see, and when', () => {
    const { ledger, goods, pallet } = atThePharmacy();
    ledger.given('dispense', { items: [{ pack: goods.pack(3, pallet) }] }, by(PHARMACY));
    expect(dispense(ledger, { pack: goods.pack(3, pallet) })).toMatchObject({
      accepted: false,
      outcome: 'ALREADY_DISPENSED_HERE',
      params: { since: '2026-11-24T10:00:00.000Z', by: PHARMACY, undoUntil: '2026-12-04T10:00:00.000Z' },
    });
    const elsewhere = dispense(ledger, { pack: goods.pack(3, pallet) }, OTHER_PHARMACY);
    expect(elsewhere).toMatchObject({ outcome: 'ALREADY_DISPENSED_ELSEWHERE' });
    expect(elsewhere).toHaveProperty('params', { since: '2026-11-24T10:00:00.000Z' });
    // Also where the leaf has moved on since it was looked up.
    expect(dispense(ledger, { pack: goods.pack(3, 'loose:' + goods.tranche) }, HOSPITAL)).toMatchObject({
      outcome: 'ALREADY_DISPENSED_ELSEWHERE',
    });
  });

  it('the same pack twice in one request counts once', () => {
    const { ledger, goods, pallet } = atThePharmacy();
    const pack = goods.pack(3, pallet);
    const { results } = ledger.give('dispense', { items: [{ pack }, { pack }] }, by(PHARMACY));
    expect(results?.map(({ outcome }) => outcome)).toEqual(['ACCEPTED', 'DUPLICATE_ITEM']);
  });

  it('by pharmacy or hospital, in whose custody the topmost holder is', () => {
    const { ledger, goods, pallet } = atThePharmacy();
    for (const actor of [MAKER, WHOLESALER, REGULATOR]) {
      expect(dispense(ledger, { pack: goods.pack(3, pallet) }, actor)).toMatchObject({ outcome: 'ROLE_FORBIDDEN' });
    }
    const stranger = dispense(ledger, { pack: goods.pack(3, pallet) }, HOSPITAL);
    expect(stranger).toMatchObject({ accepted: false, outcome: 'NOT_CUSTODIAN' });
    expect(stranger).not.toHaveProperty('params');
    expect(dispense(ledger, { holder: pallet }, HOSPITAL)).toMatchObject({ outcome: 'NOT_CUSTODIAN' });
    // Shipped to it and not received: still its shipper's.
    ledger.given('ship', { items: [{ holder: pallet }], to: HOSPITAL, purpose: 'SUPPLY' }, by(PHARMACY));
    expect(dispense(ledger, { pack: goods.pack(3, pallet) }, HOSPITAL)).toMatchObject({ outcome: 'NOT_CUSTODIAN' });
    expect(dispense(ledger, { pack: goods.pack(3, pallet) })).toMatchObject({ outcome: 'IN_TRANSIT' });
    expect(dispense(ledger, { holder: pallet })).toMatchObject({ outcome: 'IN_TRANSIT' });
  });

  it('only what is proved, and is in the holder that is named', () => {
    const { ledger, goods, pallet } = atThePharmacy();
    const pack = goods.pack(3, pallet);
    const other = new Goods(4, 'OTHER');
    const refused = (over: Partial<typeof pack>) => dispense(ledger, { pack: { ...pack, ...over } });
    expect(refused({ leaf: 4 })).toMatchObject({ outcome: 'PROOF_INVALID', field: 'pack.path' });
    expect(refused({ leaf: 400 })).toMatchObject({ outcome: 'PROOF_INVALID' });
    expect(refused({ packId: goods.pack(4, pallet).packId })).toMatchObject({ outcome: 'PROOF_INVALID' });
    expect(refused({ path: pack.path.slice(1) })).toMatchObject({ outcome: 'PROOF_INVALID' });
    expect(refused({ gtin: '04012345000016' })).toMatchObject({ outcome: 'PROOF_INVALID', field: 'pack.gtin' });
    expect(refused({ tranche: other.tranche })).toMatchObject({ outcome: 'NOT_FOUND', field: 'pack.tranche' });
    expect(refused({ holder: 'sscc:340123450000000017' })).toMatchObject({ outcome: 'NOT_FOUND' });
    expect(dispense(ledger, { pack: goods.pack(12, pallet) })).toMatchObject({ outcome: 'NOT_IN_UNIT' });
  });

  it('refuses a second leaf with a packId that already has a record', () => {
    const { ledger, goods, pallet } = atThePharmacy();
    // The owner commits two packs of the first tranche again, in a tranche of their own.
    const again = new Goods(2, goods.lot, goods.gtin);
    const copy = again.unit(3, [[0, 2]]);
    ledger.given('commission', { items: [again.item([copy])] });
    delivered(ledger, idOf(copy), MAKER, PHARMACY);
    expect(again.pack(0, idOf(copy)).packId).toBe(goods.pack(0, pallet).packId);
    ledger.given('dispense', { items: [{ pack: again.pack(0, idOf(copy)) }] }, by(PHARMACY));
    expect(dispense(ledger, { pack: goods.pack(0, pallet) })).toMatchObject({ outcome: 'COMMITTED_TWICE' });
  });

  it('compares expiry and licence with the day on which it occurred, that day included', () => {
    const { ledger, goods, pallet } = atThePharmacy();
    const late = { issuedAt: '2028-02-05T08:00:00.000Z' };
    const target = { pack: goods.pack(3, pallet) };
    expect(dispense(ledger, target, PHARMACY, late)).toMatchObject({
      outcome: 'EXPIRED',
      params: { expiry: '2028-01-31' },
    });
    const queued = { ...late, occurredAt: '2028-01-31T23:59:59.999Z' };
    expect(dispense(ledger, target, PHARMACY, queued)).toMatchObject({ accepted: true });
    expect(ledger.get(goods.packKey(3)).end?.time).toBe('2028-01-31T23:59:59.999Z');
  });

  it('a topmost holder whole gets its end, all children listed; then each pack in it is dispensed', () => {
    const { ledger, goods, pallet } = atThePharmacy();
    const decision = dispense(ledger, { holder: pallet });
    expect(decision).toMatchObject({ accepted: true });
    if (!decision.accepted) throw new Error('refused');
    expect([...decision.puts.keys()]).toEqual([`HOLDER/${pallet}`]);
    expect(dispense(ledger, { holder: pallet })).toMatchObject({ outcome: 'ALREADY_DISPENSED_HERE' });
    expect(dispense(ledger, { pack: goods.pack(7, pallet) })).toMatchObject({ outcome: 'ALREADY_DISPENSED_HERE' });
    expect(dispense(ledger, { pack: goods.pack(7, pallet) }, HOSPITAL)).toMatchObject({
      outcome: 'ALREADY_DISPENSED_ELSEWHERE',
    });
  });

  it('refuses whatever is blocked, a child record or a held leaf of it too', () => {
    const { ledger, goods, pallet, case: aCase } = atThePharmacy();
    ledger.given('pack', { items: [{ child: aCase, parent: pallet }] }, by(PHARMACY));
    expect(dispense(ledger, { holder: aCase })).toMatchObject({ outcome: 'UNIT_NESTED' });
    expect(dispense(ledger, { holder: pallet })).toMatchObject({ outcome: 'CHILDREN_UNLISTED' });
    ledger.given('quarantine', { items: [{ pack: goods.pack(12, aCase) }], reason: 'wet' }, by(PHARMACY));
    const whole = { holder: pallet, children: [aCase] };
    expect(dispense(ledger, whole)).toMatchObject({ outcome: 'QUARANTINED' });
    expect(dispense(ledger, { pack: goods.pack(12, aCase) })).toMatchObject({ outcome: 'QUARANTINED' });
    expect(dispense(ledger, { pack: goods.pack(11, aCase) })).toMatchObject({ accepted: true });
    ledger.given('release', { items: [{ pack: goods.pack(12, aCase) }], reason: 'dry' }, by(PHARMACY));
    ledger.given('quarantine', { items: [{ holder: pallet }], reason: 'smells' }, by(REGULATOR));
    expect(dispense(ledger, { pack: goods.pack(12, aCase) })).toMatchObject({ outcome: 'QUARANTINED' });
    ledger.given('release', { items: [{ holder: pallet }], reason: 'aired' }, by(REGULATOR));
    ledger.given('withdrawProduct', { items: [{ gtin: goods.gtin, reason: 'obsolete' }] });
    expect(dispense(ledger, whole)).toMatchObject({ outcome: 'WITHDRAWN', params: { reason: 'obsolete' } });
  });

  it('a zone is never dispensed whole, and nothing comes of an empty unit', () => {
    const { ledger, goods, pallet } = atThePharmacy();
    const location = { gln: PHARMACY };
    const take = [{ holder: pallet, content: goods.content([0, 10]) }];
    ledger.given('store', { items: [{ take }], location }, by(PHARMACY));
    const zone = `zone:${PHARMACY}:${PHARMACY}:`;
    expect(dispense(ledger, { holder: zone })).toMatchObject({ outcome: 'INVALID_INPUT', field: 'holder' });
    expect(dispense(ledger, { holder: pallet })).toMatchObject({ outcome: 'EMPTY_UNIT' });
    expect(dispense(ledger, { pack: goods.pack(9, zone) })).toMatchObject({ accepted: true });
  });

  it('what its maker still has is not for a pharmacy to dispense', () => {
    const { ledger, goods, loose } = aBatch();
    expect(dispense(ledger, { pack: goods.pack(15, loose) })).toMatchObject({ outcome: 'NOT_CUSTODIAN' });
  });
});
