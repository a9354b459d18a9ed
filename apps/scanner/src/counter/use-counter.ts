import type { Language } from '@packproof/outcomes';
import { useCallback, useEffect, useReducer, useRef } from 'react';
import type { Api, VerifyPurpose } from '../api';
import { uuid } from '../uuid';
import type { ActionKind, Card, Command, Source } from './card';
import { counterReducer, EMPTY_COUNTER, shownCard } from './counter-state';

export interface Counter {
  readonly cards: readonly Card[];
  readonly card: Card | undefined;
  readonly scan: (scan: string, source: Source) => void;
  readonly act: (card: Card, action: Exclude<ActionKind, 'correct'>) => void;
  readonly show: (id: number) => void;
  readonly clear: () => void;
}

/** Asks the API about scans and sends what is done about them. Several may be under way; each finds its own card. */
export function useCounter(api: Api, language: Language, place: string | undefined, onSignedOut: () => void): Counter {
  const [state, dispatch] = useReducer(counterReducer, EMPTY_COUNTER);
  const nextId = useRef(1);
  const languageNow = useRef(language);
  languageNow.current = language;

  const verify = useCallback(
    async (id: number, scan: string, purpose: VerifyPurpose) => {
      const asked = languageNow.current;
      const reply = await api.verify(scan, purpose);
      if (!reply.ok && reply.refusal.code === 'UNAUTHENTICATED') onSignedOut();
      if (reply.ok) {
        const type = purpose === 'INFORMATION' ? 'translated' : 'verified';
        dispatch({ type, id, verification: reply.value, language: asked });
      } else if (purpose !== 'INFORMATION') {
        dispatch({ type: 'not-verified', id, refusal: reply.refusal });
      }
    },
    [api, onSignedOut],
  );

  const scan = useCallback(
    (text: string, source: Source) => {
      const id = nextId.current++;
      dispatch({ type: 'scanned', id, scan: text, source, at: Date.now() });
      void verify(id, text, 'SUPPLY');
    },
    [verify],
  );

  const command = useCallback(
    async (card: Card, kind: Command, commandId: string) => {
      dispatch({ type: 'commanded', id: card.id, command: kind, commandId });
      const send = { dispense: api.dispense, undo: api.undoDispense, receive: api.receive }[kind];
      const reply = await send(card.scan, { commandId, ...(place ? { at: place } : {}) });
      if (!reply.ok) {
        if (reply.refusal.code === 'UNAUTHENTICATED') onSignedOut();
        dispatch({ type: 'command-failed', id: card.id, refusal: reply.refusal });
        return;
      }
      dispatch({ type: 'command-answered', id: card.id, command: kind, item: reply.value });
      // Booked in: now say whether it may be handed over.
      if (kind === 'receive' && reply.value.ok) await verify(card.id, card.scan, 'SUPPLY');
    },
    [api, place, verify, onSignedOut],
  );

  const act = useCallback(
    (card: Card, action: Exclude<ActionKind, 'correct'>) => {
      if (action === 'repeat') {
        if (card.pending) void command(card, card.pending.command, card.pending.commandId);
      } else if (action === 'ask-again') {
        dispatch({ type: 'asked-again', id: card.id });
        void verify(card.id, card.scan, 'SUPPLY');
      } else void command(card, action, uuid());
    },
    [command, verify],
  );

  const card = shownCard(state);
  const stale = card?.standing.kind === 'verified' && card.language !== language ? card : undefined;
  useEffect(() => {
    // Another language: only the words are asked for again, and INFORMATION never counts as a second reading.
    if (stale) void verify(stale.id, stale.scan, 'INFORMATION');
  }, [stale?.id, stale?.scan, verify, stale]);

  return {
    cards: state.cards,
    card,
    scan,
    act,
    show: useCallback((id: number) => dispatch({ type: 'shown', id }), []),
    clear: useCallback(() => dispatch({ type: 'cleared' }), []),
  };
}
