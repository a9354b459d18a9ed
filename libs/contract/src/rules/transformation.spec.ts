import { describe, expect, it } from 'vitest';
import { aTrade, GTIN, MAKER, PHARMACY, REGULATOR, type TestLedger, WHOLESALER } from '../../test/given';
import { aBatch, delivered, Goods, idOf } from '../../test/goods';

const REPACKED = '05012345000008';

/** A wholesaler that re-packs: a product of its own, and a pallet with a case on it from the maker. */
function aRepacker() {
  const batch = aBatch(aTrade());
  const { ledger, pallet, case: aCase } = batch;
  ledger.given(
    'registerProduct',
    { items: [{ gtin: REPACKED, name: 'Amoxicillin 10', storage: {} }] },
    { actor: WHOLESALER },
  );
  delivered(ledger, aCase, MAKER, WHOLESALER);
  delivered(ledger, pallet, MAKER, WHOLESALER);
  ledger.given('pack', { items: [{ child: aCase, parent: pallet }] }, { actor: WHOLESALER });
  return { ...batch, made: new Goods(15, 'R1', REPACKED) };
}

const transform = (
  ledger: TestLedger,
  made: Goods,
  from: { holder: string; children?: string[] }[],
  actor = WHOLESALER,
) => ledger.give('commission', { items: [{ ...made.item([]), from }] }, { actor });

describe('commission with `from`: a transformation', () => {
  it('whole holders go in, and end as checked out into the tranche', () => {
    const { ledger, made, pallet, case: aCase } = aRepacker();
    const { tx } = ledger.given(
      'commission',
      { items: [{ ...made.item([]), from: [{ holder: pallet, children: [aCase] }] }] },
      { actor: WHOLESALER },
    );
    expect(ledger.holder(pallet).end).toMatchObject({ as: 'CHECKED_OUT', by: WHOLESALER, tx, into: made.tranche });
    expect(ledger.holder(`loose:${made.tranche}`)).toMatchObject({
      custodian: WHOLESALER,
      content: made.content([0, 15]),
    });
  });

  it('for good: neither the holder nor one of its packs comes back', () => {
    const { ledger, goods, made, pallet, case: aCase } = aRepacker();
    transform(ledger, made, [{ holder: pallet, children: [aCase] }]);
    const undo = (item: object) =>
      ledger.give('reactivate', { items: [item as never], from: 'CHECKED_OUT' }, { actor: WHOLESALER });
    expect(undo({ holder: pallet, children: [aCase] })).toMatchObject({ outcome: 'UNDO_FORBIDDEN' });
    expect(undo({ pack: goods.pack(0, pallet) })).toMatchObject({ outcome: 'UNDO_FORBIDDEN' });
    expect(undo({ pack: goods.pack(12, aCase) })).toMatchObject({ outcome: 'UNDO_FORBIDDEN' });
  });

  it('names all child records, is in custody, at rest, not empty, and each once', () => {
    const { ledger, goods, made, pallet, case: aCase, loose } = aRepacker();
    const all = { holder: pallet, children: [aCase] };
    expect(transform(ledger, made, [{ holder: pallet }])).toMatchObject({
      outcome: 'CHILDREN_UNLISTED',
      field: 'from[0].children',
    });
    expect(transform(ledger, made, [{ holder: aCase }])).toMatchObject({
      outcome: 'UNIT_NESTED',
      field: 'from[0].holder',
    });
    expect(transform(ledger, made, [{ holder: loose }])).toMatchObject({ outcome: 'NOT_CUSTODIAN' });
    expect(transform(ledger, made, [all, all])).toMatchObject({ outcome: 'DUPLICATE_ITEM', field: 'from[1].holder' });
    expect(transform(ledger, made, [{ holder: `zone:${WHOLESALER}:${WHOLESALER}:` }])).toMatchObject({
      outcome: 'INVALID_INPUT',
    });
    const by = { actor: WHOLESALER };
    ledger.given('unpack', { items: [{ holder: aCase }] }, by);
    ledger.given('split', { items: [{ take: [{ holder: aCase, content: goods.content([10, 15]) }] }] }, by);
    expect(transform(ledger, made, [{ holder: aCase }])).toMatchObject({
      outcome: 'EMPTY_UNIT',
      field: 'from[0].holder',
    });
    ledger.given('ship', { items: [{ holder: pallet }], to: PHARMACY, purpose: 'SUPPLY' }, by);
    expect(transform(ledger, made, [{ holder: pallet }])).toMatchObject({ outcome: 'IN_TRANSIT' });
  });

  it.each(['hold', 'held pack inside', 'recall', 'end'])(
    'refuses what is blocked, like dispense, and leaves nothing: %s',
    (how) => {
      const { ledger, goods, made, pallet, case: aCase } = aRepacker();
      const by = { actor: WHOLESALER };
      const all = { holder: pallet, children: [aCase] };
      if (how === 'hold') ledger.given('quarantine', { items: [{ holder: aCase }], reason: 'wet' }, by);
      if (how === 'held pack inside')
        ledger.given('quarantine', { items: [{ pack: goods.pack(12, aCase) }], reason: 'dent' }, by);
      if (how === 'end') ledger.given('decommission', { items: [all], as: 'SAMPLE' }, by);
      if (how === 'recall') {
        const recall = { class: 'I' as const, level: 'PATIENT' as const, reason: 'glass', drill: false };
        ledger.given('openRecall', { ...recall, items: [{ batch: goods.batch }] }, { actor: REGULATOR });
      }
      const outcome = { hold: 'QUARANTINED', 'held pack inside': 'QUARANTINED', recall: 'RECALLED', end: 'SAMPLE' }[
        how
      ];
      const before = new Map(ledger.state);
      expect(transform(ledger, made, [all])).toMatchObject({ accepted: false, outcome });
      expect(ledger.state).toEqual(before);
    },
  );

  it('by the owner of what is made: to have the goods is not enough', () => {
    const { ledger, pallet, case: aCase } = aRepacker();
    const foreign = new Goods(15, 'R2', GTIN);
    expect(transform(ledger, foreign, [{ holder: pallet, children: [aCase] }])).toMatchObject({ outcome: 'NOT_OWNER' });
  });
});

it('rule 5: an SSCC on which a hold is left is in use, though nothing is in it', () => {
  const { ledger, goods, case: aCase } = aBatch();
  ledger.given('quarantine', { items: [{ holder: aCase }], reason: 'wet' });
  ledger.given('split', { items: [{ take: [{ holder: aCase, content: goods.content([10, 15]) }] }] });
  const more = new Goods(4, 'L5');
  const again = () => ledger.give('commission', { items: [more.item([more.unit(2, [[0, 4]])])] });
  expect(again()).toMatchObject({ outcome: 'SSCC_IN_USE' });
  ledger.given('release', { items: [{ holder: aCase }], reason: 'dry' });
  expect(again().accepted).toBe(true);
  expect(ledger.holder(idOf(more.unit(2, []))).holds).toEqual({});
});
