import { describe, expect, it } from 'vitest';
import { aTrade, GTIN, licence, MAKER, NOW, PHARMACY, REGULATOR, someHash, ssccOf, WHOLESALER } from '../../test/given';
import { aBatch, Goods, idOf } from '../../test/goods';
import { encodeContent } from '../content';
import { batchKey, holderKey, trancheKey } from '../keys';
import { ZERO_ROOT } from '../values';

describe('commission puts [0, count) into holders', () => {
  it('units, and what is in none of them is loose at its maker', () => {
    const ledger = aTrade();
    const goods = new Goods(10);
    const [a, b] = [goods.unit(1, [[0, 4]], [], 'PALLET'), goods.unit(2, [[6, 8]])];
    const payloadHash = someHash('serials');
    const location = { gln: MAKER, extension: 'R1' };
    const { events, puts } = ledger.given('commission', { items: [{ ...goods.item([a, b]), payloadHash, location }] });
    expect(ledger.get(batchKey(goods.batch))).toEqual({
      batchId: goods.batch,
      gtin: GTIN,
      lot: 'L1',
      expiry: goods.expiry,
      holds: {},
      recalls: [],
    });
    expect(ledger.get(trancheKey(goods.tranche))).toEqual({
      trancheId: goods.tranche,
      batchId: goods.batch,
      gtin: GTIN,
      root: goods.root,
      count: 10,
      payloadHash,
    });
    const made = {
      custodian: MAKER,
      location,
      holds: {},
      heldLeaves: 'AA',
      children: 0,
      height: 0,
      innerRoot: ZERO_ROOT,
      innerCount: 0,
    };
    expect(ledger.holder(idOf(a))).toEqual({ ...made, id: idOf(a), kind: 'PALLET', content: a.content });
    const loose = `loose:${goods.tranche}`;
    expect(ledger.holder(loose)).toEqual({
      ...made,
      id: loose,
      kind: 'LOOSE',
      content: goods.content([4, 6], [8, 10]),
    });
    expect(events).toEqual(
      [idOf(a), idOf(b), loose].map((holder) => ({ type: 'COMMISSIONED', item: 0, holder, location })),
    );
    // What must hold 6: keys do not grow with the packs inside.
    expect(puts.size).toBe(5);
  });

  it('no loose holder where units take all, and a loose one alone where there are no units', () => {
    const ledger = aTrade();
    const all = new Goods(10, 'A');
    ledger.given('commission', { items: [all.item([all.unit(1, [[0, 10]])])] });
    expect(ledger.state.has(`HOLDER/loose:${all.tranche}`)).toBe(false);
    const none = new Goods(10, 'B');
    ledger.given('commission', { items: [none.item([])] });
    expect(ledger.holder(`loose:${none.tranche}`).content).toBe(none.content([0, 10]));
  });

  it('keeps who committed the inner units', () => {
    const { ledger, pallet, inner } = aBatch();
    expect(ledger.holder(pallet)).toMatchObject({ innerCount: inner.length, committedBy: MAKER });
    expect(ledger.holder(idOf(new Goods().unit(2, [])))).not.toHaveProperty('committedBy');
  });
});

describe('units are disjoint parts of that tranche', () => {
  const goods = new Goods(10);
  const give = (...units: ReturnType<Goods['unit']>[]) => aTrade().give('commission', { items: [goods.item(units)] });
  const other = new Goods(10, 'L2');

  it.each([
    ['two that overlap', 'units', [goods.unit(1, [[0, 5]]), goods.unit(2, [[4, 6]])]],
    [
      'a pack in both',
      'units',
      [
        goods.unit(1, [
          [0, 1],
          [9, 10],
        ]),
        goods.unit(2, [[9, 10]]),
      ],
    ],
    ['beyond the count', 'units[0].content', [goods.unit(1, [[9, 11]])]],
    ['none', 'units[0].content', [goods.unit(1, [])]],
    ['of another tranche', 'units[0].content', [{ ...goods.unit(1, []), content: other.content([0, 1]) }]],
    [
      'of another tranche as well',
      'units[1].content',
      [
        goods.unit(1, [[0, 1]]),
        {
          ...goods.unit(2, []),
          content: encodeContent(
            new Map(
              [
                [goods.tranche, [[1, 2] as const]],
                [other.tranche, [[0, 1] as const]],
              ].sort() as never,
            ),
          ),
        },
      ],
    ],
    ['content that is none', 'units[0].content', [{ ...goods.unit(1, []), content: 'AB' }]],
    ['innerRoot without innerCount', 'units[0].innerCount', [{ ...goods.unit(1, [[0, 1]]), innerRoot: someHash('r') }]],
    ['innerCount without innerRoot', 'units[0].innerCount', [{ ...goods.unit(1, [[0, 1]]), innerCount: 1 }]],
    ['a kind that no unit has', 'units[0].kind', [{ ...goods.unit(1, [[0, 1]]), kind: 'ZONE' as never }]],
  ] as const)('%s is INVALID_INPUT', (_name, field, units) => {
    expect(give(...units)).toMatchObject({ accepted: false, outcome: 'INVALID_INPUT', field });
  });

  it('a loose rest in too many pieces is LIMIT_EXCEEDED', () => {
    const many = new Goods(5000);
    const pieces = Array.from({ length: 2048 }, (_, i): [number, number] => [2 * i + 1, 2 * i + 2]);
    expect(aTrade().give('commission', { items: [many.item([many.unit(1, pieces)])] })).toMatchObject({
      outcome: 'LIMIT_EXCEEDED',
      field: 'units',
    });
  });

  it('at most 1,000 units an item', () => {
    const units = Array.from({ length: 1001 }, (_, i) => goods.unit(i, [[0, 1]]));
    expect(give(...units)).toMatchObject({ outcome: 'LIMIT_EXCEEDED', field: 'units', params: { limit: 1000 } });
  });
});

describe('rule 5: a new SSCC lies under the prefix of who commits it, and is absent or empty', () => {
  const goods = new Goods(10);

  it('SSCC_FOREIGN', () => {
    const unit = { ...goods.unit(1, [[0, 1]]), sscc: ssccOf('5012345', 1) };
    expect(aTrade().give('commission', { items: [goods.item([unit])] })).toMatchObject({
      outcome: 'SSCC_FOREIGN',
      field: 'units[0].sscc',
    });
  });

  it('SSCC_IN_USE while anything is in it; free when all has left', () => {
    const { ledger, case: used, goods: old } = aBatch();
    const give = () => ledger.give('commission', { items: [goods.item([goods.unit(2, [[0, 1]])])] });
    expect(give()).toMatchObject({ outcome: 'SSCC_IN_USE', field: 'units[0].sscc' });
    ledger.given('split', { items: [{ take: [{ holder: used, content: old.content([10, 15]) }] }] });
    expect(give().accepted).toBe(true);
    expect(ledger.holder(used).content).toBe(goods.content([0, 1]));
  });

  it('twice in one item is DUPLICATE_ITEM', () => {
    const items = [goods.item([goods.unit(1, [[0, 1]]), goods.unit(1, [[1, 2]])])];
    expect(aTrade().give('commission', { items })).toMatchObject({ outcome: 'DUPLICATE_ITEM', field: 'units[1].sscc' });
  });

  it('a refused item leaves its numbers free for the next', () => {
    const bad = goods.item([goods.unit(1, [[0, 1]]), goods.unit(2, [[0, 1]])]);
    const { results } = aTrade().give('commission', { items: [bad, goods.item([goods.unit(1, [[0, 1]])])] });
    expect(results).toMatchObject([{ outcome: 'INVALID_INPUT' }, { ok: true }]);
  });
});

describe('who commissions what', () => {
  const goods = new Goods(10);
  const item = goods.item([]);

  it('the product owner, at a place of its own', () => {
    const ledger = aTrade();
    expect(ledger.give('commission', { items: [item] }, { actor: WHOLESALER })).toMatchObject({ outcome: 'NOT_OWNER' });
    expect(ledger.give('commission', { items: [{ ...item, gtin: '04012345000016' }] })).toMatchObject({
      outcome: 'UNKNOWN_PRODUCT',
    });
    expect(ledger.give('commission', { items: [{ ...item, location: { gln: PHARMACY } }] })).toMatchObject({
      outcome: 'UNKNOWN_LOCATION',
      field: 'location.gln',
    });
  });

  it('nothing of a withdrawn product', () => {
    const ledger = aTrade();
    ledger.given('withdrawProduct', { items: [{ gtin: GTIN, reason: 'x' }] });
    expect(ledger.give('commission', { items: [item] })).toMatchObject({ outcome: 'WITHDRAWN' });
  });

  it('nothing of a batch that is recalled whole; of one recalled in part, and of another batch, it may', () => {
    const ledger = aTrade();
    ledger.given('commission', { items: [item] });
    const more = { ...item, root: someHash('more') };
    const recall = { class: 'I' as const, level: 'PATIENT' as const, reason: 'glass', drill: false };
    ledger.given('openRecall', { ...recall, items: [{ batch: goods.batch, content: goods.content([0, 5]) }] });
    expect(ledger.give('commission', { items: [more] }).accepted).toBe(true);
    ledger.given('openRecall', { ...recall, items: [{ batch: goods.batch }] });
    expect(ledger.give('commission', { items: [{ ...more, root: someHash('again') }] })).toMatchObject({
      outcome: 'RECALLED',
    });
    expect(ledger.give('commission', { items: [{ ...more, lot: 'L2' }] }).accepted).toBe(true);
  });

  it('a batch has one expiry; the same tranche again already exists', () => {
    const ledger = aTrade();
    ledger.given('commission', { items: [item] });
    expect(
      ledger.give('commission', { items: [{ ...item, root: someHash('r'), expiry: '2028-02-01' }] }),
    ).toMatchObject({
      outcome: 'EXPIRY_MISMATCH',
      params: { read: '2028-02-01', recorded: '2028-01-31' },
    });
    expect(ledger.give('commission', { items: [item] })).toMatchObject({ outcome: 'ALREADY_EXISTS', field: 'root' });
    // The same root with another count is another tranche, and so is the same in another lot.
    expect(
      ledger.give('commission', {
        items: [
          { ...item, count: 9 },
          { ...item, lot: 'l1' },
        ],
      }).accepted,
    ).toBe(true);
  });

  it.each([
    ['count', { count: 0 }],
    ['count', { count: 2 ** 32 }],
    ['lot', { lot: '' }],
    ['lot', { lot: 'a b' }],
    ['lot', { lot: 'x'.repeat(21) }],
    ['expiry', { expiry: '2028-02-30' }],
    ['root', { root: 'R' }],
    ['units', { units: {} }],
    ['serials', { serials: ['S1'] }],
  ])('a wrong %s is INVALID_INPUT', (field, over) => {
    expect(aTrade().give('commission', { items: [{ ...item, ...over } as never] })).toMatchObject({
      outcome: 'INVALID_INPUT',
      field,
    });
  });

  it('nothing with a lapsed licence (rule 8)', () => {
    const ledger = aTrade();
    ledger.given(
      'setLicence',
      { items: [{ gln: MAKER, licence: { ...licence, validUntil: '2026-11-23' } }] },
      { actor: REGULATOR },
    );
    expect(ledger.give('commission', { items: [item] }, { issuedAt: NOW })).toMatchObject({ outcome: 'NOT_LICENSED' });
    expect(ledger.state.has(holderKey(`loose:${goods.tranche}`))).toBe(false);
  });
});
