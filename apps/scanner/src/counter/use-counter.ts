import type { Language } from '@packproof/outcomes';
import { useCallback, useEffect, useReducer, useRef } from 'react';
import type { VerifyPurpose } from '../api/answers';
import type { Api } from '../api/api';
import type { CommandRequest } from '../api/commands';
import type { Source } from '../input/source';
import { uuid } from '../uuid';
import type { ActionKind, Card, Command } from './card';
import { counterReducer, EMPTY_COUNTER, shownCard } from './counter-state';

export interface Counter {
  readonly cards: readonly Card[];
  readonly card: Card | undefined;
  readonly scan: (scan: string, source: Source) => void;
  readonly act: (card: Card, action: Exclude<ActionKind, 'correct'>) => void;
  readonly show: (id: number) => void;
  readonly clear: () => void;
}

export interface CounterOptions {
  readonly api: Api;
  readonly language: Language;
  /** What a scan is asked for here. */
  readonly purpose: VerifyPurpose;
  readonly place: string | undefined;
  readonly onSignedOut: () => void;
}

const REQUESTS: Record<Command, (scans: string[]) => CommandRequest> = {
  dispense: (scans) => ({ kind: 'dispense', scans }),
  undo: (scans) => ({ kind: 'reactivate', scans, from: 'DISPENSED' }),
  receive: (items) => ({ kind: 'receive', input: { items } }),
};

/** An answer without the item that was asked about: as if none had come. */
const NO_ANSWER = { code: 'OUTCOME_UNKNOWN', params: {}, sent: true } as const;

/** Asks the API about scans and sends what is done about them. Several may be under way; each finds its own card. */
export function useCounter({ api, language, purpose, place, onSignedOut }: CounterOptions): Counter {
  const [state, dispatch] = useReducer(counterReducer, EMPTY_COUNTER);
  const nextId = useRef(1);
  const languageNow = useRef(language);
  languageNow.current = language;

  const verify = useCallback(
    async (id: number, scan: string) => {
      const asked = languageNow.current;
      // At the counter every millisecond counts, and where a pack lies is seen.
      const reply = await (purpose === 'SUPPLY' ? api.verify(scan, purpose) : api.locate(scan, purpose));
      if (!reply.ok && reply.refusal.code === 'UNAUTHENTICATED') onSignedOut();
      if (reply.ok) dispatch({ type: 'verified', id, verification: reply.value, language: asked });
      else dispatch({ type: 'not-verified', id, refusal: reply.refusal });
    },
    [api, purpose, onSignedOut],
  );

  const translate = useCallback(
    async (id: number, scan: string) => {
      const asked = languageNow.current;
      // INFORMATION never counts as a second reading; it must not change what was answered to the scan either.
      const reply = await api.verify(scan, purpose === 'SUPPLY' ? 'INFORMATION' : purpose);
      if (reply.ok) dispatch({ type: 'translated', id, verification: reply.value, language: asked });
    },
    [api, purpose],
  );

  const scan = useCallback(
    (text: string, source: Source) => {
      const id = nextId.current++;
      dispatch({ type: 'scanned', id, scan: text, source, at: Date.now() });
      void verify(id, text);
    },
    [verify],
  );

  const command = useCallback(
    async (card: Card, kind: Command, commandId: string) => {
      dispatch({ type: 'commanded', id: card.id, command: kind, commandId });
      const reply = await api.command(REQUESTS[kind]([card.scan]), { commandId, ...(place ? { at: place } : {}) });
      const item = reply.ok ? reply.value.items[0] : undefined;
      if (!reply.ok || !item) {
        const refusal = reply.ok ? NO_ANSWER : reply.refusal;
        if (refusal.code === 'UNAUTHENTICATED') onSignedOut();
        dispatch({ type: 'command-failed', id: card.id, refusal });
        return;
      }
      dispatch({ type: 'command-answered', id: card.id, command: kind, item });
      // Booked in: now say whether it may be handed over.
      if (kind === 'receive' && item.ok) await verify(card.id, card.scan);
    },
    [api, place, verify, onSignedOut],
  );

  const act = useCallback(
    (card: Card, action: Exclude<ActionKind, 'correct'>) => {
      if (action === 'repeat') {
        if (card.pending) void command(card, card.pending.command, card.pending.commandId);
      } else if (action === 'ask-again') {
        dispatch({ type: 'asked-again', id: card.id });
        void verify(card.id, card.scan);
      } else void command(card, action, uuid());
    },
    [command, verify],
  );

  const card = shownCard(state);
  const stale = card?.standing.kind === 'verified' && card.language !== language ? card : undefined;
  useEffect(() => {
    // Another language: only the words are asked for again.
    if (stale) void translate(stale.id, stale.scan);
  }, [stale, translate]);

  return {
    cards: state.cards,
    card,
    scan,
    act,
    show: useCallback((id: number) => dispatch({ type: 'shown', id }), []),
    clear: useCallback(() => dispatch({ type: 'cleared' }), []),
  };
}
