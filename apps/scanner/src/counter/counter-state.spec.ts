import type { Outcome } from '@packproof/outcomes';
import { describe, expect, it } from 'vitest';
import { aVerification } from '../../test/verifications';
import type { ItemResult } from '../api/answers';
import { actionsOf, type Card, outcomeOfCard, type Rights, severityOfCard, textsOf } from './card';
import { type CounterEvent, counterReducer, EMPTY_COUNTER, shownCard } from './counter-state';

const NOW = Date.parse('2026-11-24T10:00:00Z');
const scanned = (id: number): CounterEvent => ({ type: 'scanned', id, scan: `scan ${id}`, source: 'reader', at: NOW });
const verified = (id: number, outcome: Outcome, more = {}): CounterEvent => ({
  type: 'verified',
  id,
  verification: aVerification(outcome, more),
  language: 'en',
});
const item = (ok: boolean, outcome: Outcome = 'ACCEPTED'): ItemResult => ({
  scan: 'scan 1',
  ok,
  outcome,
  title: 'a title',
  faults: [],
  receipt: null,
});
const after = (...events: CounterEvent[]) => events.reduce(counterReducer, EMPTY_COUNTER);
const cardAfter = (...events: CounterEvent[]): Card => shownCard(after(scanned(1), ...events))!;
const COUNTER: Rights = { dispense: true, receive: true };
const CHECK: Rights = { dispense: false, receive: false };
const actions = (card: Card, rights = COUNTER) => actionsOf(card, rights, NOW);

describe('the counter', () => {
  it('shows the newest scan, whatever order the answers come in', () => {
    const state = after(scanned(1), scanned(2), verified(2, 'RECALLED'), verified(1, 'ACTIVE'));
    expect(outcomeOfCard(shownCard(state)!)).toBe('RECALLED');
    expect(state.cards.map(outcomeOfCard)).toEqual(['RECALLED', 'ACTIVE']);
  });

  it('answers nothing while it asks', () => {
    const card = cardAfter();
    expect([outcomeOfCard(card), severityOfCard(card), actions(card)]).toEqual([undefined, undefined, []]);
  });

  it('keeps 50 scans', () => {
    const state = after(...Array.from({ length: 60 }, (_, i) => scanned(i)));
    expect(state.cards).toHaveLength(50);
    expect(state.cards[0]!.id).toBe(59);
  });

  it('takes an answer to a scan that is gone without harm', () => {
    expect(after(scanned(1), { type: 'cleared' }, verified(1, 'ACTIVE'))).toEqual(EMPTY_COUNTER);
  });
});

describe('what can be done', () => {
  it('the counter dispenses what is free to supply; a check changes nothing', () => {
    expect(actions(cardAfter(verified(1, 'ACTIVE')))).toEqual(['dispense']);
    const undo = cardAfter(verified(1, 'ALREADY_DISPENSED_HERE', { undoUntil: '2026-11-24T10:00:01Z' }));
    for (const card of [cardAfter(verified(1, 'ACTIVE')), cardAfter(verified(1, 'NOT_RECEIVED')), undo]) {
      expect(actions(card, CHECK)).toEqual([]);
    }
  });

  it('a shipping unit is not dispensed with one press', () => {
    expect(
      actions(cardAfter(verified(1, 'ACTIVE', { pack: null, unit: { sscc: null, kind: 'CASE', packs: 40 } }))),
    ).toEqual([]);
  });

  it('the undo is there while it is allowed', () => {
    const until = (undoUntil: string | null) =>
      actions(cardAfter(verified(1, 'ALREADY_DISPENSED_HERE', { undoUntil })));
    expect(until('2026-11-24T10:00:01Z')).toEqual(['undo']);
    expect(until('2026-11-24T09:59:59Z')).toEqual([]);
    expect(until(null)).toEqual([]);
  });

  it.each([
    ['NOT_RECEIVED', ['receive']],
    ['UNREADABLE', ['correct']],
    ['RECALLED', []],
    ['ALREADY_DISPENSED_ELSEWHERE', []],
    // A press must not count as a second reading, which may raise an alert.
    ['UNKNOWN_SERIAL', []],
    ['BATCH_MISMATCH', []],
  ] as const)('%s: %o', (outcome, expected) => {
    expect(actions(cardAfter(verified(1, outcome)))).toEqual(expected);
  });

  it('without a connection: says so, and asks again', () => {
    const card = cardAfter({
      type: 'not-verified',
      id: 1,
      refusal: { code: 'UNAVAILABLE_OFFLINE', params: {}, sent: false },
    });
    expect([outcomeOfCard(card), severityOfCard(card), actions(card)]).toEqual([
      'UNAVAILABLE_OFFLINE',
      'CHECK',
      ['ask-again'],
    ]);
  });
});

describe('a command', () => {
  const commanded: CounterEvent = { type: 'commanded', id: 1, command: 'dispense', commandId: 'c-1' };

  it('shows that it is under way, then that it is done, with the undo', () => {
    const way = cardAfter(verified(1, 'ACTIVE'), commanded);
    expect(way.pending).toEqual({ command: 'dispense', commandId: 'c-1', under: 'way' });
    expect(actions(way)).toEqual(['dispense']);
    const done = cardAfter(verified(1, 'ACTIVE'), commanded, {
      type: 'command-answered',
      id: 1,
      command: 'dispense',
      item: item(true),
    });
    expect([outcomeOfCard(done), severityOfCard(done), done.pending, actions(done)]).toEqual([
      'ACCEPTED',
      'OK',
      null,
      ['undo'],
    ]);
  });

  it('that was refused says why', () => {
    const card = cardAfter(verified(1, 'ACTIVE'), commanded, {
      type: 'command-answered',
      id: 1,
      command: 'dispense',
      item: item(false, 'ALREADY_DISPENSED_ELSEWHERE'),
    });
    expect([outcomeOfCard(card), severityOfCard(card)]).toEqual(['ALREADY_DISPENSED_ELSEWHERE', 'STOP']);
  });

  it.each(['OUTCOME_UNKNOWN', 'LEDGER_UNAVAILABLE', 'UNAVAILABLE_OFFLINE', 'CONFLICT'] as const)(
    'of which the end is not known (%s) is repeated with the same id, never a new one',
    (code) => {
      const failed: CounterEvent = { type: 'command-failed', id: 1, refusal: { code, params: {}, sent: true } };
      const card = cardAfter(verified(1, 'ACTIVE'), commanded, failed);
      expect(outcomeOfCard(card)).toBe(code);
      expect(actions(card)).toEqual(['repeat']);
      expect(card.pending?.commandId).toBe('c-1');
    },
  );

  it('that was refused for good forgets its id', () => {
    const card = cardAfter(verified(1, 'ACTIVE'), commanded, {
      type: 'command-failed',
      id: 1,
      refusal: { code: 'FORBIDDEN', params: {}, sent: true },
    });
    expect(card.pending).toBeNull();
    expect(actions(card)).toEqual(['ask-again']);
  });

  it('that books in leads to the answer about handing over', () => {
    const card = cardAfter(
      verified(1, 'NOT_RECEIVED'),
      { type: 'commanded', id: 1, command: 'receive', commandId: 'c-2' },
      { type: 'command-answered', id: 1, command: 'receive', item: item(true) },
      verified(1, 'ACTIVE'),
    );
    expect([outcomeOfCard(card), card.receivedFirst, actions(card)]).toEqual(['ACTIVE', true, ['dispense']]);
  });
});

describe('the words', () => {
  it('are the API’s in the language it was asked in', () => {
    const card = cardAfter(verified(1, 'RECALLED', { title: 'Recalled (class I)', advice: 'As the API says.' }));
    expect(textsOf(card, 'en', 'UTC')).toEqual({ title: 'Recalled (class I)', advice: 'As the API says.' });
  });

  it('tell a time in the zone of whoever stands here, which the API cannot know', () => {
    const card = cardAfter(
      verified(1, 'ALREADY_DISPENSED_HERE', { since: '2026-11-24T02:42:00Z', advice: 'You dispensed it on … UTC.' }),
    );
    expect(textsOf(card, 'en', 'Asia/Shanghai').advice).toMatch(/^You dispensed it on Nov 24, 2026, 10:42\sAM\./);
  });

  it('are the catalogue’s in another language, with what is known, until the API has been asked', () => {
    const card = cardAfter(verified(1, 'ALREADY_DISPENSED_HERE', { since: '2026-11-24T02:42:00Z' }));
    expect(textsOf(card, 'zh-CN', 'Asia/Shanghai').advice).toContain('2026年11月24日 10:42');
    const mismatch = cardAfter(
      verified(1, 'BATCH_MISMATCH', { pack: { ...aVerification('ACTIVE').pack!, lot: 'LOT-1' } }),
    );
    expect(textsOf(mismatch, 'zh-CN', 'UTC').advice).toContain('包装上为 LOT-7。记录为 LOT-1。');
  });

  it('change with the language, the answer does not', () => {
    const translated = (outcome: Outcome): CounterEvent => ({
      type: 'translated',
      id: 1,
      verification: aVerification(outcome, { title: '标题', advice: '建议' }),
      language: 'zh-CN',
    });
    expect(textsOf(cardAfter(verified(1, 'RECALLED'), translated('RECALLED')), 'zh-CN', 'UTC').title).toBe('标题');
    const changed = cardAfter(verified(1, 'ACTIVE'), translated('RECALLED'));
    expect(outcomeOfCard(changed)).toBe('ACTIVE');
    expect(textsOf(changed, 'zh-CN', 'UTC').title).toBe('真品，可以发药');
  });
});
