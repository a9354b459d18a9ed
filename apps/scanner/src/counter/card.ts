import { type Language, type Outcome, severityOf } from '@packproof/outcomes';
import type { ItemResult, Located, Refusal, Verification } from '../api/answers';
import type { Source } from '../input/source';
import { type Words, wordsOfRefusal, wordsOfVerification } from '../words';

export type Command = 'dispense' | 'undo' | 'receive';

/** A command on its way, or one of which the end is not known: its id is kept, so that repeating it is safe. */
export interface Pending {
  readonly command: Command;
  readonly commandId: string;
  readonly under: 'way' | 'question';
}

/** What stands on the card at present. */
export type Standing =
  | { readonly kind: 'asking' }
  | { readonly kind: 'verified' }
  | { readonly kind: 'done'; readonly command: Command; readonly at: string | null }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly title: string | null };

/** One scan and what came of it. */
export interface Card {
  readonly id: number;
  readonly scan: string;
  readonly source: Source;
  readonly at: number;
  readonly standing: Standing;
  /** With whereabouts where they were asked for. */
  readonly verification: Verification | Located | null;
  /** Language in which the texts of `verification` came. */
  readonly language: Language | null;
  readonly pending: Pending | null;
  /** Booked in on the way to the present answer. */
  readonly receivedFirst: boolean;
}

export function newCard(id: number, scan: string, source: Source, at: number): Card {
  return {
    id,
    scan,
    source,
    at,
    standing: { kind: 'asking' },
    verification: null,
    language: null,
    pending: null,
    receivedFirst: false,
  };
}

/** The code that the card answers with; undefined while it asks. */
export function outcomeOfCard({ standing, verification }: Card): Outcome | undefined {
  if (standing.kind === 'verified') return verification?.outcome;
  if (standing.kind === 'done') return 'ACCEPTED';
  return standing.kind === 'refused' ? standing.refusal.code : undefined;
}

/** Title and advice of a verified or refused card. */
export function textsOf(card: Card, language: Language, timeZone: string): Words {
  const { standing, verification } = card;
  if (standing.kind === 'refused') return wordsOfRefusal(standing.refusal, verification, { language, timeZone });
  if (standing.kind === 'verified' && verification) {
    return wordsOfVerification(verification, card.language, { language, timeZone });
  }
  return { title: '', advice: '' };
}

export type ActionKind = 'dispense' | 'undo' | 'receive' | 'repeat' | 'ask-again' | 'correct';

/** Where asking once more can help, and cannot be taken for a second reading of the same pack. */
const WORTH_ASKING_AGAIN: ReadonlySet<Outcome> = new Set([
  'UNAVAILABLE_OFFLINE',
  'LEDGER_UNAVAILABLE',
  'OUTCOME_UNKNOWN',
  'RATE_LIMITED',
  'CONFLICT',
]);

/** Which actions a screen offers beyond asking: at the counter all, at the check none. */
export interface Rights {
  readonly dispense: boolean;
  readonly receive: boolean;
}

/** What can be done now, the most likely first. */
export function actionsOf(card: Card, rights: Rights, now: number): ActionKind[] {
  const { standing, verification, pending } = card;
  if (pending?.under === 'question') return ['repeat'];
  if (pending) return [pending.command];
  if (standing.kind === 'done') return standing.command === 'dispense' ? ['undo'] : ['ask-again'];
  const code = outcomeOfCard(card);
  if (code === undefined) return [];
  if (standing.kind === 'refused') {
    if (code === 'UNAUTHENTICATED') return [];
    return WORTH_ASKING_AGAIN.has(code) || verification ? ['ask-again'] : [];
  }
  switch (code) {
    case 'ACTIVE':
      return verification?.pack && rights.dispense ? ['dispense'] : [];
    case 'ALREADY_DISPENSED_HERE':
      return rights.dispense && verification?.undoUntil && Date.parse(verification.undoUntil) > now ? ['undo'] : [];
    case 'NOT_RECEIVED':
      return rights.receive ? ['receive'] : [];
    case 'UNREADABLE':
      return ['correct'];
    default:
      return WORTH_ASKING_AGAIN.has(code) ? ['ask-again'] : [];
  }
}

/** How loud and in what colour the card speaks. */
export function severityOfCard(card: Card) {
  const code = outcomeOfCard(card);
  if (code === undefined) return undefined;
  return card.standing.kind === 'verified' && card.verification ? card.verification.severity : severityOf(code);
}

/** What a command's item came to, as the card's next standing. */
export function standingAfter(command: Command, item: ItemResult): Standing {
  if (item.ok) return { kind: 'done', command, at: item.receipt?.committedAt ?? null };
  return { kind: 'refused', refusal: { code: item.outcome, params: {}, sent: true }, title: item.title };
}
