import {
  adviceOf,
  type Language,
  type Outcome,
  outcomeOf,
  type ParamValues,
  placeholdersOf,
  severityOf,
  titleOf,
} from '@packproof/outcomes';
import type { ItemResult, Refusal, Verification } from '../api';

export type Source = 'camera' | 'picture' | 'paste' | 'reader' | 'typed' | 'sample';
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
  readonly verification: Verification | null;
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

/** Parameters for a text of our own, as far as an answer tells them. */
export function paramsOf(verification: Verification | null): ParamValues {
  if (!verification) return {};
  const { outcome, read, pack, since, undoUntil } = verification;
  const differs = outcome === 'EXPIRY_MISMATCH' ? 'expiry' : 'lot';
  return {
    since,
    undoUntil,
    gtin: pack?.gtin ?? read?.gtin,
    serial: pack?.serial ?? read?.serial,
    lot: read?.lot ?? pack?.lot,
    expiry: pack?.expiry ?? read?.expiry,
    sscc: read?.sscc,
    read: read?.[differs],
    recorded: pack?.[differs],
    product: pack?.product.name,
  };
}

/** Whether a code's texts are made of times and of nothing else that could be known to the API alone. */
function tellsTimeOnly(code: Outcome): boolean {
  const { title, advice } = outcomeOf(code).texts.en;
  const names = placeholdersOf(title + advice);
  return names.length > 0 && names.every((name) => name === 'since' || name === 'undoUntil');
}

/**
 * Title and advice of a verified or refused card: the API's where they are in the wanted language, else our own.
 * The API cannot know in which time zone somebody stands: what is all about a time is told here.
 */
export function textsOf(card: Card, language: Language, timeZone: string): { title: string; advice: string } {
  const { standing, verification } = card;
  if (
    standing.kind === 'verified' &&
    verification &&
    card.language === language &&
    !tellsTimeOnly(verification.outcome)
  ) {
    return { title: verification.title, advice: verification.advice };
  }
  const code = outcomeOfCard(card);
  if (!code) return { title: '', advice: '' };
  const params =
    standing.kind === 'refused' ? { ...paramsOf(verification), ...standing.refusal.params } : paramsOf(verification);
  return {
    title: titleOf(code, language, params, { timeZone }),
    advice: adviceOf(code, language, params, { timeZone }),
  };
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

/** What can be done now, the most likely first. */
export function actionsOf(card: Card, role: string | undefined, now: number): ActionKind[] {
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
      return verification?.pack && (role === 'PHARMACY' || role === 'HOSPITAL') ? ['dispense'] : [];
    case 'ALREADY_DISPENSED_HERE':
      return verification?.undoUntil && Date.parse(verification.undoUntil) > now ? ['undo'] : [];
    case 'NOT_RECEIVED':
      return ['receive'];
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
