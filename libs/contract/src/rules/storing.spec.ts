import { describe, expect, it } from 'vitest';
import { MAKER, PHARMACY, WHOLESALER } from '../../test/given';
import { aBatch, atThePharmacy } from '../../test/goods';
import { zoneHolderId } from '../keys';

const shelf = (gln: string, extension = 'A/1') => ({ gln, extension });

describe('store: topmost holders to a location', () => {
  it('a GLN with extension, one of its own places', () => {
    const { ledger, pallet, loose } = aBatch();
    const { events } = ledger.given('store', {
      items: [{ holder: pallet }, { holder: loose }],
      location: shelf(MAKER),
    });
    expect(ledger.holder(pallet).location).toEqual(shelf(MAKER));
    expect(events).toMatchObject([{ type: 'STORED', holder: pallet, location: shelf(MAKER) }, { holder: loose }]);
    ledger.given('store', { items: [{ holder: pallet }], location: { gln: MAKER } });
    expect(ledger.holder(pallet).location).toEqual({ gln: MAKER });
    expect(ledger.give('store', { items: [{ holder: pallet }], location: shelf(WHOLESALER) })).toMatchObject({
      outcome: 'UNKNOWN_LOCATION',
      field: 'location.gln',
    });
    const wrong = { gln: MAKER, extension: 'a b' };
    expect(ledger.give('store', { items: [{ holder: pallet }], location: wrong })).toMatchObject({
      field: 'location.extension',
    });
  });

  it('also what is held; not what is nested, elsewhere or on its way', () => {
    const { ledger, pallet, case: other } = aBatch();
    const store = (holder: string, actor = MAKER) =>
      ledger.give('store', { items: [{ holder }], location: shelf(actor) }, { actor });
    ledger.given('quarantine', { items: [{ holder: pallet }], reason: 'wet' });
    expect(store(pallet).accepted).toBe(true);
    expect(ledger.holder(pallet).holds).toHaveProperty(MAKER);
    expect(store(pallet, WHOLESALER)).toMatchObject({ outcome: 'NOT_CUSTODIAN' });
    ledger.given('release', { items: [{ holder: pallet }], reason: 'dry' });
    ledger.given('pack', { items: [{ child: other, parent: pallet }] });
    expect(store(other)).toMatchObject({ outcome: 'UNIT_NESTED' });
    ledger.given('ship', { items: [{ holder: pallet, children: [other] }], to: WHOLESALER, purpose: 'SUPPLY' });
    expect(store(pallet)).toMatchObject({ outcome: 'IN_TRANSIT' });
  });
});

describe('rule 4: a pick zone', () => {
  it('is made on first use, belongs to its keeper, and takes leaves of many holders', () => {
    const { ledger, goods, pallet, case: other } = atThePharmacy();
    const by = { actor: PHARMACY };
    const zone = zoneHolderId(PHARMACY, PHARMACY, 'A/1');
    const take = [
      { holder: pallet, content: goods.content([0, 2]) },
      { holder: other, content: goods.content([10, 11]) },
    ];
    const { events } = ledger.given('store', { items: [{ take }], location: shelf(PHARMACY) }, by);
    expect(ledger.holder(zone)).toMatchObject({
      kind: 'ZONE',
      custodian: PHARMACY,
      location: shelf(PHARMACY),
      content: goods.content([0, 2], [10, 11]),
    });
    expect(events.map(({ holder, source }) => [holder, source])).toEqual([
      [zone, pallet],
      [zone, other],
    ]);
    ledger.given(
      'store',
      { items: [{ take: [{ holder: pallet, content: goods.content([2, 3]) }] }], location: shelf(PHARMACY) },
      by,
    );
    expect(ledger.holder(zone).content).toBe(goods.content([0, 3], [10, 11]));
    ledger.given(
      'store',
      { items: [{ take: [{ holder: pallet, content: goods.content([3, 4]) }] }], location: { gln: PHARMACY } },
      by,
    );
    expect(ledger.holder(zoneHolderId(PHARMACY, PHARMACY)).content).toBe(goods.content([3, 4]));
  });

  it('is never packed, shipped, stored or ended whole', () => {
    const { ledger, goods, pallet } = atThePharmacy();
    const by = { actor: PHARMACY };
    ledger.given(
      'store',
      { items: [{ take: [{ holder: pallet, content: goods.content([0, 2]) }] }], location: shelf(PHARMACY) },
      by,
    );
    const holder = zoneHolderId(PHARMACY, PHARMACY, 'A/1');
    const refused = { accepted: false, outcome: 'INVALID_INPUT' };
    expect(ledger.give('store', { items: [{ holder }], location: shelf(PHARMACY, 'B') }, by)).toMatchObject(refused);
    expect(ledger.give('pack', { items: [{ child: holder, parent: pallet }] }, by)).toMatchObject(refused);
    expect(ledger.give('ship', { items: [{ holder }], to: WHOLESALER, purpose: 'RETURN' }, by)).toMatchObject(refused);
    expect(ledger.give('dispense', { items: [{ holder }] }, by)).toMatchObject(refused);
    expect(ledger.give('decommission', { items: [{ holder }], as: 'DESTROYED' }, by)).toMatchObject(refused);
    expect(ledger.give('reactivate', { items: [{ holder }], from: 'LOCKED' }, by)).toMatchObject(refused);
  });

  it('nothing held goes into it, not even on first use, nor into a held one', () => {
    const { ledger, goods, pallet, case: other } = atThePharmacy();
    const by = { actor: PHARMACY };
    const store = (holder: string, leaf: number) =>
      ledger.give(
        'store',
        { items: [{ take: [{ holder, content: goods.content([leaf, leaf + 1]) }] }], location: shelf(PHARMACY) },
        by,
      );
    ledger.given('quarantine', { items: [{ holder: pallet }], reason: 'wet' }, by);
    expect(store(pallet, 0)).toMatchObject({ outcome: 'QUARANTINED' });
    expect(ledger.state.has('HOLDER/zone:' as never)).toBe(false);
    expect(store(other, 10).accepted).toBe(true);
    ledger.given('quarantine', { items: [{ holder: zoneHolderId(PHARMACY, PHARMACY, 'A/1') }], reason: 'mice' }, by);
    expect(store(other, 11)).toMatchObject({ outcome: 'QUARANTINED', field: 'location' });
  });

  it('nobody else can put anything into it, and a take from it into itself is no move', () => {
    const { ledger, goods, pallet, loose } = atThePharmacy();
    const zone = zoneHolderId(PHARMACY, PHARMACY, 'A/1');
    const by = { actor: PHARMACY };
    ledger.given(
      'store',
      { items: [{ take: [{ holder: pallet, content: goods.content([0, 2]) }] }], location: shelf(PHARMACY) },
      by,
    );
    const item = { take: [{ holder: loose, content: goods.content([15, 16]) }], into: { holder: zone } };
    expect(ledger.give('split', { items: [item] })).toMatchObject({ outcome: 'NOT_CUSTODIAN', field: 'into.holder' });
    const itself = { items: [{ take: [{ holder: zone, content: goods.content([0, 1]) }] }], location: shelf(PHARMACY) };
    expect(ledger.give('store', itself, by)).toMatchObject({ outcome: 'INVALID_INPUT' });
  });
});
