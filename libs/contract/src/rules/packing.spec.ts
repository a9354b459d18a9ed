import { describe, expect, it } from 'vitest';
import { aTrade, MAKER, NOW, PHARMACY, ssccOf, type TestLedger, WHOLESALER } from '../../test/given';
import { aBatch, Goods, idOf } from '../../test/goods';
import type { PackBody } from '../commands';
import { holderKey } from '../keys';

const tote = (n: number) => `sscc:${ssccOf('4012345', n)}`;
const pack = (ledger: TestLedger, ...items: PackBody['items']) => ledger.give('pack', { items });
const into = (n: number, location?: { gln: string; extension?: string }) => ({
  parent: tote(n),
  create: { kind: 'TOTE' as const, ...(location && { location }) },
});

/** Seven cases of one pack each. */
function cases() {
  const ledger = aTrade();
  const goods = new Goods(7);
  const units = Array.from({ length: 7 }, (_, i) => goods.unit(100 + i, [[i, i + 1]]));
  ledger.given('commission', { items: [goods.item(units)] });
  return { ledger, goods, ids: units.map(idOf) };
}

describe('rule 3: pack joins two different topmost units', () => {
  it('counts the child and the height, and moves no pack', () => {
    const { ledger, ids, goods } = cases();
    const { events } = ledger.given('pack', {
      items: [
        { child: ids[0]!, ...into(1) },
        { child: ids[1]!, parent: tote(1) },
      ],
    });
    expect(ledger.holder(tote(1))).toMatchObject({
      kind: 'TOTE',
      content: 'AA',
      children: 2,
      height: 1,
      custodian: MAKER,
      location: { gln: MAKER },
    });
    expect(ledger.holder(ids[0]!)).toMatchObject({ parent: tote(1), content: goods.content([0, 1]) });
    expect(events.map(({ type, holder }) => [type, holder])).toEqual([
      ['PACKED', ids[0]],
      ['PACKED', ids[1]],
    ]);
  });

  it('the same unit is INVALID_INPUT, a nested one UNIT_NESTED: no cycle can exist', () => {
    const { ledger, ids } = cases();
    const [a, b, c] = ids as [string, string, string];
    expect(pack(ledger, { child: a, parent: a })).toMatchObject({ outcome: 'INVALID_INPUT', field: 'parent' });
    ledger.given('pack', { items: [{ child: a, parent: b }] });
    expect(pack(ledger, { child: b, parent: a })).toMatchObject({ outcome: 'UNIT_NESTED', field: 'parent' });
    expect(pack(ledger, { child: a, parent: c })).toMatchObject({ outcome: 'UNIT_NESTED', field: 'child' });
    expect(pack(ledger, { child: c, parent: a })).toMatchObject({ outcome: 'UNIT_NESTED', field: 'parent' });
    // The parent may not be made out of the child's own chain either.
    expect(pack(ledger, { child: c, parent: b, create: { kind: 'TOTE' } })).toMatchObject({ outcome: 'SSCC_IN_USE' });
    expect(pack(ledger, { child: b, parent: b, create: { kind: 'TOTE' } })).toMatchObject({ outcome: 'INVALID_INPUT' });
  });

  it('six levels, and no seventh: UNIT_TOO_DEEP', () => {
    const { ledger, ids } = cases();
    for (let i = 0; i < 5; i++) ledger.given('pack', { items: [{ child: ids[i]!, parent: ids[i + 1]! }] });
    expect(ledger.holder(ids[5]!).height).toBe(5);
    expect(pack(ledger, { child: ids[5]!, parent: ids[6]! })).toMatchObject({
      outcome: 'UNIT_TOO_DEEP',
      params: { limit: 6 },
    });
    expect(pack(ledger, { child: ids[5]!, ...into(1) })).toMatchObject({ outcome: 'UNIT_TOO_DEEP' });
    // From the side of the deep parent there is still room.
    ledger.given('pack', { items: [{ child: ids[6]!, parent: ids[5]! }] });
    expect(ledger.holder(ids[5]!)).toMatchObject({ height: 5, children: 2 });
  });

  it('what was unpacked counts no more', () => {
    const { ledger, ids } = cases();
    for (let i = 0; i < 5; i++) ledger.given('pack', { items: [{ child: ids[i]!, parent: ids[i + 1]! }] });
    ledger.given('unpack', { items: [{ holder: ids[4]! }] });
    expect(ledger.holder(ids[5]!)).toMatchObject({ children: 0, height: 0 });
    ledger.given('pack', { items: [{ child: ids[5]!, parent: ids[6]! }] });
  });
});

describe('rule 1: in custody, at rest, not held', () => {
  it('both in the custody of the actor', () => {
    const { ledger, ids } = cases();
    const [a, b, c] = ids as [string, string, string];
    const { tx } = ledger.given('ship', { items: [{ holder: a }], to: WHOLESALER, purpose: 'SUPPLY' });
    expect(pack(ledger, { child: a, parent: b })).toMatchObject({ outcome: 'IN_TRANSIT', field: 'child' });
    expect(pack(ledger, { child: b, parent: a })).toMatchObject({ outcome: 'IN_TRANSIT', field: 'parent' });
    ledger.given('receive', { items: [{ holder: a, as: 'RECEIVED' }], shipment: tx }, { actor: WHOLESALER });
    expect(pack(ledger, { child: a, parent: b })).toMatchObject({ outcome: 'NOT_CUSTODIAN', field: 'child' });
    expect(pack(ledger, { child: b, parent: a })).toMatchObject({ outcome: 'NOT_CUSTODIAN', field: 'parent' });
    expect(pack(ledger, { child: tote(9), parent: b })).toMatchObject({ outcome: 'NOT_FOUND', field: 'child' });
    expect(pack(ledger, { child: b, parent: tote(9) })).toMatchObject({ outcome: 'NOT_FOUND', field: 'parent' });
    ledger.given('decommission', { items: [{ holder: b }], as: 'DESTROYED' });
    expect(pack(ledger, { child: b, parent: c })).toMatchObject({ outcome: 'DESTROYED', field: 'child' });
    expect(pack(ledger, { child: c, parent: b })).toMatchObject({ outcome: 'DESTROYED', field: 'parent' });
  });

  it('into a held unit nothing goes, nor from a held one into a unit that exists; into a new one it may, held as it is', () => {
    const { ledger, ids } = cases();
    const [a, b] = ids as [string, string];
    ledger.given('quarantine', { items: [{ holder: a }], reason: 'wet' });
    expect(pack(ledger, { child: b, parent: a })).toMatchObject({ outcome: 'QUARANTINED', field: 'parent' });
    expect(pack(ledger, { child: a, parent: b })).toMatchObject({ outcome: 'QUARANTINED', field: 'child' });
    ledger.given('pack', { items: [{ child: a, ...into(1) }] });
    expect(ledger.holder(a).holds).toHaveProperty(MAKER);
    const ship = { items: [{ holder: tote(1), children: [a] }], to: WHOLESALER, purpose: 'SUPPLY' as const };
    expect(ledger.give('ship', ship)).toMatchObject({ outcome: 'QUARANTINED' });
  });

  it('rule 4: a zone is never packed, and loose packs only by split', () => {
    const { ledger, loose } = aBatch();
    const wrong = [loose, `zone:${MAKER}:${MAKER}:A`, 'part:x:0', 'sscc:1', '__proto__'];
    for (const child of wrong)
      expect(pack(ledger, { child, ...into(5) })).toMatchObject({ outcome: 'INVALID_INPUT', field: 'child' });
    for (const parent of wrong)
      expect(pack(ledger, { child: tote(2), parent })).toMatchObject({ outcome: 'INVALID_INPUT', field: 'parent' });
  });
});

describe('a parent that is made', () => {
  it('lies under the prefix of the actor and is free (rule 5)', () => {
    const { ledger, ids } = cases();
    const foreign = { parent: `sscc:${ssccOf('5012345', 1)}`, create: { kind: 'TOTE' as const } };
    expect(pack(ledger, { child: ids[0]!, ...foreign })).toMatchObject({ outcome: 'SSCC_FOREIGN', field: 'parent' });
    expect(pack(ledger, { child: ids[0]!, parent: ids[1]!, create: { kind: 'TOTE' } })).toMatchObject({
      outcome: 'SSCC_IN_USE',
    });
  });

  it('stands where it is said, at a place of the actor, or where its child is', () => {
    const { ledger, ids } = cases();
    expect(pack(ledger, { child: ids[0]!, ...into(1, { gln: PHARMACY }) })).toMatchObject({
      outcome: 'UNKNOWN_LOCATION',
      field: 'create.location.gln',
    });
    const location = { gln: MAKER, extension: 'B2' };
    ledger.given('pack', { items: [{ child: ids[0]!, ...into(1, location) }] });
    expect(ledger.holder(tote(1)).location).toEqual(location);
    ledger.given('store', { items: [{ holder: ids[1]! }], location });
    ledger.given('pack', { items: [{ child: ids[1]!, ...into(2) }] });
    expect(ledger.holder(tote(2)).location).toEqual(location);
  });
});

describe('unpack', () => {
  it("takes a child out one level; it takes the topmost parent's custodian, place and `from`, and all holds of the chain (rule 2)", () => {
    const { ledger, ids } = cases();
    const [a, b] = ids as [string, string];
    ledger.given('pack', {
      items: [
        { child: a, parent: b },
        { child: b, ...into(1) },
      ],
    });
    const { tx } = ledger.given('ship', {
      items: [{ holder: tote(1), children: [a, b] }],
      to: WHOLESALER,
      purpose: 'SUPPLY',
    });
    ledger.given(
      'receive',
      { items: [{ holder: tote(1), as: 'RECEIVED' }], shipment: tx, location: { gln: WHOLESALER, extension: 'A' } },
      { actor: WHOLESALER },
    );
    // What the children's own records say is stale by now.
    expect(ledger.holder(a)).toMatchObject({ custodian: MAKER });
    ledger.given('quarantine', { items: [{ holder: a }], reason: 'inner' }, { actor: WHOLESALER });
    ledger.given(
      'quarantine',
      { items: [{ holder: tote(1) }], reason: 'outer' },
      { actor: WHOLESALER, issuedAt: '2026-11-25T10:00:00.000Z' },
    );
    expect(ledger.give('unpack', { items: [{ holder: a }] })).toMatchObject({ outcome: 'NOT_CUSTODIAN' });
    const { events } = ledger.given('unpack', { items: [{ holder: a }] }, { actor: WHOLESALER });
    const out = ledger.holder(a);
    expect(out).toMatchObject({ custodian: WHOLESALER, location: { gln: WHOLESALER, extension: 'A' }, from: MAKER });
    expect(out).not.toHaveProperty('parent');
    expect(out.holds).toEqual({ [WHOLESALER]: { reason: 'inner', since: NOW } });
    expect(ledger.holder(b)).toMatchObject({ children: 0, height: 0, parent: tote(1) });
    expect(ledger.holder(tote(1)).children).toBe(1);
    expect(events).toMatchObject([{ type: 'UNPACKED', holder: a, source: b }]);
    ledger.given('unpack', { items: [{ holder: b }] }, { actor: WHOLESALER });
    expect(ledger.holder(b).holds).toMatchObject({ [WHOLESALER]: { reason: 'outer' } });
  });

  it('what is in none is UNIT_NOT_NESTED; nothing on the way or ended is opened', () => {
    const { ledger, ids } = cases();
    const [a, b] = ids as [string, string];
    const unpack = (holder: string) => ledger.give('unpack', { items: [{ holder }] });
    expect(unpack(a)).toMatchObject({ outcome: 'UNIT_NOT_NESTED' });
    expect(unpack(tote(9))).toMatchObject({ outcome: 'NOT_FOUND' });
    ledger.given('pack', { items: [{ child: a, parent: b }] });
    const { tx } = ledger.given('ship', { items: [{ holder: b, children: [a] }], to: WHOLESALER, purpose: 'SUPPLY' });
    expect(unpack(a)).toMatchObject({ outcome: 'IN_TRANSIT' });
    ledger.given('receive', { items: [{ holder: b, as: 'MISSING' }], shipment: tx }, { actor: WHOLESALER });
    expect(unpack(a)).toMatchObject({ outcome: 'DISPUTED' });
    ledger.given('resolve', { items: [{ holder: b, as: 'STOLEN' }], shipment: tx });
    expect(unpack(a)).toMatchObject({ outcome: 'STOLEN' });
  });

  it('with a lapsed licence too (rule 8)', () => {
    const { ledger, ids } = cases();
    ledger.given('pack', { items: [{ child: ids[0]!, parent: ids[1]! }] });
    const late = { issuedAt: '2031-01-01T00:00:00.000Z' };
    expect(ledger.give('pack', { items: [{ child: ids[2]!, parent: ids[1]! }] }, late)).toMatchObject({
      outcome: 'NOT_LICENSED',
    });
    ledger.given('unpack', { items: [{ holder: ids[0]! }] }, late);
  });
});

describe('`from`', () => {
  /** A wholesaler with one case from the maker and one of its own. */
  function mixed() {
    const { ledger, ids } = cases();
    const [a, b, c] = ids as [string, string, string];
    for (const [holder, over] of [
      [a, WHOLESALER],
      [b, WHOLESALER],
      [c, PHARMACY],
    ] as const) {
      const { tx } = ledger.given('ship', { items: [{ holder }], to: over, purpose: 'SUPPLY' });
      ledger.given('receive', { items: [{ holder, as: 'RECEIVED' }], shipment: tx }, { actor: over });
    }
    const { tx } = ledger.given(
      'ship',
      { items: [{ holder: c }], to: WHOLESALER, purpose: 'RETURN' },
      { actor: PHARMACY },
    );
    ledger.given('receive', { items: [{ holder: c, as: 'RECEIVED' }], shipment: tx }, { actor: WHOLESALER });
    return { ledger, a, b, c };
  }

  it('a new parent has that of what goes in, and none once goods of two suppliers are in it: they return to neither as a whole', () => {
    const { ledger, a, b, c } = mixed();
    const own = `sscc:${ssccOf('5012345', 1)}`;
    ledger.given(
      'pack',
      {
        items: [
          { child: a, parent: own, create: { kind: 'TOTE' } },
          { child: b, parent: own },
        ],
      },
      { actor: WHOLESALER },
    );
    expect(ledger.holder(own).from).toBe(MAKER);
    ledger.given('pack', { items: [{ child: c, parent: own }] }, { actor: WHOLESALER });
    expect(ledger.holder(own)).not.toHaveProperty('from');
    const back = { items: [{ holder: own, children: [a, b, c] }], to: PHARMACY, purpose: 'RETURN' as const };
    expect(ledger.give('ship', back, { actor: WHOLESALER })).toMatchObject({ outcome: 'WRONG_ADDRESSEE' });
    ledger.given('unpack', { items: [{ holder: c }] }, { actor: WHOLESALER });
    expect(ledger.state.get(holderKey(c))).not.toHaveProperty('from');
  });
});
