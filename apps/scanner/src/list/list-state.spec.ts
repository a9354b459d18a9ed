import { describe, expect, it } from 'vitest';
import { aPack, aUnit } from '../../test/lines';
import type { Located } from '../api/answers';
import { EMPTY_LIST, type ListEvent, type ListState, listReducer } from './list-state';

const CASE = '00095210010000000079';
const scanned = (id: number, scan = `scan ${id}`): ListEvent => ({
  type: 'scanned',
  id,
  scan,
  source: 'reader',
  at: id,
});
const verified = (id: number, verification: Located, apart = false): ListEvent => ({
  type: 'verified',
  id,
  verification,
  language: 'en',
  apart,
});
const after = (...events: ListEvent[]): ListState => events.reduce(listReducer, EMPTY_LIST);
const ids = ({ lines }: ListState) => lines.map(({ id }) => id);
const item = (scan: string, ok: boolean) => ({
  scan,
  ok,
  outcome: ok ? ('ACCEPTED' as const) : ('RECALLED' as const),
  title: 'a title',
  faults: [],
  receipt: null,
});

describe('a list', () => {
  it('has a thing once, however its code was written, and says so calmly', () => {
    const state = after(scanned(1, `]C1${CASE}`), scanned(2, `(00)${CASE.slice(2)}`), scanned(3, `]C1${CASE}`));
    expect([ids(state), state.shown, state.again, state.inside]).toEqual([[1], 1, 2, false]);
  });

  it('finds out from the answer that two readings are of one thing', () => {
    const state = after(scanned(1), verified(1, aPack('A')), scanned(2), verified(2, aPack('A')));
    expect([ids(state), state.shown, state.again]).toEqual([[1], 1, 1]);
  });

  it('takes what is in a unit for part of it, whichever was scanned first', () => {
    const pack = aPack('A', 'ACTIVE', { inside: ['sscc:C', 'sscc:P'] });
    const pallet = aUnit('P', 40, 'ACTIVE');
    const packLast = after(scanned(1), verified(1, pallet), scanned(2), verified(2, pack));
    expect([ids(packLast), packLast.shown, packLast.inside]).toEqual([[1], 1, true]);
    const palletLast = after(scanned(1), verified(1, pack), scanned(2), verified(2, pallet));
    expect(ids(palletLast)).toEqual([2]);
    expect(ids(after(scanned(1), verified(1, pallet, true), scanned(2), verified(2, pack, true)))).toEqual([2, 1]);
  });

  it('keeps what somebody noted about a part of a unit', () => {
    const part = aUnit('C', 20, 'NOT_RECEIVED', { inside: ['sscc:P'] });
    const state = after(
      scanned(1),
      verified(1, part),
      { type: 'marked', id: 1, mark: { kind: 'DAMAGED', note: '' } },
      scanned(2),
      verified(2, aUnit('P', 60)),
    );
    expect(ids(state)).toEqual([2, 1]);
  });
});

describe('a command', () => {
  const request = { kind: 'dispense' as const, scans: ['scan 1', 'scan 2'] };
  const given = after(scanned(1), verified(1, aPack('A')), scanned(2), verified(2, aPack('B')), {
    type: 'commanded',
    commands: [{ commandId: 'c-1', request, at: undefined, lines: [1, 2] }],
  });
  const next = (event: ListEvent) => listReducer(given, event);

  it('ends line by line: what was refused stays, with its reason', () => {
    const items = [item('scan 1', true), item('scan 2', false)];
    const state = next({ type: 'answered', commandId: 'c-1', items, shipment: undefined, at: 5 });
    expect(state.lines.map(({ id, end }) => [id, end?.ok, end?.outcome])).toEqual([
      [2, false, 'RECALLED'],
      [1, true, 'ACCEPTED'],
    ]);
    expect(state.pending).toEqual([]);
    expect(state.done).toMatchObject([{ commandId: 'c-1', scans: ['scan 1'], undone: false }]);
  });

  it.each(['OUTCOME_UNKNOWN', 'LEDGER_UNAVAILABLE', 'UNAVAILABLE_OFFLINE', 'UNAUTHENTICATED'] as const)(
    'of which the end is not known (%s) keeps its id and its content',
    (code) => {
      const state = next({ type: 'failed', commandId: 'c-1', refusal: { code, params: {}, sent: true }, at: 5 });
      expect(state.pending).toMatchObject([{ commandId: 'c-1', request, under: 'question' }]);
      expect(state.lines.every(({ end }) => end === null)).toBe(true);
      const again = listReducer(state, { type: 'repeated', commandId: 'c-1' });
      expect(again.pending).toMatchObject([{ commandId: 'c-1', under: 'way' }]);
    },
  );

  it('that was refused whole tells each line its own reason', () => {
    const params = { items: ['RECALLED scan 2'] } as never;
    const refusal = { code: 'NOT_CUSTODIAN' as const, params, sent: true };
    const state = next({ type: 'failed', commandId: 'c-1', refusal, at: 5 });
    expect(state.lines.map(({ end }) => end?.outcome)).toEqual(['RECALLED', 'NOT_CUSTODIAN']);
    expect([state.pending, state.refused?.code]).toEqual([[], 'NOT_CUSTODIAN']);
  });

  it('that is taken back leaves the lines as they were, and cannot be taken back twice', () => {
    const items = [item('scan 1', true), item('scan 2', true)];
    const done = next({ type: 'answered', commandId: 'c-1', items, shipment: undefined, at: 5 });
    const undo = { kind: 'reactivate' as const, scans: request.scans, from: 'DISPENSED' as const };
    const commands = [{ commandId: 'c-2', request: undo, at: undefined, lines: [1, 2], undoes: 'c-1' }];
    const asked = listReducer(done, { type: 'commanded', commands });
    const state = listReducer(asked, { type: 'answered', commandId: 'c-2', items, shipment: undefined, at: 6 });
    expect(state.lines.map(({ end }) => end)).toEqual([null, null]);
    expect(state.done).toMatchObject([{ commandId: 'c-1', undone: true }]);
    const late = [item('scan 1', true), { ...item('scan 2', false), outcome: 'UNDO_TOO_LATE' as const }];
    const half = listReducer(asked, { type: 'answered', commandId: 'c-2', items: late, shipment: undefined, at: 6 });
    expect([half.done[0]!.undone, half.refused?.code]).toEqual([false, 'UNDO_TOO_LATE']);
  });
});
