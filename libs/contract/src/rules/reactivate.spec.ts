import { describe, expect, it } from 'vitest';
import { HOSPITAL, MAKER, NOW, PHARMACY, REGULATOR, type TestLedger, WHOLESALER } from '../../test/given';
import { atThePharmacy, delivered } from '../../test/goods';
import type { Target } from '../commands';
import { EMPTY_ENCODED } from '../content';
import type { EndState } from '../records';

const by = (actor: string) => ({ actor });
const undo = (ledger: TestLedger, target: Target, from: EndState = 'DISPENSED', when = {}) =>
  ledger.give('reactivate', { items: [target], from }, { actor: PHARMACY, ...when });
const BRANCH = '4012345000061';

function dispensed() {
  const batch = atThePharmacy();
  batch.ledger.given('dispense', { items: [{ pack: batch.goods.pack(3, batch.pallet) }] }, by(PHARMACY));
  return { ...batch, target: { pack: batch.goods.pack(3, batch.pallet) } };
}

describe('reactivate', () => {
  it('puts a pack back, naming the state that it undoes', () => {
    const { ledger, goods, target } = dispensed();
    expect(undo(ledger, target, 'SAMPLE')).toMatchObject({
      outcome: 'UNDO_WRONG_STATE',
      params: { state: 'DISPENSED', wanted: 'SAMPLE' },
    });
    const decision = undo(ledger, target);
    if (!decision.accepted) throw new Error('refused');
    expect([...decision.puts.keys()]).toEqual([goods.packKey(3)]);
    expect(ledger.get(goods.packKey(3))).not.toHaveProperty('end');
    expect(decision.events).toMatchObject([{ type: 'REACTIVATED', as: 'DISPENSED' }]);
    expect(undo(ledger, target)).toMatchObject({ outcome: 'UNDO_WRONG_STATE', params: { state: 'ACTIVE' } });
    expect(ledger.give('dispense', { items: [target] }, by(PHARMACY))).toMatchObject({ accepted: true });
  });

  it('within ten days of end.time to its issuedAt; locked has no limit', () => {
    const { ledger, goods, pallet, target } = dispensed();
    const late = { issuedAt: '2026-12-04T10:00:00.001Z' };
    expect(undo(ledger, target, 'DISPENSED', late)).toMatchObject({
      outcome: 'UNDO_TOO_LATE',
      params: { since: NOW, undoUntil: '2026-12-04T10:00:00.000Z' },
    });
    // That it happened in time does not help: an undo that is late is late.
    const queued = { ...late, occurredAt: '2026-12-01T10:00:00.000Z' };
    expect(undo(ledger, target, 'DISPENSED', queued)).toMatchObject({ outcome: 'UNDO_TOO_LATE' });
    expect(undo(ledger, target, 'DISPENSED', { issuedAt: '2026-12-04T10:00:00.000Z' })).toMatchObject({
      accepted: true,
    });
    const locked = { pack: goods.pack(4, pallet) };
    ledger.given('decommission', { items: [locked], as: 'LOCKED' }, by(PHARMACY));
    expect(undo(ledger, locked, 'LOCKED', { issuedAt: '2027-12-31T00:00:00.000Z' })).toMatchObject({ accepted: true });
  });

  it('its occurredAt is not before end.time', () => {
    const { ledger, target } = dispensed();
    const before = { issuedAt: NOW, occurredAt: '2026-11-24T09:59:59.999Z' };
    expect(undo(ledger, target, 'DISPENSED', before)).toMatchObject({ outcome: 'INVALID_INPUT', field: 'occurredAt' });
  });

  it('by the same organisation at the same place', () => {
    const { ledger, goods, pallet } = atThePharmacy();
    const places = [{ gln: BRANCH, name: 'Branch' }];
    ledger.given('updateOrganisation', { items: [{ gln: PHARMACY, places }] }, by(PHARMACY));
    const target = { pack: goods.pack(3, pallet) };
    ledger.given('dispense', { items: [target] }, { actor: PHARMACY, at: BRANCH });
    expect(undo(ledger, target)).toMatchObject({ outcome: 'UNDO_OTHER_PLACE', params: { place: BRANCH } });
    // Who has it now did not do it, and is not told where it was done.
    delivered(ledger, pallet, PHARMACY, HOSPITAL);
    const other = undo(ledger, target, 'DISPENSED', { actor: HOSPITAL });
    expect(other).toMatchObject({ outcome: 'UNDO_OTHER_PLACE', params: {} });
    expect(undo(ledger, target, 'DISPENSED', { at: BRANCH })).toMatchObject({ outcome: 'NOT_CUSTODIAN' });
    delivered(ledger, pallet, HOSPITAL, PHARMACY);
    expect(undo(ledger, target, 'DISPENSED', { at: BRANCH })).toMatchObject({ accepted: true });
  });

  it('which has it in present custody, at rest', () => {
    const { ledger, pallet, target } = dispensed();
    const { tx } = ledger.given(
      'ship',
      { items: [{ holder: pallet }], to: WHOLESALER, purpose: 'RETURN' },
      by(PHARMACY),
    );
    expect(undo(ledger, target)).toMatchObject({ outcome: 'IN_TRANSIT' });
    ledger.given('receive', { items: [{ holder: pallet, as: 'MISSING' }], shipment: tx }, by(WHOLESALER));
    expect(undo(ledger, target)).toMatchObject({ outcome: 'DISPUTED' });
  });

  it('never from stolen or destroyed, nor what is recalled, withdrawn or expired', () => {
    const { ledger, goods, pallet, target } = dispensed();
    for (const [leaf, as] of [[5, 'STOLEN'] as const, [6, 'DESTROYED'] as const]) {
      const gone = { pack: goods.pack(leaf, pallet) };
      ledger.given('decommission', { items: [gone], as }, by(PHARMACY));
      expect(undo(ledger, gone, as)).toMatchObject({ outcome: 'UNDO_FORBIDDEN', params: { state: as } });
    }
    const locked = { pack: goods.pack(7, pallet) };
    ledger.given('decommission', { items: [locked], as: 'LOCKED' }, by(PHARMACY));
    expect(undo(ledger, locked, 'LOCKED', { issuedAt: '2028-02-01T00:00:00.000Z' })).toMatchObject({
      outcome: 'UNDO_FORBIDDEN',
    });
    const recall = { class: 'I', level: 'PHARMACY', reason: 'glass', drill: false } as const;
    const { tx } = ledger.given('openRecall', { ...recall, items: [{ batch: goods.batch }] });
    expect(undo(ledger, target)).toMatchObject({ outcome: 'UNDO_FORBIDDEN' });
    ledger.given('closeRecall', { items: [{ recall: tx, note: 'false alarm', lift: true }] });
    expect(undo(ledger, target)).toMatchObject({ accepted: true });
    expect(undo(ledger, { pack: goods.pack(8, pallet) }, 'DISPENSED')).toMatchObject({ outcome: 'UNDO_WRONG_STATE' });
    ledger.given('withdrawProduct', { items: [{ gtin: goods.gtin, reason: 'obsolete' }] });
    expect(undo(ledger, locked, 'LOCKED')).toMatchObject({ outcome: 'UNDO_FORBIDDEN' });
  });

  it('of a whole holder: the end goes, and what had ended in it by itself stays ended', () => {
    const { ledger, goods, pallet, target } = dispensed();
    ledger.given('decommission', { items: [{ holder: pallet }], as: 'CHECKED_OUT' }, by(PHARMACY));
    expect(undo(ledger, { holder: pallet }, 'CHECKED_OUT')).toMatchObject({
      accepted: true,
      events: [{ type: 'REACTIVATED', holder: pallet, as: 'CHECKED_OUT' }],
    });
    expect(ledger.holder(pallet)).not.toHaveProperty('end');
    expect(ledger.give('dispense', { items: [target] }, by(PHARMACY))).toMatchObject({
      outcome: 'ALREADY_DISPENSED_HERE',
    });
    const others = { items: [{ pack: goods.pack(4, pallet) }] };
    expect(ledger.give('dispense', others, by(PHARMACY))).toMatchObject({ accepted: true });
  });

  it('of a whole holder lists all child records', () => {
    const { ledger, pallet, case: aCase } = atThePharmacy();
    ledger.given('pack', { items: [{ child: aCase, parent: pallet }] }, by(PHARMACY));
    const whole = { holder: pallet, children: [aCase] };
    ledger.given('dispense', { items: [whole] }, by(PHARMACY));
    expect(undo(ledger, { holder: pallet })).toMatchObject({ outcome: 'CHILDREN_UNLISTED' });
    expect(undo(ledger, { holder: aCase })).toMatchObject({ outcome: 'UNIT_NESTED' });
    expect(undo(ledger, whole)).toMatchObject({ accepted: true });
  });

  it("of one pack of a whole holder's end moves its leaf out to a part at rest, holds and all", () => {
    const { ledger, goods, pallet } = atThePharmacy();
    ledger.given('dispense', { items: [{ holder: pallet }] }, by(PHARMACY));
    ledger.given('quarantine', { items: [{ holder: pallet }], reason: 'doubt' }, by(REGULATOR));
    const decision = undo(ledger, { pack: goods.pack(4, pallet) });
    const id = `part:${decision.tx}:0`;
    expect(decision).toMatchObject({
      events: [
        { type: 'SPLIT', holder: id, source: pallet },
        { type: 'REACTIVATED', pack: { leaf: 4 } },
      ],
    });
    const part = ledger.holder(id);
    expect(part).toMatchObject({
      content: goods.content([4, 5]),
      custodian: PHARMACY,
      from: WHOLESALER,
      holds: { [REGULATOR]: { reason: 'doubt' } },
    });
    expect(part).not.toHaveProperty('end');
    expect(ledger.holder(pallet)).toMatchObject({
      content: goods.content([0, 4], [5, 10]),
      end: { as: 'DISPENSED' },
    });
    const again = (holder: string) =>
      ledger.give('dispense', { items: [{ pack: goods.pack(4, holder) }] }, by(PHARMACY));
    expect(again(pallet)).toMatchObject({ outcome: 'NOT_IN_UNIT' });
    expect(again(id)).toMatchObject({ outcome: 'QUARANTINED' });
    ledger.given('release', { items: [{ holder: id }], reason: 'fine' }, by(REGULATOR));
    expect(again(id)).toMatchObject({ accepted: true });
    expect(again(id)).toMatchObject({ outcome: 'ALREADY_DISPENSED_HERE' });
  });

  it("of a pack's own end inside an ended holder moves its leaf out too", () => {
    const { ledger, goods, pallet, target } = dispensed();
    ledger.given('decommission', { items: [{ holder: pallet }], as: 'DESTROYED' }, by(PHARMACY));
    expect(undo(ledger, { pack: goods.pack(4, pallet) }, 'DESTROYED')).toMatchObject({ outcome: 'UNDO_FORBIDDEN' });
    const { tx } = undo(ledger, target);
    const part = `part:${tx}:0`;
    expect(ledger.holder(part)).toMatchObject({ content: goods.content([3, 4]), heldLeaves: EMPTY_ENCODED });
    expect(ledger.give('dispense', { items: [{ pack: goods.pack(3, part) }] }, by(PHARMACY))).toMatchObject({
      accepted: true,
    });
  });

  it('is for nobody else to undo', () => {
    const { ledger, target } = dispensed();
    for (const actor of [MAKER, WHOLESALER, HOSPITAL]) {
      expect(undo(ledger, target, 'DISPENSED', by(actor))).toMatchObject({ outcome: 'NOT_CUSTODIAN' });
    }
  });
});
