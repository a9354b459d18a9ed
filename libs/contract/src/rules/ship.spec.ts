import { describe, expect, it } from 'vitest';
import {
  HOSPITAL,
  MAKER,
  OTHER_PHARMACY,
  organisation,
  PHARMACY,
  REGULATOR,
  type TestLedger,
  WHOLESALER,
} from '../../test/given';
import { aBatch, atThePharmacy, delivered } from '../../test/goods';
import type { ShipItem } from '../commands';
import type { ShipPurpose } from '../records';

const by = (actor: string) => ({ actor });
const ship = (ledger: TestLedger, item: ShipItem, to: string, purpose: ShipPurpose = 'SUPPLY', actor = MAKER) =>
  ledger.give('ship', { items: [item], to, purpose }, { actor });
const lapse = (ledger: TestLedger, gln: string) =>
  ledger.given('setLicence', { items: [{ gln, licence: { number: 'L', validUntil: '2026-11-23' } }] }, by(REGULATOR));
const DISTILLER = '4012345000054';

describe('ship', () => {
  it('is one key for a pallet, and its shipper answers for it until it is received', () => {
    const { ledger, pallet } = aBatch();
    const payloadHash = 'ab'.repeat(32);
    const { tx, ...decision } = ledger.give('ship', {
      items: [{ holder: pallet }],
      to: WHOLESALER,
      purpose: 'SUPPLY',
      payloadHash,
    });
    if (!decision.accepted) throw new Error('refused');
    expect([...decision.puts.keys()]).toEqual([`HOLDER/${pallet}`]);
    expect(ledger.holder(pallet)).toMatchObject({
      custodian: MAKER,
      transit: { to: WHOLESALER, tx, purpose: 'SUPPLY', payloadHash },
    });
    expect(decision.events).toEqual([
      { type: 'SHIPPED', item: 0, holder: pallet, to: WHOLESALER, shipment: tx, purpose: 'SUPPLY' },
    ]);
    expect(ship(ledger, { holder: pallet }, WHOLESALER)).toMatchObject({ outcome: 'IN_TRANSIT' });
  });

  it('makes one part of all takes in this same command', () => {
    const { ledger, goods, pallet, case: aCase } = aBatch();
    const take = [
      { holder: pallet, content: goods.content([8, 10]) },
      { holder: aCase, content: goods.content([10, 12]) },
    ];
    const { tx } = ledger.given('ship', { items: [{ take }], to: WHOLESALER, purpose: 'SUPPLY' });
    expect(ledger.holder(`part:${tx}:0`)).toMatchObject({
      kind: 'PART',
      content: goods.content([8, 12]),
      custodian: MAKER,
      transit: { to: WHOLESALER, tx },
    });
    expect(ledger.holder(pallet).content).toBe(goods.content([0, 8]));
    expect(ship(ledger, { take: [{ holder: pallet, content: goods.content([7, 9]) }] }, WHOLESALER)).toMatchObject({
      outcome: 'NOT_IN_UNIT',
    });
  });

  it('an item is a topmost holder of the actor at rest, no zone, not empty, and counts once', () => {
    const { ledger, goods, pallet, case: aCase, loose } = aBatch();
    expect(ship(ledger, { holder: pallet }, PHARMACY, 'SUPPLY', WHOLESALER)).toMatchObject({
      outcome: 'NOT_CUSTODIAN',
    });
    expect(ship(ledger, { holder: 'sscc:340123450000000017' }, PHARMACY)).toMatchObject({ outcome: 'NOT_FOUND' });
    expect(ship(ledger, { holder: `zone:${MAKER}:${MAKER}:` }, PHARMACY)).toMatchObject({ outcome: 'INVALID_INPUT' });
    const items = [{ holder: loose }, { holder: loose }];
    const { results } = ledger.give('ship', { items, to: WHOLESALER, purpose: 'SUPPLY' });
    expect(results?.map(({ outcome }) => outcome)).toEqual(['ACCEPTED', 'DUPLICATE_ITEM']);
    ledger.given('pack', { items: [{ child: aCase, parent: pallet }] });
    expect(ship(ledger, { holder: aCase }, PHARMACY)).toMatchObject({ outcome: 'UNIT_NESTED' });
    ledger.given('unpack', { items: [{ holder: aCase }] });
    ledger.given('split', { items: [{ take: [{ holder: aCase, content: goods.content([10, 15]) }] }] });
    expect(ship(ledger, { holder: aCase }, PHARMACY)).toMatchObject({ outcome: 'EMPTY_UNIT' });
    expect(ship(ledger, { holder: aCase }, WHOLESALER, 'RETURN')).toMatchObject({ outcome: 'EMPTY_UNIT' });
  });

  it('SUPPLY lists all child records and refuses whatever is blocked in any of them', () => {
    const { ledger, goods, pallet, case: aCase } = aBatch();
    ledger.given('pack', { items: [{ child: aCase, parent: pallet }] });
    expect(ship(ledger, { holder: pallet }, WHOLESALER)).toMatchObject({ outcome: 'CHILDREN_UNLISTED' });
    const whole = { holder: pallet, children: [aCase] };
    const blocked = (outcome: string) => expect(ship(ledger, whole, WHOLESALER)).toMatchObject({ outcome });
    ledger.given('quarantine', { items: [{ pack: goods.pack(14, aCase) }], reason: 'wet' });
    blocked('QUARANTINED');
    ledger.given('release', { items: [{ pack: goods.pack(14, aCase) }], reason: 'dry' });
    ledger.given('quarantine', { items: [{ holder: aCase }], reason: 'wet' }, by(REGULATOR));
    blocked('QUARANTINED');
    ledger.given('release', { items: [{ holder: aCase }], reason: 'dry' }, by(REGULATOR));
    ledger.given('quarantine', { items: [{ batch: goods.batch }], reason: 'doubt' });
    blocked('QUARANTINED');
    ledger.given('release', { items: [{ batch: goods.batch }], reason: 'none' });
    const recall = { class: 'I', level: 'PHARMACY', reason: 'glass', drill: false } as const;
    ledger.given('openRecall', { ...recall, items: [{ batch: goods.batch, content: goods.content([14, 15]) }] });
    blocked('RECALLED');
    expect(ship(ledger, whole, WHOLESALER, 'RETURN')).toMatchObject({ accepted: true });
  });

  it('SUPPLY of part of a unit is blocked by what is taken, not by what stays', () => {
    const { ledger, goods, case: aCase } = aBatch();
    ledger.given('quarantine', { items: [{ pack: goods.pack(14, aCase) }], reason: 'wet' });
    const recall = { class: 'I', level: 'PHARMACY', reason: 'glass', drill: false } as const;
    ledger.given('openRecall', { ...recall, items: [{ batch: goods.batch, content: goods.content([13, 14]) }] });
    const take = (from: number, to: number) => ({ take: [{ holder: aCase, content: goods.content([from, to]) }] });
    expect(ship(ledger, take(14, 15), WHOLESALER)).toMatchObject({ outcome: 'QUARANTINED' });
    expect(ship(ledger, take(13, 15), WHOLESALER)).toMatchObject({ outcome: 'RECALLED' });
    expect(ship(ledger, take(10, 13), WHOLESALER)).toMatchObject({ accepted: true });
    // What was refused has left nothing: the leaves are where they were.
    expect(ledger.holder(aCase).content).toBe(goods.content([13, 15]));
  });

  it('compares expiry with the day on which the command was issued', () => {
    const { ledger, pallet } = aBatch();
    const body = { items: [{ holder: pallet }], to: WHOLESALER, purpose: 'SUPPLY' } as const;
    const late = { issuedAt: '2028-02-01T00:00:00.000Z', occurredAt: '2028-01-31T10:00:00.000Z' };
    expect(ledger.give('ship', { ...body, items: [...body.items] }, late)).toMatchObject({ outcome: 'EXPIRED' });
  });

  it('goods that end one by one are inert in what is shipped', () => {
    const { ledger, goods, pallet } = atThePharmacy();
    ledger.given('dispense', { items: [{ pack: goods.pack(1, pallet) }] }, by(PHARMACY));
    expect(ship(ledger, { holder: pallet }, OTHER_PHARMACY, 'SUPPLY', PHARMACY)).toMatchObject({ accepted: true });
  });
});

describe('the addressee', () => {
  it('is another organisation on record that handles goods, and has a licence for SUPPLY', () => {
    const { ledger, pallet } = aBatch();
    expect(ship(ledger, { holder: pallet }, MAKER)).toMatchObject({ outcome: 'WRONG_ADDRESSEE', field: 'to' });
    expect(ship(ledger, { holder: pallet }, REGULATOR)).toMatchObject({ outcome: 'WRONG_ADDRESSEE' });
    expect(ship(ledger, { holder: pallet }, DISTILLER)).toMatchObject({ outcome: 'UNKNOWN_ORGANISATION' });
    lapse(ledger, WHOLESALER);
    expect(ship(ledger, { holder: pallet }, WHOLESALER)).toMatchObject({ outcome: 'NOT_LICENSED', field: 'to' });
    expect(ship(ledger, { holder: pallet }, HOSPITAL)).toMatchObject({ accepted: true });
  });

  it('of a RETURN is who shipped it last, the owner, or any licensed organisation that does not dispense', () => {
    const { ledger, pallet, case: aCase } = atThePharmacy();
    const give = (holder: string, to: string) => ship(ledger, { holder }, to, 'RETURN', PHARMACY);
    ledger.given('registerOrganisation', { items: [organisation(DISTILLER, 'DISTRIBUTOR')] }, by(REGULATOR));
    expect(give(pallet, HOSPITAL)).toMatchObject({ outcome: 'WRONG_ADDRESSEE' });
    lapse(ledger, DISTILLER);
    expect(give(pallet, DISTILLER)).toMatchObject({ outcome: 'WRONG_ADDRESSEE' });
    lapse(ledger, WHOLESALER);
    lapse(ledger, MAKER);
    // Neither asks for a licence: the last shipper, and the owner of all of it.
    expect(give(pallet, WHOLESALER)).toMatchObject({ accepted: true });
    expect(give(aCase, MAKER)).toMatchObject({ accepted: true });
  });

  it('nobody owns what is not there: a pallet of empty cases is returned to no owner', () => {
    const { ledger, goods, pallet, case: aCase } = atThePharmacy();
    const take = [
      { holder: aCase, content: goods.content([10, 15]) },
      { holder: pallet, content: goods.content([0, 10]) },
    ];
    ledger.given('pack', { items: [{ child: aCase, parent: pallet }] }, by(PHARMACY));
    ledger.given('split', { items: [{ take }] }, by(PHARMACY));
    lapse(ledger, MAKER);
    const empty = { holder: pallet, children: [aCase] };
    expect(ship(ledger, empty, MAKER, 'RETURN', PHARMACY)).toMatchObject({ outcome: 'WRONG_ADDRESSEE' });
  });

  it('of a RETURN to a pharmacy is only the pharmacy that shipped it', () => {
    const { ledger, pallet } = atThePharmacy();
    delivered(ledger, pallet, PHARMACY, HOSPITAL);
    const give = (to: string) => ship(ledger, { holder: pallet }, to, 'RETURN', HOSPITAL);
    expect(give(OTHER_PHARMACY)).toMatchObject({ outcome: 'WRONG_ADDRESSEE' });
    expect(give(PHARMACY)).toMatchObject({ accepted: true });
  });

  it('of a DESTRUCTION is licensed and does not dispense, and the hold of the shipper goes with it', () => {
    const { ledger, pallet } = atThePharmacy();
    const give = (to: string) => ship(ledger, { holder: pallet }, to, 'DESTRUCTION', PHARMACY);
    expect(give(HOSPITAL)).toMatchObject({ outcome: 'WRONG_ADDRESSEE' });
    lapse(ledger, MAKER);
    expect(give(MAKER)).toMatchObject({ outcome: 'NOT_LICENSED' });
    const { tx } = give(WHOLESALER);
    const hold = { [PHARMACY]: { reason: 'sent for destruction', since: '2026-11-24T10:00:00.000Z' } };
    expect(ledger.holder(pallet).holds).toEqual(hold);
    ledger.given('receive', { items: [{ holder: pallet, as: 'RECEIVED' }], shipment: tx }, by(WHOLESALER));
    expect(ship(ledger, { holder: pallet }, HOSPITAL, 'SUPPLY', WHOLESALER)).toMatchObject({ outcome: 'QUARANTINED' });
    const own = ledger.give('release', { items: [{ holder: pallet }], reason: 'x' }, by(WHOLESALER));
    expect(own).toMatchObject({ outcome: 'NOT_YOUR_HOLD' });
  });

  it('with a lapsed licence only RETURN, DESTRUCTION and cancelling are left', () => {
    const { ledger, pallet } = atThePharmacy();
    lapse(ledger, PHARMACY);
    expect(ship(ledger, { holder: pallet }, WHOLESALER, 'SUPPLY', PHARMACY)).toMatchObject({ outcome: 'NOT_LICENSED' });
    const { tx } = ship(ledger, { holder: pallet }, WHOLESALER, 'RETURN', PHARMACY);
    ledger.given('cancelShipment', { items: [{ holder: pallet }], shipment: tx }, by(PHARMACY));
    expect(ship(ledger, { holder: pallet }, WHOLESALER, 'DESTRUCTION', PHARMACY)).toMatchObject({ accepted: true });
  });
});

describe('cancelShipment', () => {
  it('takes back what is still in transit, and nothing else', () => {
    const { ledger, pallet, case: aCase } = aBatch();
    const items = [{ holder: pallet }, { holder: aCase }];
    const { tx } = ledger.given('ship', { items, to: WHOLESALER, purpose: 'SUPPLY' });
    const cancel = (holder: string, shipment = tx, actor = MAKER) =>
      ledger.give('cancelShipment', { items: [{ holder }], shipment }, { actor });
    ledger.given('receive', { items: [{ holder: aCase, as: 'RECEIVED' }], shipment: tx }, by(WHOLESALER));
    expect(cancel(aCase)).toMatchObject({ outcome: 'NOT_CUSTODIAN' });
    expect(cancel(pallet, tx, WHOLESALER)).toMatchObject({ outcome: 'NOT_CUSTODIAN' });
    expect(cancel(pallet, 'ab'.repeat(32))).toMatchObject({ outcome: 'SHIPMENT_CHANGED', params: { id: tx } });
    const done = cancel(pallet);
    expect(done).toMatchObject({
      accepted: true,
      events: [{ type: 'SHIPMENT_CANCELLED', holder: pallet, shipment: tx }],
    });
    expect(ledger.holder(pallet)).not.toHaveProperty('transit');
    expect(ledger.holder(pallet).custodian).toBe(MAKER);
    expect(cancel(pallet)).toMatchObject({ outcome: 'NOT_IN_TRANSIT' });
    const late = ledger.give('receive', { items: [{ holder: pallet, as: 'RECEIVED' }], shipment: tx }, by(WHOLESALER));
    expect(late).toMatchObject({ outcome: 'NOT_IN_TRANSIT' });
  });

  it('is no way around a report that it is missing', () => {
    const { ledger, pallet } = aBatch();
    const { tx } = ledger.given('ship', { items: [{ holder: pallet }], to: WHOLESALER, purpose: 'SUPPLY' });
    ledger.given('receive', { items: [{ holder: pallet, as: 'MISSING' }], shipment: tx }, by(WHOLESALER));
    const cancel = ledger.give('cancelShipment', { items: [{ holder: pallet }], shipment: tx });
    expect(cancel).toMatchObject({ outcome: 'DISPUTED' });
  });
});
