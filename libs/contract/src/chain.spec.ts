import { describe, expect, it } from 'vitest';
import { aTrade, MAKER, ssccOf, WHOLESALER } from '../test/given';
import { aBatch, Goods, idOf } from '../test/goods';
import { chainOf, descendantsListed } from './chain';
import { holderKey, partHolderId } from './keys';
import type { HolderRecord } from './records';
import { Refusal } from './refusal';
import { World } from './world';

/** A tote with two cases, of which one has a case in it; and a case beside it. */
function nested() {
  const ledger = aTrade();
  const goods = new Goods(4);
  const units = [0, 1, 2, 3].map((n) => goods.unit(10 + n, [[n, n + 1]]));
  ledger.given('commission', { items: [goods.item(units)] });
  const [a, b, inner, beside] = units.map(idOf) as [string, string, string, string];
  const tote = `sscc:${ssccOf('4012345', 1)}`;
  const create = { kind: 'TOTE' as const };
  const items = [
    { child: inner, parent: b },
    { child: a, parent: tote, create },
    { child: b, parent: tote },
  ];
  ledger.given('pack', { items });
  return { ledger, tote, a, b, inner, beside };
}

describe('rule 6: `children` proves the list of child records complete', () => {
  const { ledger, tote, a, b, inner, beside } = nested();
  const listed = (ids: readonly string[] | undefined, of = tote) => {
    try {
      return ledger.drive(descendantsListed({ world: new World() }, ledger.holder(of), ids)).map(({ id }) => id);
    } catch (fault) {
      if (fault instanceof Refusal) return fault.outcome;
      throw fault;
    }
  };

  it('all of them at any depth, in any order', () => {
    expect(listed([a, b, inner])).toEqual([a, b, inner]);
    expect(listed([inner, b, a])).toEqual([inner, b, a]);
    expect(listed([inner], b)).toEqual([inner]);
    expect(listed(undefined, a)).toEqual([]);
  });

  it.each([
    ['none', [], 'CHILDREN_UNLISTED'],
    ['no list', undefined, 'CHILDREN_UNLISTED'],
    ['one short', [b, inner], 'CHILDREN_UNLISTED'],
    ['a grandchild short', [a, b], 'CHILDREN_UNLISTED'],
    ['a parent short', [a, inner], 'CHILDREN_UNLISTED'],
    ['a stranger as well', [a, b, inner, beside], 'CHILDREN_UNLISTED'],
    ['a stranger instead', [b, inner, beside], 'CHILDREN_UNLISTED'],
    ['one twice', [a, b, inner, a], 'DUPLICATE_ITEM'],
    ['one twice instead of another', [b, inner, inner], 'DUPLICATE_ITEM'],
    ['itself', [a, b, inner, tote], 'DUPLICATE_ITEM'],
    ['one that does not exist', [a, b, inner, 'sscc:000000000000000000'], 'NOT_FOUND'],
  ])('%s is refused', (_name, ids, outcome) => {
    expect(listed(ids)).toBe(outcome);
  });

  it('and so for each command that takes a whole', () => {
    const short = { holder: tote, children: [a, b] };
    const refused = { accepted: false, outcome: 'CHILDREN_UNLISTED' };
    expect(ledger.give('ship', { items: [short], to: WHOLESALER, purpose: 'SUPPLY' })).toMatchObject(refused);
    expect(ledger.give('decommission', { items: [short], as: 'DESTROYED' })).toMatchObject(refused);
    ledger.given('decommission', { items: [{ holder: tote, children: [a, b, inner] }], as: 'LOCKED' });
    expect(ledger.give('reactivate', { items: [short], from: 'LOCKED' })).toMatchObject(refused);
  });
});

it('a chain that world state should not have ends in an error, never in a loop', () => {
  const { ledger, tote, a } = nested();
  const cycle: HolderRecord = { ...ledger.holder(tote), parent: a };
  ledger.state.set(holderKey(tote), cycle);
  expect(() => ledger.drive(chainOf({ world: new World() }, a))).toThrow('more than 5 parents');
});

it('a part that a refused item had numbered gives its number back (bytes.md "holder ids")', () => {
  const { ledger, goods, pallet, case: held } = aBatch();
  ledger.given('quarantine', { items: [{ holder: held }], reason: 'wet' });
  const take = (holder: string, leaf: number) => ({ take: [{ holder, content: goods.content([leaf, leaf + 1]) }] });
  const body = { items: [take(held, 10), take(pallet, 0)], to: WHOLESALER, purpose: 'SUPPLY' as const };
  const { tx, results } = ledger.give('ship', body);
  expect(results).toMatchObject([{ outcome: 'QUARANTINED' }, { ok: true }]);
  expect(ledger.holder(partHolderId(tx, 0))).toMatchObject({ custodian: MAKER, content: goods.content([0, 1]) });
});
