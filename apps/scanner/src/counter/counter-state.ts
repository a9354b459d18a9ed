import type { Language } from '@packproof/outcomes';
import type { ItemResult, Refusal, Verification } from '../api/answers';
import type { Source } from '../input/source';
import { type Card, type Command, newCard, standingAfter } from './card';

/** The cards of this visit, the newest first, and the one that is shown. */
export interface CounterState {
  readonly cards: readonly Card[];
  readonly shown: number | null;
}

export type CounterEvent =
  | {
      readonly type: 'scanned';
      readonly id: number;
      readonly scan: string;
      readonly source: Source;
      readonly at: number;
    }
  | { readonly type: 'asked-again'; readonly id: number }
  | { readonly type: 'verified'; readonly id: number; readonly verification: Verification; readonly language: Language }
  | {
      readonly type: 'translated';
      readonly id: number;
      readonly verification: Verification;
      readonly language: Language;
    }
  | { readonly type: 'not-verified'; readonly id: number; readonly refusal: Refusal }
  | { readonly type: 'commanded'; readonly id: number; readonly command: Command; readonly commandId: string }
  | { readonly type: 'command-answered'; readonly id: number; readonly command: Command; readonly item: ItemResult }
  | { readonly type: 'command-failed'; readonly id: number; readonly refusal: Refusal }
  | { readonly type: 'shown'; readonly id: number }
  | { readonly type: 'cleared' };

export const EMPTY_COUNTER: CounterState = { cards: [], shown: null };

/** As many as somebody would look back for. */
const KEPT = 50;

/** After these it is not known whether the command was done: it is repeated with the same id, never with a new one. */
const UNSETTLED: ReadonlySet<string> = new Set([
  'OUTCOME_UNKNOWN',
  'LEDGER_UNAVAILABLE',
  'UNAVAILABLE_OFFLINE',
  'CONFLICT',
  'RATE_LIMITED',
]);

export function counterReducer(state: CounterState, event: CounterEvent): CounterState {
  switch (event.type) {
    case 'scanned': {
      const card = newCard(event.id, event.scan, event.source, event.at);
      return { cards: [card, ...state.cards].slice(0, KEPT), shown: card.id };
    }
    case 'asked-again':
      return change(state, event.id, (card) => ({ ...card, standing: { kind: 'asking' }, pending: null }));
    case 'verified':
      return change(state, event.id, (card) => ({
        ...card,
        standing: { kind: 'verified' },
        verification: event.verification,
        language: event.language,
      }));
    case 'translated':
      // Only the words change. If meanwhile something else is true, the card keeps what was answered to the scan.
      return change(state, event.id, (card) =>
        card.standing.kind === 'verified' && card.verification?.outcome === event.verification.outcome
          ? {
              ...card,
              language: event.language,
              verification: {
                ...card.verification,
                title: event.verification.title,
                advice: event.verification.advice,
              },
            }
          : card,
      );
    case 'not-verified':
      return change(state, event.id, (card) => ({
        ...card,
        standing: { kind: 'refused', refusal: event.refusal, title: null },
      }));
    case 'commanded':
      return change(state, event.id, (card) => ({
        ...card,
        pending: { command: event.command, commandId: event.commandId, under: 'way' },
      }));
    case 'command-answered':
      return change(state, event.id, (card) => ({
        ...card,
        standing: standingAfter(event.command, event.item),
        pending: null,
        receivedFirst: card.receivedFirst || (event.command === 'receive' && event.item.ok),
      }));
    case 'command-failed':
      return change(state, event.id, (card) => ({
        ...card,
        standing: { kind: 'refused', refusal: event.refusal, title: null },
        pending: card.pending && UNSETTLED.has(event.refusal.code) ? { ...card.pending, under: 'question' } : null,
      }));
    case 'shown':
      return { ...state, shown: event.id };
    case 'cleared':
      return EMPTY_COUNTER;
  }
}

function change(state: CounterState, id: number, next: (card: Card) => Card): CounterState {
  return { ...state, cards: state.cards.map((card) => (card.id === id ? next(card) : card)) };
}

export function shownCard(state: CounterState): Card | undefined {
  return state.cards.find((card) => card.id === state.shown);
}
