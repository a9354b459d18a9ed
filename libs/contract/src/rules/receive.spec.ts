import { describe, expect, it } from 'vitest';
import { HOSPITAL, MAKER, NOW, PHARMACY, REGULATOR, ssccOf, WHOLESALER } from '../../test/given';
import { aBatch, atThePharmacy, idOf, innerProof } from '../../test/goods';
import type { ReceiveItem } from '../commands';
import { EMPTY_ENCODED } from '../content';

const by = (actor: string) => ({ actor });

/** The pallet, with the case as a child record on it, on its way to the wholesaler. */
function underWay() {
  const batch = aBatch();
  const { ledger, pallet, case: aCase } = batch;
  ledger.given('pack', { items: [{ child: aCase, parent: pallet }] });
  const items = [{ holder: pallet, children: [aCase] }];
  const { tx } = ledger.given('ship', { items, to: WHOLESALER, purpose: 'SUPPLY' });
  const receive = (item: ReceiveItem, actor = WHOLESALER, shipment = tx) =>
    ledger.give('receive', { items: [item], shipment }, { actor });
  return { ...batch, tx, receive };
}

describe('receive', () => {
  it('by the addressee only, naming the shipment', () => {
    const { receive, pallet, case: aCase, tx } = underWay();
    expect(receive({ holder: pallet, as: 'RECEIVED' }, PHARMACY)).toMatchObject({ outcome: 'NOT_ADDRESSEE' });
    expect(receive({ holder: pallet, as: 'RECEIVED' }, MAKER)).toMatchObject({ outcome: 'NOT_ADDRESSEE' });
    expect(receive({ holder: pallet, as: 'RECEIVED' }, WHOLESALER, 'ab'.repeat(32))).toMatchObject({
      outcome: 'SHIPMENT_CHANGED',
      params: { id: tx },
    });
    expect(receive({ holder: aCase, as: 'RECEIVED' })).toMatchObject({ outcome: 'UNIT_NESTED' });
    expect(receive({ holder: pallet, as: 'RECEIVED' }, REGULATOR)).toMatchObject({ outcome: 'ROLE_FORBIDDEN' });
  });

  it('all of a holder is one key, however much is in it; `from` is set here', () => {
    const { ledger, receive, pallet, tx } = underWay();
    const decision = receive({ holder: pallet, as: 'RECEIVED' });
    if (!decision.accepted) throw new Error('refused');
    expect([...decision.puts.keys()]).toEqual([`HOLDER/${pallet}`]);
    const holder = ledger.holder(pallet);
    expect(holder).toMatchObject({ custodian: WHOLESALER, from: MAKER, location: { gln: WHOLESALER }, children: 1 });
    expect(holder).not.toHaveProperty('transit');
    expect(decision.events).toEqual([
      { type: 'RECEIVED', item: 0, holder: pallet, shipment: tx, location: { gln: WHOLESALER } },
    ]);
    expect(receive({ holder: pallet, as: 'RECEIVED' })).toMatchObject({ outcome: 'NOT_IN_TRANSIT' });
  });

  it('named leaves become a part; the rest stays in transit under the same shipment', () => {
    const { ledger, receive, goods, pallet, tx } = underWay();
    const first = receive({ holder: pallet, as: 'RECEIVED', content: goods.content([0, 3]) });
    expect(ledger.holder(`part:${first.tx}:0`)).toMatchObject({
      kind: 'PART',
      content: goods.content([0, 3]),
      custodian: WHOLESALER,
      from: MAKER,
    });
    expect(ledger.holder(pallet)).toMatchObject({
      content: goods.content([3, 10]),
      custodian: MAKER,
      transit: { tx, to: WHOLESALER },
    });
    expect(receive({ holder: pallet, as: 'RECEIVED', content: goods.content([2, 4]) })).toMatchObject({
      outcome: 'NOT_IN_UNIT',
      field: 'content',
    });
    expect(receive({ holder: pallet, as: 'RECEIVED', content: EMPTY_ENCODED })).toMatchObject({
      outcome: 'INVALID_INPUT',
    });
    expect(receive({ holder: pallet, as: 'RECEIVED' })).toMatchObject({ accepted: true });
  });

  it('a child record is taken out itself, with the custody and holds of the topmost', () => {
    const { ledger, receive, pallet, case: aCase, loose, tx } = underWay();
    ledger.given('quarantine', { items: [{ holder: pallet }], reason: 'doubt' }, by(REGULATOR));
    expect(receive({ holder: pallet, as: 'RECEIVED', children: ['sscc:' + ssccOf('4012345', 11)] })).toMatchObject({
      outcome: 'NOT_IN_UNIT',
      field: 'children[0]',
    });
    // Somebody else's holder, named as if it were inside, stays where it is.
    expect(receive({ holder: pallet, as: 'RECEIVED', children: [loose] })).toMatchObject({ outcome: 'NOT_IN_UNIT' });
    expect(ledger.holder(loose).custodian).toBe(MAKER);
    expect(receive({ holder: pallet, as: 'RECEIVED', children: [aCase] })).toMatchObject({ accepted: true });
    const alone = ledger.holder(aCase);
    expect(alone).toMatchObject({ custodian: WHOLESALER, from: MAKER, holds: { [REGULATOR]: { reason: 'doubt' } } });
    expect(alone).not.toHaveProperty('parent');
    expect(alone).not.toHaveProperty('transit');
    expect(ledger.holder(pallet)).toMatchObject({ children: 0, height: 0, transit: { tx } });
  });

  it('a child record named twice is taken out once or not at all: its parent counts it once', () => {
    const { ledger, receive, pallet, case: aCase } = underWay();
    expect(receive({ holder: pallet, as: 'RECEIVED', children: [aCase, aCase] })).toMatchObject({
      outcome: 'DUPLICATE_ITEM',
      field: 'children[1]',
    });
    expect(ledger.holder(pallet).children).toBe(1);
  });

  it('an inner unit without a record gets what its leaf names and the holder still has, and never a second time', () => {
    const { ledger, receive, goods, pallet, inner } = underWay();
    receive({ holder: pallet, as: 'RECEIVED', content: goods.content([0, 2]) });
    const proof = innerProof(inner, 0);
    const forged = { ...proof, unit: { ...proof.unit, content: goods.content([0, 9]) } };
    expect(receive({ holder: pallet, as: 'DAMAGED', inner: forged })).toMatchObject({ outcome: 'PROOF_INVALID' });
    expect(receive({ holder: pallet, as: 'DAMAGED', inner: proof })).toMatchObject({ accepted: true });
    expect(ledger.holder(idOf(inner[0]!))).toMatchObject({
      kind: 'CASE',
      content: goods.content([2, 5]),
      custodian: WHOLESALER,
      from: MAKER,
      holds: { [WHOLESALER]: { reason: 'damaged on receipt', since: NOW } },
    });
    expect(receive({ holder: pallet, as: 'RECEIVED', inner: proof })).toMatchObject({ outcome: 'NOTHING_LEFT' });
  });

  it('missing: disputed, and still in the custody of the shipper', () => {
    const { ledger, receive, goods, pallet, inner, case: aCase, tx } = underWay();
    const part = receive({ holder: pallet, as: 'MISSING', content: goods.content([0, 1]) });
    expect(part).toMatchObject({ events: [{ type: 'DISPUTED', source: pallet, to: WHOLESALER, shipment: tx }] });
    receive({ holder: pallet, as: 'MISSING', inner: innerProof(inner, 1) });
    receive({ holder: pallet, as: 'MISSING', children: [aCase] });
    for (const id of [`part:${part.tx}:0`, idOf(inner[1]!), aCase]) {
      const holder = ledger.holder(id);
      expect(holder).toMatchObject({ custodian: MAKER, disputed: { to: WHOLESALER, tx }, location: { gln: MAKER } });
      expect(holder).not.toHaveProperty('transit');
      expect(holder).not.toHaveProperty('from');
    }
    // Neither side does anything else with it until it is settled.
    expect(receive({ holder: aCase, as: 'RECEIVED' })).toMatchObject({ outcome: 'DISPUTED' });
    const again = ledger.give('ship', { items: [{ holder: aCase }], to: HOSPITAL, purpose: 'SUPPLY' });
    expect(again).toMatchObject({ outcome: 'DISPUTED' });
    const gone = ledger.give('decommission', { items: [{ holder: aCase }], as: 'STOLEN' });
    expect(gone).toMatchObject({ outcome: 'DISPUTED' });
  });

  it('an empty case on a pallet cannot be missing; it is received with the rest', () => {
    const { ledger, goods, pallet, case: aCase } = aBatch();
    ledger.given('pack', { items: [{ child: aCase, parent: pallet }] });
    ledger.given('split', { items: [{ take: [{ holder: aCase, content: goods.content([10, 15]) }] }] });
    const { tx } = ledger.given('ship', {
      items: [{ holder: pallet, children: [aCase] }],
      to: WHOLESALER,
      purpose: 'SUPPLY',
    });
    const receive = (as: ReceiveItem['as']) =>
      ledger.give(
        'receive',
        { items: [{ holder: pallet, as, children: [aCase] }], shipment: tx },
        { actor: WHOLESALER },
      );
    expect(receive('MISSING')).toMatchObject({ outcome: 'EMPTY_UNIT', field: 'children' });
    expect(receive('RECEIVED')).toMatchObject({ accepted: true });
  });

  it('damaged: received, and held by the receiver, who alone lifts it', () => {
    const { ledger, receive, pallet, case: aCase, tx } = underWay();
    const decision = receive({ holder: pallet, as: 'DAMAGED' });
    expect(decision).toMatchObject({
      events: [
        { type: 'RECEIVED', holder: pallet, shipment: tx },
        { type: 'QUARANTINED', holder: pallet, shipment: tx, as: 'DAMAGED' },
      ],
    });
    const items = [{ holder: pallet, children: [aCase] }];
    const ship = () => ledger.give('ship', { items, to: PHARMACY, purpose: 'SUPPLY' }, by(WHOLESALER));
    expect(ship()).toMatchObject({ outcome: 'QUARANTINED' });
    const release = (actor: string) =>
      ledger.give('release', { items: [{ holder: pallet }], reason: 'only the box' }, by(actor));
    expect(release(MAKER)).toMatchObject({ outcome: 'NOT_YOUR_HOLD' });
    expect(release(WHOLESALER)).toMatchObject({ accepted: true });
    expect(ship()).toMatchObject({ accepted: true });
  });

  it('a unit left empty leaves transit, and its number is free', () => {
    const { ledger, receive, goods, pallet, case: aCase } = underWay();
    receive({ holder: pallet, as: 'RECEIVED', content: goods.content([0, 10]) });
    expect(ledger.holder(pallet)).toHaveProperty('transit');
    receive({ holder: pallet, as: 'RECEIVED', children: [aCase] });
    expect(ledger.holder(pallet)).not.toHaveProperty('transit');
    expect(receive({ holder: pallet, as: 'RECEIVED' })).toMatchObject({ outcome: 'NOT_IN_TRANSIT' });
  });

  it('recalled, quarantined and expired goods may still be received; ended packs among them stay ended', () => {
    const { ledger, goods, pallet } = atThePharmacy();
    ledger.given('dispense', { items: [{ pack: goods.pack(1, pallet) }] }, by(PHARMACY));
    const items = [{ holder: pallet }];
    const { tx } = ledger.given('ship', { items, to: WHOLESALER, purpose: 'RETURN' }, by(PHARMACY));
    const recall = { class: 'I', level: 'PHARMACY', reason: 'glass', drill: false } as const;
    ledger.given('openRecall', { ...recall, items: [{ batch: goods.batch }] });
    ledger.given('quarantine', { items: [{ holder: pallet }], reason: 'doubt' }, by(REGULATOR));
    const receipt = { items: [{ holder: pallet, as: 'RECEIVED' as const }], shipment: tx };
    expect(ledger.give('receive', receipt, by(WHOLESALER))).toMatchObject({ accepted: true });
    expect(ledger.holder(pallet)).toMatchObject({ custodian: WHOLESALER, from: PHARMACY });
    const undo = ledger.give(
      'reactivate',
      { items: [{ pack: goods.pack(1, pallet) }], from: 'DISPENSED' },
      by(WHOLESALER),
    );
    expect(undo).toMatchObject({ outcome: 'UNDO_FORBIDDEN' });
  });

  it('goods are put at a place of the receiver', () => {
    const { ledger, pallet, tx } = underWay();
    const items = [{ holder: pallet, as: 'RECEIVED' as const }];
    const foreign = { items, shipment: tx, location: { gln: MAKER } };
    expect(ledger.give('receive', foreign, by(WHOLESALER))).toMatchObject({
      outcome: 'UNKNOWN_LOCATION',
      field: 'location.gln',
    });
    const dock = { gln: WHOLESALER, extension: 'DOCK-2' };
    ledger.given('receive', { ...foreign, location: dock }, by(WHOLESALER));
    expect(ledger.holder(pallet).location).toEqual(dock);
  });

  it('one bad item never sinks the others, and leaves nothing of itself', () => {
    const { ledger, goods, pallet, case: aCase, tx } = underWay();
    const items: ReceiveItem[] = [
      { holder: pallet, as: 'RECEIVED', children: [aCase], content: goods.content([0, 99]) },
      { holder: pallet, as: 'RECEIVED', content: goods.content([0, 1]) },
    ];
    const decision = ledger.give('receive', { items, shipment: tx }, by(WHOLESALER));
    expect(decision.results?.map(({ outcome }) => outcome)).toEqual(['NOT_IN_UNIT', 'ACCEPTED']);
    expect(ledger.holder(aCase).parent).toBe(pallet);
    expect(ledger.holder(`part:${decision.tx}:0`).content).toBe(goods.content([0, 1]));
  });

  it('held leaves stay held where they go', () => {
    const { ledger, goods, case: aCase } = aBatch();
    ledger.given('quarantine', { items: [{ pack: goods.pack(12, aCase) }], reason: 'wet' });
    const { tx } = ledger.given('ship', { items: [{ holder: aCase }], to: WHOLESALER, purpose: 'RETURN' });
    const part = ledger.given(
      'receive',
      { items: [{ holder: aCase, as: 'RECEIVED', content: goods.content([11, 13]) }], shipment: tx },
      by(WHOLESALER),
    );
    expect(ledger.holder(`part:${part.tx}:0`).heldLeaves).toBe(goods.content([12, 13]));
    expect(ledger.holder(aCase).heldLeaves).toBe(EMPTY_ENCODED);
  });
});
