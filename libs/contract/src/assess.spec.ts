import { describe, expect, it } from 'vitest';
import { assessPack, assessUnit, type Question, tellableParams } from './assess';
import type { LinkFacts, PackFacts, UnitFacts } from './facts';
import type { End, EndState } from './records';

const PHARMACY = '4012345000009';
const OTHER = '4012345000016';
const TX = 'a'.repeat(64);
const NOW = '2026-11-24T10:00:00.000Z';

const link = (over: Partial<LinkFacts> = {}): LinkFacts => ({
  id: 'sscc:340123450000000017',
  holds: {},
  heldLeaf: false,
  custodian: PHARMACY,
  ...over,
});
const end = (as: EndState, over: Partial<End> = {}): End => ({
  as,
  by: PHARMACY,
  place: PHARMACY,
  time: '2026-11-20T10:00:00.000Z',
  tx: TX,
  ...over,
});
const pack = (over: Partial<PackFacts> = {}): PackFacts => ({
  product: {},
  batch: { expiry: '2027-12-31', holds: {}, recalls: [] },
  chain: [link()],
  ...over,
});
const unit = (over: Partial<UnitFacts> = {}): UnitFacts => ({
  goods: [{ product: {}, batch: { expiry: '2027-12-31', holds: {}, recalls: [] } }],
  chain: [link()],
  empty: false,
  ...over,
});
const asks = (over: Partial<Question> = {}): Question => ({ asker: PHARMACY, time: NOW, purpose: 'SUPPLY', ...over });
const held = { [OTHER]: { reason: 'wet', since: '2026-11-01T00:00:00.000Z' } };
const recalled = {
  expiry: '2027-12-31',
  holds: {},
  recalls: [{ recall: TX, covers: true, class: 'I' as const, level: 'PATIENT' as const, reason: 'glass' }],
};
const shipped = (to: string) => ({ to, tx: TX, purpose: 'SUPPLY' as const });

describe('may it be supplied?', () => {
  it('only if nothing blocks it: its PACK, any holder up the chain, its batch, its product, its expiry', () => {
    expect(assessPack(pack(), asks())).toMatchObject({ outcome: 'ACTIVE', others: [], severity: 'OK' });
    const blocked: [string, Partial<PackFacts>][] = [
      ['RECALLED', { batch: recalled }],
      ['WITHDRAWN', { product: { withdrawn: { reason: 'no benefit' } } }],
      ['EXPIRED', { batch: { expiry: '2026-11-23', holds: {}, recalls: [] } }],
      ['ALREADY_DISPENSED_HERE', { pack: { end: end('DISPENSED'), holds: {} } }],
      ['ALREADY_DISPENSED_ELSEWHERE', { pack: { end: end('DISPENSED', { by: OTHER }), holds: {} } }],
      ['DESTROYED', { chain: [link(), link({ end: end('DESTROYED') })] }],
      ['QUARANTINED', { pack: { holds: held } }],
      ['QUARANTINED', { chain: [link({ heldLeaf: true })] }],
      ['QUARANTINED', { chain: [link(), link({ holds: held })] }],
      ['QUARANTINED', { batch: { expiry: '2027-12-31', holds: held, recalls: [] } }],
      ['DISPUTED', { chain: [link({ disputed: { to: OTHER, tx: TX } })] }],
      ['NOT_RECEIVED', { chain: [link({ custodian: OTHER, transit: shipped(PHARMACY) })] }],
      ['IN_TRANSIT', { chain: [link(), link({ transit: shipped(OTHER) })] }],
      ['ACTIVE_ELSEWHERE', { chain: [link({ custodian: OTHER })] }],
      ['ACTIVE_ELSEWHERE', { chain: [] }],
    ];
    for (const [outcome, over] of blocked) {
      const answer = assessPack(pack(over), asks());
      expect(answer.outcome).toBe(outcome);
      expect(answer.severity).not.toBe('OK');
    }
  });

  it('puts the first that is true in front and all further truths behind it, in the order of the table', () => {
    const everything = pack({
      product: { withdrawn: { reason: 'x' } },
      batch: { ...recalled, expiry: '2026-01-01', holds: held },
      chain: [link({ custodian: OTHER, disputed: { to: PHARMACY, tx: TX }, transit: shipped(PHARMACY) })],
    });
    const { outcome, others } = assessPack(everything, asks());
    expect([outcome, ...others]).toEqual([
      'RECALLED',
      'WITHDRAWN',
      'EXPIRED',
      'QUARANTINED',
      'DISPUTED',
      'NOT_RECEIVED',
    ]);
    const dispensed = { ...everything, pack: { end: end('DISPENSED', { by: OTHER }), holds: {} } };
    expect(assessPack(dispensed, asks()).others).toEqual([
      'WITHDRAWN',
      'EXPIRED',
      'ALREADY_DISPENSED_ELSEWHERE',
      'QUARANTINED',
    ]);
  });

  it('on its last day it still may; a recall that does not cover this pack, and a hold of nobody, block nothing', () => {
    const batch = { expiry: '2026-11-24', holds: {}, recalls: [{ recall: TX, covers: false }] };
    expect(assessPack(pack({ batch, pack: { holds: {} } }), asks()).outcome).toBe('ACTIVE');
    expect(assessPack(pack({ batch }), asks({ time: '2026-11-25T00:00:00.000Z' })).outcome).toBe('EXPIRED');
  });

  it("counts the pack's own end before that of the nearest ended holder", () => {
    const chain = [link({ end: end('LOCKED') }), link({ end: end('STOLEN') })];
    expect(assessPack(pack({ chain, pack: { end: end('SAMPLE'), holds: {} } }), asks()).outcome).toBe('SAMPLE');
    expect(assessPack(pack({ chain }), asks()).outcome).toBe('LOCKED');
  });

  it("takes custody from the topmost holder: a child's own custodian is stale", () => {
    const stale = link({ custodian: OTHER });
    expect(assessPack(pack({ chain: [stale, link()] }), asks()).outcome).toBe('ACTIVE');
    expect(assessPack(pack({ chain: [link(), stale] }), asks()).outcome).toBe('ACTIVE_ELSEWHERE');
  });

  it('RECEIPT answers OK for what is on its way; RETURN for what the asker held before; nothing else changes', () => {
    const coming = pack({ chain: [link({ custodian: OTHER, transit: shipped(PHARMACY) })] });
    expect(assessPack(coming, asks({ purpose: 'RECEIPT' }))).toMatchObject({ outcome: 'NOT_RECEIVED', severity: 'OK' });
    expect(assessPack(coming, asks({ purpose: 'RETURN', heldBefore: true })).severity).toBe('CHECK');
    const gone = pack({ chain: [link({ custodian: OTHER })] });
    expect(assessPack(gone, asks({ purpose: 'RETURN', heldBefore: true })).severity).toBe('OK');
    expect(assessPack(gone, asks({ purpose: 'RETURN' })).severity).toBe('CHECK');
    expect(assessPack(gone, asks({ purpose: 'SUPPLY', heldBefore: true })).severity).toBe('CHECK');
    expect(assessPack({ ...coming, batch: recalled }, asks({ purpose: 'RECEIPT' })).severity).toBe('STOP');
  });
});

describe('the undo that is offered', () => {
  const dispensed = (over: Partial<End> = {}) => pack({ pack: { end: end('DISPENSED', over), holds: {} } });
  const offer = (facts: PackFacts, over: Partial<Question> = {}) =>
    assessPack(facts, asks({ askerAt: PHARMACY, ...over }));

  it('stands for ten days, at the same place, in present custody at rest', () => {
    expect(offer(dispensed())).toMatchObject({ undoable: true, undoUntil: '2026-11-30T10:00:00.000Z' });
    expect(offer(dispensed(), { time: '2026-11-30T10:00:00.000Z' }).undoable).toBe(true);
    expect(offer(dispensed(), { time: '2026-11-30T10:00:00.001Z' }).undoable).toBe(false);
    expect(offer(dispensed({ place: OTHER })).undoable).toBe(false);
    expect(offer(dispensed({ by: OTHER })).undoable).toBe(false);
    expect(offer({ ...dispensed(), chain: [link({ custodian: OTHER })] }).undoable).toBe(false);
    expect(offer({ ...dispensed(), chain: [link({ transit: shipped(OTHER) })] }).undoable).toBe(false);
    expect(offer({ ...dispensed(), batch: recalled }).undoable).toBe(false);
  });

  it('has no limit for LOCKED, and never stands for stolen or destroyed', () => {
    const of = (as: EndState) =>
      offer(pack({ pack: { end: end(as, { time: '2020-01-01T00:00:00.000Z' }), holds: {} } }));
    expect(of('LOCKED')).toMatchObject({ undoable: true });
    expect(of('LOCKED').undoUntil).toBeUndefined();
    expect(of('STOLEN').undoable).toBe(false);
    expect(of('DESTROYED').undoable).toBe(false);
  });
});

describe('a unit', () => {
  it('that nobody committed is unknown; one from which all has been taken is empty', () => {
    expect(assessUnit(undefined, asks())).toMatchObject({ outcome: 'UNKNOWN_UNIT', severity: 'STOP' });
    expect(assessUnit(unit({ goods: [], empty: true }), asks()).outcome).toBe('EMPTY_UNIT');
    expect(assessUnit(unit(), asks()).outcome).toBe('ACTIVE');
  });

  it('is blocked by any goods in it, by any hold in it, and by what holds or ends the pallet it stands on', () => {
    const good = unit().goods[0]!;
    expect(assessUnit(unit({ goods: [good, { product: {}, batch: recalled }] }), asks()).outcome).toBe('RECALLED');
    expect(assessUnit(unit({ childrenHeld: held }), asks()).outcome).toBe('QUARANTINED');
    expect(assessUnit(unit({ chain: [link({ heldLeaf: true })] }), asks()).outcome).toBe('QUARANTINED');
    expect(assessUnit(unit({ chain: [link(), link({ end: end('DISPENSED') })] }), asks()).outcome).toBe(
      'ALREADY_DISPENSED_HERE',
    );
  });
});

describe('what a refusal tells', () => {
  it('names when, and by whom only where it was the asker', () => {
    const of = (facts: PackFacts) => tellableParams(assessPack(facts, asks()), [facts], PHARMACY);
    expect(of(pack({ pack: { end: end('DISPENSED', { by: OTHER }), holds: {} } }))).toEqual({
      since: '2026-11-20T10:00:00.000Z',
    });
    expect(of(pack({ pack: { end: end('DISPENSED'), holds: {} } }))).toEqual({
      since: '2026-11-20T10:00:00.000Z',
      by: PHARMACY,
      undoUntil: '2026-11-30T10:00:00.000Z',
    });
    expect(of(pack({ pack: { holds: held } }))).toEqual({ since: '2026-11-01T00:00:00.000Z' });
    expect(of(pack({ batch: recalled }))).toEqual({ recallClass: 'I', level: 'PATIENT', reason: 'glass' });
    expect(of(pack({ batch: { expiry: '2025-01-31', holds: {}, recalls: [] } }))).toEqual({ expiry: '2025-01-31' });
  });
});
