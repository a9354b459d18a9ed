import {
  adviceOf,
  type Language,
  type Outcome,
  outcomeOf,
  type ParamValues,
  placeholdersOf,
  titleOf,
} from '@packproof/outcomes';
import type { Refusal, Verification } from './api/answers';

/** What an answer says: what it is, and what to do. */
export interface Words {
  readonly title: string;
  readonly advice: string;
}

export interface Reader {
  readonly language: Language;
  readonly timeZone: string;
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
 * The API's words where they are in the wanted language, else our own. The API cannot know in which time zone somebody
 * stands: what is all about a time is told here.
 *
 * @param answeredIn the language that the API was asked in
 */
export function wordsOfVerification(
  verification: Verification,
  answeredIn: Language | null,
  { language, timeZone }: Reader,
): Words {
  const { outcome, title, advice } = verification;
  if (answeredIn === language && !tellsTimeOnly(outcome)) return { title, advice };
  const params = paramsOf(verification);
  return {
    title: titleOf(outcome, language, params, { timeZone }),
    advice: adviceOf(outcome, language, params, { timeZone }),
  };
}

export function wordsOfRefusal(
  { code, params }: Pick<Refusal, 'code' | 'params'>,
  verification: Verification | null,
  { language, timeZone }: Reader,
): Words {
  const all = { ...paramsOf(verification), ...params };
  return { title: titleOf(code, language, all, { timeZone }), advice: adviceOf(code, language, all, { timeZone }) };
}
