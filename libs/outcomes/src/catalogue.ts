import { COMMAND_ANSWERS } from './command-answers';
import { DOOR_ANSWERS } from './door-answers';
import type { Language, OutcomeEntry, Severity } from './entry';
import { PACK_ANSWERS } from './pack-answers';
import { fill, type ParamValues, type TextOptions } from './text';

/** Codes that were published once and are no longer given. They stay reserved: no new code may take their name. */
export const RETIRED: readonly string[] = Object.freeze([]);

const ENTRIES = [...PACK_ANSWERS, ...COMMAND_ANSWERS, ...DOOR_ANSWERS] as const;

/** Every code that PackProof answers with. */
export type Outcome = (typeof ENTRIES)[number]['code'];
export type PackOutcome = (typeof PACK_ANSWERS)[number]['code'];

/** The whole table, in order of precedence. */
export const OUTCOMES: readonly OutcomeEntry<Outcome>[] = Object.freeze([...ENTRIES]);

/** Builds the look-up by code. @throws when a code occurs twice, or takes the name of a retired one. */
export function indexOutcomes<Code extends string>(
  entries: readonly OutcomeEntry<Code>[],
  retired: readonly string[],
): ReadonlyMap<string, { readonly entry: OutcomeEntry<Code>; readonly rank: number }> {
  const index = new Map<string, { entry: OutcomeEntry<Code>; rank: number }>();
  entries.forEach((entry, rank) => {
    if (index.has(entry.code)) throw new Error(`outcome ${entry.code} is defined twice`);
    if (retired.includes(entry.code)) throw new Error(`outcome ${entry.code} is retired and cannot be used again`);
    index.set(entry.code, { entry, rank });
  });
  return index;
}

const BY_CODE = indexOutcomes<Outcome>(OUTCOMES, RETIRED);

/** All codes, in order of precedence; the members of the GraphQL enum `Outcome`. */
export const OUTCOME_CODES: readonly Outcome[] = Object.freeze(OUTCOMES.map((entry) => entry.code));

export function isOutcome(value: unknown): value is Outcome {
  return typeof value === 'string' && BY_CODE.has(value);
}

/** The row of a code. @throws RangeError for what is no code of the table. */
export function outcomeOf(code: Outcome): OutcomeEntry<Outcome> {
  return rowOf(code).entry;
}

export function severityOf(code: Outcome): Severity {
  return rowOf(code).entry.severity;
}

/** Place of a code in the order of precedence; the smaller one is the answer. */
export function rankOf(code: Outcome): number {
  return rowOf(code).rank;
}

/** The same codes, each once, the one that counts first. */
export function precedence(codes: Iterable<Outcome>): Outcome[] {
  return [...new Set(codes)].sort((a, b) => rankOf(a) - rankOf(b));
}

/** A few words: what it is. Parts whose parameters are missing are left out. */
export function titleOf(
  code: Outcome,
  language: Language,
  params: ParamValues = {},
  options: TextOptions = {},
): string {
  const entry = outcomeOf(code);
  return fill(entry.texts[language].title, entry.params, params, language, options);
}

/** One to three sentences: what to do next. */
export function adviceOf(
  code: Outcome,
  language: Language,
  params: ParamValues = {},
  options: TextOptions = {},
): string {
  const entry = outcomeOf(code);
  return fill(entry.texts[language].advice, entry.params, params, language, options);
}

function rowOf(code: string): { readonly entry: OutcomeEntry<Outcome>; readonly rank: number } {
  const row = BY_CODE.get(code);
  if (!row) throw new RangeError(`${JSON.stringify(code)} is no outcome of the catalogue`);
  return row;
}
