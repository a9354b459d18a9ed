import { describe, expect, it } from 'vitest';
import { aTrade, MAKER, PHARMACY, REGULATOR, someHash, ssccOf, WHOLESALER } from '../../test/given';
import { aBatch, atThePharmacy, delivered, Goods, idOf, innerProof } from '../../test/goods';
import type { SplitBody } from '../commands';
import type { Decision } from '../decision';
import { partHolderId } from '../keys';
import { ZERO_ROOT } from '../values';

const codeOf = (decision: Decision) => ('outcome' in decision ? decision.outcome : undefined);
const LATE = { issuedAt: '2031-01-01T00:00:00.000Z' };

describe('detach: the case gets what its leaf names and the pallet still has', () => {
  it('in a record of its own, topmost, with its inner units and who committed them', () => {
    const { ledger, goods, inner, pallet } = atThePharmacy();
    const by = { actor: PHARMACY };
    const { events } = ledger.given('detach', { items: [{ holder: pallet, ...innerProof(inner, 0) }] }, by);
    expect(ledger.holder(idOf(inner[0]!))).toEqual({
      id: idOf(inner[0]!),
      kind: 'CASE',
      content: goods.content([0, 5]),
      innerRoot: ZERO_ROOT,
      innerCount: 0,
      custodian: PHARMACY,
      location: { gln: PHARMACY },
      from: WHOLESALER,
      holds: {},
      heldLeaves: 'AA',
      children: 0,
      height: 0,
    });
    expect(ledger.holder(pallet)).toMatchObject({ content: goods.content([5, 10]), innerCount: 2 });
    expect(events).toMatchObject([{ type: 'UNPACKED', holder: idOf(inner[0]!), source: pallet }]);
  });

  it('a bundle inside an undetached case takes two steps', () => {
    const ledger = aTrade();
    const goods = new Goods(8);
    const bundles = [goods.unit(21, [[0, 2]], [], 'BUNDLE'), goods.unit(22, [[2, 4]], [], 'BUNDLE')];
    const inner = [goods.unit(11, [[0, 4]], bundles)];
    const pallet = goods.unit(1, [[0, 8]], inner, 'PALLET');
    ledger.given('commission', { items: [goods.item([pallet])] });
    const bundle = innerProof(bundles, 1);
    const detach = (holder: string, proof: typeof bundle) => ledger.give('detach', { items: [{ holder, ...proof }] });
    expect(detach(idOf(pallet), bundle)).toMatchObject({ outcome: 'PROOF_INVALID' });
    expect(detach(idOf(pallet), innerProof(inner, 0)).accepted).toBe(true);
    expect(ledger.holder(idOf(inner[0]!))).toMatchObject({ innerCount: 2, committedBy: MAKER });
    expect(detach(idOf(inner[0]!), bundle).accepted).toBe(true);
    expect(ledger.holder(idOf(bundles[1]!)).content).toBe(goods.content([2, 4]));
  });

  it('what left the pallet before is not in it; nothing left is NOTHING_LEFT, never a second grant', () => {
    const { ledger, goods, inner, pallet } = aBatch();
    const take = (content: string) => ledger.given('split', { items: [{ take: [{ holder: pallet, content }] }] });
    const detach = (index: number) =>
      ledger.give('detach', { items: [{ holder: pallet, ...innerProof(inner, index) }] });
    take(goods.content([1, 3]));
    expect(detach(0).accepted).toBe(true);
    expect(ledger.holder(idOf(inner[0]!)).content).toBe(goods.content([0, 1], [3, 5]));
    expect(detach(0)).toMatchObject({ outcome: 'NOTHING_LEFT', params: { sscc: inner[0]!.sscc } });
    take(goods.content([5, 10]));
    expect(detach(1)).toMatchObject({ outcome: 'NOTHING_LEFT' });
    // The number is free again once all has left it, and the leaf still grants nothing.
    ledger.given('split', { items: [{ take: [{ holder: idOf(inner[0]!), content: goods.content([0, 1], [3, 5]) }] }] });
    expect(detach(0)).toMatchObject({ outcome: 'NOTHING_LEFT' });
  });

  it('only what the holder committed to: PROOF_INVALID', () => {
    const { ledger, goods, inner, pallet, case: other } = aBatch();
    const proof = innerProof(inner, 0);
    const detach = (change: object, holder = pallet) =>
      codeOf(ledger.give('detach', { items: [{ holder, ...proof, ...change }] }));
    expect(detach({ unit: { ...proof.unit, content: goods.content([0, 6]) } })).toBe('PROOF_INVALID');
    expect(detach({ unit: { ...proof.unit, kind: 'TOTE' } })).toBe('PROOF_INVALID');
    expect(detach({ unit: { ...proof.unit, sscc: ssccOf('4012345', 99) } })).toBe('PROOF_INVALID');
    expect(detach({ index: 1 })).toBe('PROOF_INVALID');
    expect(detach({ index: 2 })).toBe('PROOF_INVALID');
    expect(detach({ path: [] })).toBe('PROOF_INVALID');
    expect(detach({ path: [...proof.path, someHash('x')] })).toBe('PROOF_INVALID');
    expect(detach({}, other)).toBe('PROOF_INVALID');
    expect(detach({ unit: { ...proof.unit, innerCount: 1 } })).toBe('INVALID_INPUT');
    expect(detach({ unit: { ...proof.unit, content: 'AB' } })).toBe('INVALID_INPUT');
  });

  it('rule 5: its number lies under the prefix of who committed it, whoever detaches; where it is taken, split always works', () => {
    const { ledger, goods, inner, pallet } = aBatch();
    const usurper = new Goods(3, 'L9');
    ledger.given('commission', { items: [usurper.item([usurper.unit(11, [[0, 3]])])] });
    const detach = { items: [{ holder: pallet, ...innerProof(inner, 0) }] };
    expect(ledger.give('detach', detach)).toMatchObject({ outcome: 'SSCC_IN_USE', field: 'unit.sscc' });
    ledger.given('updateOrganisation', { items: [{ gln: MAKER, companyPrefixes: ['9999'] }] }, { actor: REGULATOR });
    expect(ledger.give('detach', detach)).toMatchObject({ outcome: 'SSCC_FOREIGN', field: 'unit.sscc' });
    ledger.given('split', { items: [{ take: [{ holder: pallet, content: goods.content([0, 5]) }] }] });
  });

  it('a maker cannot claim the numbers of others through inner units', () => {
    const ledger = aTrade();
    const goods = new Goods(3);
    const inner = [{ ...goods.unit(0, [[0, 3]]), sscc: ssccOf('5012345', 1) }];
    const pallet = goods.unit(1, [[0, 3]], inner, 'PALLET');
    ledger.given('commission', { items: [goods.item([pallet])] });
    expect(ledger.give('detach', { items: [{ holder: idOf(pallet), ...innerProof(inner, 0) }] })).toMatchObject({
      outcome: 'SSCC_FOREIGN',
    });
  });

  it('nor give a unit the number of the one it lies in', () => {
    const ledger = aTrade();
    const goods = new Goods(3);
    const inner = [goods.unit(1, [[0, 3]])];
    const pallet = goods.unit(1, [[0, 3]], inner, 'PALLET');
    ledger.given('commission', { items: [goods.item([pallet])] });
    expect(ledger.give('detach', { items: [{ holder: idOf(pallet), ...innerProof(inner, 0) }] })).toMatchObject({
      outcome: 'SSCC_IN_USE',
    });
  });

  it('in custody and at rest; with a lapsed licence too (rule 8)', () => {
    const { ledger, inner, pallet } = aBatch();
    const detach = { items: [{ holder: pallet, ...innerProof(inner, 0) }] };
    expect(ledger.give('detach', detach, { actor: WHOLESALER })).toMatchObject({ outcome: 'NOT_CUSTODIAN' });
    const { tx } = ledger.given('ship', { items: [{ holder: pallet }], to: WHOLESALER, purpose: 'SUPPLY' });
    expect(ledger.give('detach', detach)).toMatchObject({ outcome: 'IN_TRANSIT' });
    ledger.given('cancelShipment', { items: [{ holder: pallet }], shipment: tx });
    ledger.given('detach', detach, LATE);
  });

  it('takes all holds of the chain and the held leaves that are its own', () => {
    const { ledger, goods, inner, pallet } = aBatch();
    for (const leaf of [4, 5])
      ledger.given('quarantine', { items: [{ pack: goods.pack(leaf, pallet) }], reason: 'dent' });
    ledger.given('quarantine', { items: [{ holder: pallet }], reason: 'wet' });
    ledger.given('detach', { items: [{ holder: pallet, ...innerProof(inner, 0) }] });
    expect(ledger.holder(idOf(inner[0]!))).toMatchObject({
      heldLeaves: goods.content([4, 5]),
      holds: { [MAKER]: { reason: 'wet' } },
    });
    expect(ledger.holder(pallet)).toMatchObject({
      heldLeaves: goods.content([5, 6]),
      holds: { [MAKER]: { reason: 'wet' } },
    });
  });
});

describe('split: intervals between holders', () => {
  const split = (ledger: ReturnType<typeof aBatch>['ledger'], item: SplitBody['items'][number], when = {}) =>
    ledger.give('split', { items: [item] }, when);

  it('into a part without a number, counted within the command; refused items give their numbers back', () => {
    const { ledger, goods, pallet, case: other } = aBatch();
    const take = (holder: string, ...intervals: [number, number][]) => ({
      take: [{ holder, content: goods.content(...intervals) }],
    });
    const decision = ledger.give('split', {
      items: [take(pallet, [0, 1]), take(pallet, [0, 1]), take(other, [10, 12]), take(pallet, [2, 3], [7, 9])],
    });
    expect(decision.results).toMatchObject([{ ok: true }, { outcome: 'NOT_IN_UNIT' }, { ok: true }, { ok: true }]);
    expect(ledger.holder(partHolderId(decision.tx, 2))).toMatchObject({
      kind: 'PART',
      content: goods.content([2, 3], [7, 9]),
    });
    expect(ledger.holder(pallet).content).toBe(goods.content([1, 2], [3, 7], [9, 10]));
    expect(ledger.state.has(`HOLDER/${partHolderId(decision.tx, 3)}`)).toBe(false);
    if (!decision.accepted) throw new Error();
    expect(decision.events.map(({ item, source, holder }) => [item, source, holder])).toEqual([
      [0, pallet, partHolderId(decision.tx, 0)],
      [2, other, partHolderId(decision.tx, 1)],
      [3, pallet, partHolderId(decision.tx, 2)],
    ]);
  });

  it('into a new SSCC of its own prefix, free, also where it becomes free in this very item', () => {
    const { ledger, goods, case: other } = aBatch();
    const all = [{ holder: other, content: goods.content([10, 15]) }];
    const sscc = (prefix: string, n: number) => ({ sscc: ssccOf(prefix, n), kind: 'TOTE' as const });
    expect(split(ledger, { take: all, into: sscc('5012345', 7) })).toMatchObject({
      outcome: 'SSCC_FOREIGN',
      field: 'into.sscc',
    });
    expect(split(ledger, { take: all, into: sscc('4012345', 1) })).toMatchObject({
      outcome: 'SSCC_IN_USE',
      field: 'into.sscc',
    });
    expect(split(ledger, { take: all, into: sscc('4012345', 2) }).accepted).toBe(true);
    expect(ledger.holder(other)).toMatchObject({ kind: 'TOTE', content: goods.content([10, 15]) });
  });

  it('into a holder of its own: 40 picks from one zone are two keys', () => {
    const { ledger, goods, loose, case: other } = aBatch();
    const { puts } = ledger.given('split', {
      items: [{ take: [{ holder: loose, content: goods.content([15, 16], [18, 19]) }], into: { holder: other } }],
    });
    expect(puts.size).toBe(2);
    expect(ledger.holder(other).content).toBe(goods.content([10, 16], [18, 19]));
  });

  it('takes are canonical, of that holder, some, and each holder once', () => {
    const { ledger, goods, pallet, case: other } = aBatch();
    const outcome = (...take: { holder: string; content: string }[]) => {
      const { outcome: code, field } = split(ledger, { take }) as { outcome?: string; field?: string };
      return [code, field];
    };
    expect(outcome({ holder: pallet, content: 'AA' })).toEqual(['INVALID_INPUT', 'take[0].content']);
    expect(outcome({ holder: pallet, content: 'AB' })).toEqual(['INVALID_INPUT', 'take[0].content']);
    expect(outcome({ holder: pallet, content: goods.content([9, 11]) })).toEqual(['NOT_IN_UNIT', 'take[0].content']);
    expect(outcome({ holder: pallet, content: new Goods(5, 'L2').content([0, 1]) })).toEqual([
      'NOT_IN_UNIT',
      'take[0].content',
    ]);
    const one = { holder: pallet, content: goods.content([0, 1]) };
    expect(outcome(one, { holder: other, content: goods.content([10, 11]) }, one)).toEqual([
      'DUPLICATE_ITEM',
      'take[2].holder',
    ]);
    expect(outcome({ holder: `part:${someHash('t')}:0`, content: goods.content([0, 1]) })).toEqual([
      'NOT_FOUND',
      'take[0].holder',
    ]);
    expect(outcome()).toEqual(['INVALID_INPUT', 'take']);
    expect(outcome(...Array(101).fill(one))).toEqual(['LIMIT_EXCEEDED', 'take']);
  });

  it('source and destination differ, are in custody and at rest', () => {
    const { ledger, goods, pallet, case: other, loose } = aBatch();
    const take = [{ holder: pallet, content: goods.content([0, 1]) }];
    expect(split(ledger, { take, into: { holder: pallet } })).toMatchObject({
      outcome: 'INVALID_INPUT',
      field: 'into.holder',
    });
    expect(split(ledger, { take, into: { holder: loose } })).toMatchObject({
      outcome: 'INVALID_INPUT',
      field: 'into.holder',
    });
    expect(split(ledger, { take, into: { holder: other } }, { actor: WHOLESALER })).toMatchObject({
      outcome: 'NOT_CUSTODIAN',
    });
    delivered(ledger, other, MAKER, WHOLESALER);
    expect(split(ledger, { take, into: { holder: other } })).toMatchObject({
      outcome: 'NOT_CUSTODIAN',
      field: 'into.holder',
    });
    expect(ledger.holder(pallet).content).toBe(goods.content([0, 10]));
    ledger.given('ship', { items: [{ holder: pallet }], to: WHOLESALER, purpose: 'SUPPLY' });
    expect(split(ledger, { take })).toMatchObject({ outcome: 'IN_TRANSIT', field: 'take[0].holder' });
  });

  it('also out of and into what is packed inside another unit, whose custody is that of the topmost', () => {
    const { ledger, goods, pallet, case: inside } = aBatch();
    ledger.given('pack', { items: [{ child: inside, parent: pallet }] });
    const { tx } = ledger.given('ship', {
      items: [{ holder: pallet, children: [inside] }],
      to: WHOLESALER,
      purpose: 'SUPPLY',
    });
    ledger.given('receive', { items: [{ holder: pallet, as: 'RECEIVED' }], shipment: tx }, { actor: WHOLESALER });
    const take = [{ holder: inside, content: goods.content([10, 11]) }];
    expect(split(ledger, { take })).toMatchObject({ outcome: 'NOT_CUSTODIAN' });
    const out = split(ledger, { take }, { actor: WHOLESALER });
    expect(ledger.holder(partHolderId(out.tx, 0))).toMatchObject({
      custodian: WHOLESALER,
      from: MAKER,
      location: { gln: WHOLESALER },
    });
    const back = [{ holder: partHolderId(out.tx, 0), content: goods.content([10, 11]) }];
    expect(split(ledger, { take: back, into: { holder: inside } }, { actor: WHOLESALER }).accepted).toBe(true);
  });

  it('rule 2: all holds of the chain go along, and held leaves stay held', () => {
    const { ledger, goods, pallet, case: inside } = aBatch();
    ledger.given('quarantine', { items: [{ pack: goods.pack(12, inside) }], reason: 'dent' });
    ledger.given('pack', { items: [{ child: inside, parent: pallet }] });
    ledger.given('quarantine', { items: [{ holder: pallet }], reason: 'outer' });
    ledger.given('quarantine', { items: [{ holder: inside }], reason: 'inner' }, { actor: REGULATOR });
    const { tx } = split(ledger, { take: [{ holder: inside, content: goods.content([12, 14]) }] });
    expect(ledger.holder(partHolderId(tx, 0))).toMatchObject({
      holds: { [MAKER]: { reason: 'outer' }, [REGULATOR]: { reason: 'inner' } },
      heldLeaves: goods.content([12, 13]),
    });
    expect(ledger.holder(inside).heldLeaves).toBe('AA');
  });

  it('rule 1: from a held chain nothing goes into an existing unit, into a held one nothing; joined sources have equal holds', () => {
    const { ledger, goods, pallet, case: other, loose } = aBatch();
    const of = (holder: string, leaf: number) => ({ holder, content: goods.content([leaf, leaf + 1]) });
    ledger.given('quarantine', { items: [{ holder: pallet }], reason: 'wet' });
    expect(split(ledger, { take: [of(pallet, 0)], into: { holder: other } })).toMatchObject({
      outcome: 'QUARANTINED',
      field: 'take[0]',
    });
    expect(split(ledger, { take: [of(other, 10)], into: { holder: pallet } })).toMatchObject({
      outcome: 'QUARANTINED',
      field: 'into.holder',
    });
    expect(split(ledger, { take: [of(other, 10), of(pallet, 0)] })).toMatchObject({
      outcome: 'QUARANTINED',
      field: 'take[1]',
    });
    ledger.given('quarantine', { items: [{ holder: other }], reason: 'other reason' });
    expect(split(ledger, { take: [of(other, 10), of(pallet, 0)] }).accepted).toBe(true);
    ledger.given('quarantine', { items: [{ holder: loose }], reason: 'x' }, { actor: REGULATOR });
    expect(split(ledger, { take: [of(other, 11), of(loose, 15)] })).toMatchObject({ outcome: 'QUARANTINED' });
  });

  it('`from` is inherited, and lost where sources of several are joined', () => {
    const { ledger, goods, pallet, case: other } = atThePharmacy();
    const by = { actor: PHARMACY };
    const of = (holder: string, leaf: number) => ({ holder, content: goods.content([leaf, leaf + 1]) });
    const both = split(ledger, { take: [of(pallet, 0), of(other, 10)] }, by);
    expect(ledger.holder(partHolderId(both.tx, 0)).from).toBe(WHOLESALER);
    const second = new Goods(5, 'L2');
    ledger.given('commission', { items: [second.item([second.unit(50, [[0, 5]])])] });
    const direct = idOf(second.unit(50, []));
    delivered(ledger, direct, MAKER, PHARMACY);
    const one = { holder: direct, content: second.content([0, 1]) };
    const mixed = split(ledger, { take: [of(pallet, 1), one] }, by);
    expect(ledger.holder(partHolderId(mixed.tx, 0))).not.toHaveProperty('from');
    ledger.given(
      'split',
      { items: [{ take: [{ holder: direct, content: second.content([1, 2]) }], into: { holder: other } }] },
      by,
    );
    expect(ledger.holder(other)).not.toHaveProperty('from');
  });

  it('rule 4: past the limits of one holder it is LIMIT_EXCEEDED, and nothing has moved', () => {
    const ledger = aTrade();
    const goods = new Goods(9000);
    const every = (start: number, count: number) =>
      Array.from({ length: count }, (_, i): [number, number] => [start + 2 * i, start + 2 * i + 1]);
    const [full, more] = [goods.unit(1, [[8999, 9000]]), goods.unit(2, every(5000, 10))];
    const others = goods.unit(3, [[4100, 5000], ...every(5001, 9), [5019, 8999]]);
    ledger.given('commission', { items: [goods.item([full, more, others])] });
    const move = (holder: string, content: string) =>
      split(ledger, { take: [{ holder, content }], into: { holder: idOf(full) } });
    expect(move(`loose:${goods.tranche}`, goods.content(...every(0, 2040))).accepted).toBe(true);
    const before = new Map(ledger.state);
    expect(move(idOf(more), more.content)).toMatchObject({
      outcome: 'LIMIT_EXCEEDED',
      field: 'into.holder',
      params: { limit: 2048 },
    });
    expect(ledger.state).toEqual(before);
  });

  it('with a lapsed licence too (rule 8)', () => {
    const { ledger, goods, pallet } = aBatch();
    expect(split(ledger, { take: [{ holder: pallet, content: goods.content([0, 1]) }] }, LATE).accepted).toBe(true);
  });
});
