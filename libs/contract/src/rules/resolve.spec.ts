import { describe, expect, it } from 'vitest';
import { MAKER, PHARMACY, REGULATOR, WHOLESALER } from '../../test/given';
import { aBatch } from '../../test/goods';
import type { MissingResolution } from '../commands';

const by = (actor: string) => ({ actor });
const LATER = '2026-11-25T09:00:00.000Z';

/** The pallet, with the case as a child record on it, shipped and reported missing by the wholesaler. */
function missing() {
  const batch = aBatch();
  const { ledger, pallet, case: aCase } = batch;
  ledger.given('pack', { items: [{ child: aCase, parent: pallet }] });
  const items = [{ holder: pallet, children: [aCase] }];
  const { tx } = ledger.given('ship', { items, to: WHOLESALER, purpose: 'SUPPLY' });
  ledger.given('receive', { items: [{ holder: pallet, as: 'MISSING' }], shipment: tx }, by(WHOLESALER));
  const resolve = (as: MissingResolution, actor: string, named: { content?: string; children?: string[] } = {}) =>
    ledger.give(
      'resolve',
      { items: [{ holder: pallet, as, ...named }], shipment: tx },
      { actor, issuedAt: LATER, occurredAt: LATER },
    );
  return { ...batch, tx, resolve };
}

describe('resolve', () => {
  it('the addressee says found, the shipper everything else', () => {
    const { resolve } = missing();
    expect(resolve('FOUND', MAKER)).toMatchObject({ outcome: 'NOT_ADDRESSEE' });
    expect(resolve('FOUND', PHARMACY)).toMatchObject({ outcome: 'NOT_ADDRESSEE' });
    for (const as of ['RETURNED', 'NEVER_SENT', 'LOST', 'STOLEN', 'DESTROYED'] as const) {
      expect(resolve(as, WHOLESALER)).toMatchObject({ outcome: 'NOT_CUSTODIAN' });
    }
  });

  it('found: received after all', () => {
    const { ledger, resolve, pallet, tx } = missing();
    expect(resolve('FOUND', WHOLESALER)).toMatchObject({
      events: [{ type: 'DISPUTE_RESOLVED', holder: pallet, shipment: tx, as: 'FOUND' }],
    });
    const holder = ledger.holder(pallet);
    expect(holder).toMatchObject({ custodian: WHOLESALER, from: MAKER, location: { gln: WHOLESALER } });
    expect(holder).not.toHaveProperty('disputed');
    expect(resolve('FOUND', WHOLESALER)).toMatchObject({ outcome: 'EXCEPTION_RESOLVED' });
  });

  it.each(['NEVER_SENT', 'RETURNED'] as const)('%s: at rest with its shipper, who may ship it again', (as) => {
    const { ledger, resolve, pallet, case: aCase } = missing();
    expect(resolve(as, MAKER)).toMatchObject({ accepted: true });
    const holder = ledger.holder(pallet);
    expect(holder).toMatchObject({ custodian: MAKER, location: { gln: MAKER } });
    expect(holder).not.toHaveProperty('disputed');
    expect(holder).not.toHaveProperty('transit');
    const items = [{ holder: pallet, children: [aCase] }];
    expect(ledger.give('ship', { items, to: WHOLESALER, purpose: 'SUPPLY' })).toMatchObject({ accepted: true });
  });

  it.each([
    ['LOST', 'LOCKED'],
    ['STOLEN', 'STOLEN'],
    ['DESTROYED', 'DESTROYED'],
  ] as const)('%s ends it as %s', (resolution, end) => {
    const { ledger, resolve, pallet, case: aCase } = missing();
    const { tx } = resolve(resolution, MAKER);
    expect(ledger.holder(pallet).end).toEqual({ as: end, by: MAKER, place: MAKER, time: LATER, tx });
    const undo = { items: [{ holder: pallet, children: [aCase] }], from: end };
    const again = ledger.give('reactivate', undo, { issuedAt: '2029-01-01T00:00:00.000Z' });
    // Only lost goods may turn up, whenever that is; here the batch has expired by then.
    expect(again).toMatchObject({ outcome: 'UNDO_FORBIDDEN' });
    const soon = ledger.give('reactivate', undo, { issuedAt: '2027-06-01T00:00:00.000Z' });
    expect(soon.accepted).toBe(end === 'LOCKED');
  });

  it('named content and children are settled by themselves; the rest stays disputed', () => {
    const { ledger, resolve, goods, pallet, case: aCase, tx } = missing();
    const found = resolve('FOUND', WHOLESALER, { content: goods.content([0, 4]) });
    expect(ledger.holder(`part:${found.tx}:0`)).toMatchObject({ custodian: WHOLESALER, from: MAKER });
    expect(ledger.holder(pallet)).toMatchObject({ disputed: { tx }, content: goods.content([4, 10]) });
    resolve('STOLEN', MAKER, { children: [aCase] });
    expect(ledger.holder(aCase)).toMatchObject({ custodian: MAKER, end: { as: 'STOLEN' } });
    expect(ledger.holder(aCase)).not.toHaveProperty('disputed');
    expect(resolve('LOST', MAKER, { content: goods.content([3, 5]) })).toMatchObject({ outcome: 'NOT_IN_UNIT' });
    resolve('LOST', MAKER, { content: goods.content([4, 10]) });
    // Nothing is missing in what is empty.
    expect(ledger.holder(pallet)).not.toHaveProperty('disputed');
  });

  it('a hold does not stop it, and stays', () => {
    const { ledger, resolve, pallet } = missing();
    ledger.given('quarantine', { items: [{ holder: pallet }], reason: 'doubt' }, by(REGULATOR));
    expect(resolve('FOUND', WHOLESALER)).toMatchObject({ accepted: true });
    expect(ledger.holder(pallet).holds).toHaveProperty(REGULATOR);
  });

  it("names the shipment's tx", () => {
    const { ledger, pallet, tx } = missing();
    const items = [{ holder: pallet, as: 'FOUND' as const }];
    const other = ledger.give('resolve', { items, shipment: 'ab'.repeat(32) }, by(WHOLESALER));
    expect(other).toMatchObject({ outcome: 'SHIPMENT_CHANGED', params: { id: tx } });
  });
});
