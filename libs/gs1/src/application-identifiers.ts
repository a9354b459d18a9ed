import type { Linter } from './linters/lint';
import { LINTERS } from './linters/registry';
import { FURTHER } from './table/further';
import { IDENTIFICATION } from './table/identification';
import { LOGISTICS } from './table/logistics';
import { MEASURES_AND_AMOUNTS } from './table/measures';
import { PRODUCTS } from './table/products';
import type { Component, Row } from './table/row';

/** The table as it is written: one row per AI, in ascending order. */
export const ROWS: readonly Row[] = [
  ...IDENTIFICATION,
  ...MEASURES_AND_AMOUNTS,
  ...LOGISTICS,
  ...PRODUCTS,
  ...FURTHER,
].sort((a, b) => (a.ai < b.ai ? -1 : 1));

/** An AI or a pattern: matches every AI that begins with `prefix` and is `length` long. */
export interface AiPattern {
  readonly text: string;
  readonly prefix: string;
  readonly length: number;
}

export interface CheckedComponent extends Component {
  readonly checks: readonly Linter[];
}

/** An Application Identifier, ready to read with. */
export interface ApplicationIdentifier {
  readonly ai: string;
  readonly title: string;
  readonly components: readonly CheckedComponent[];
  readonly minLength: number;
  readonly maxLength: number;
  /** Pre-defined length: no separator is needed after it. */
  readonly fixed: boolean;
  /** May stand in the query of a Digital Link URI. */
  readonly attribute: boolean;
  /** One of these groups must be there, whole. Empty: stands alone. */
  readonly needs: readonly (readonly AiPattern[])[];
  readonly bars: readonly AiPattern[];
  /** Alternatives of ordered qualifiers, if the AI is a primary key of Digital Link URIs. */
  readonly path: readonly (readonly string[])[] | undefined;
}

const pattern = (text: string): AiPattern => ({ text, prefix: text.replace(/n+$/, ''), length: text.length });

const words = (text: string | undefined, separator: string): string[] =>
  text === undefined || text === '' ? [] : text.split(separator);

function compile(row: Row): ApplicationIdentifier {
  const { components, rules } = row;
  return {
    ai: row.ai,
    title: row.title,
    components: components.map((component) => ({
      ...component,
      checks: [...(component.set === 'z' ? [LINTERS.cset64] : []), ...component.linters.map((name) => LINTERS[name])],
    })),
    minLength: components.reduce((sum, { min, optional }) => sum + (optional ? 0 : min), 0),
    maxLength: components.reduce((sum, { max }) => sum + max, 0),
    fixed: row.fixed,
    attribute: row.attribute,
    needs: words(rules.needs, '|').map((group) => group.split('+').map(pattern)),
    bars: words(rules.bars, ' ').map(pattern),
    path: rules.path === undefined ? undefined : rules.path.split('|').map((alternative) => words(alternative, ' ')),
  };
}

/** Every AI, in ascending order. */
export const APPLICATION_IDENTIFIERS: readonly ApplicationIdentifier[] = ROWS.map(compile);

// The first two digits of an AI say how long it is (General Specifications 3.2), so that a number
// padded to four digits finds it without ambiguity.
const LENGTH_BY_PREFIX = new Uint8Array(100);
const BY_NUMBER: (ApplicationIdentifier | undefined)[] = new Array(10_000).fill(undefined);
for (const identifier of APPLICATION_IDENTIFIERS) {
  const slot = Number(identifier.ai.padEnd(4, '0'));
  const prefix = Math.floor(slot / 100);
  const { length } = identifier.ai;
  if (BY_NUMBER[slot] || (LENGTH_BY_PREFIX[prefix] !== 0 && LENGTH_BY_PREFIX[prefix] !== length)) {
    throw new Error(`AI (${identifier.ai}) is in the table twice, or is not as long as its first two digits say.`);
  }
  BY_NUMBER[slot] = identifier;
  LENGTH_BY_PREFIX[prefix] = length;
}

const digitAt = (text: string, at: number): number => {
  const digit = text.charCodeAt(at) - 48;
  return digit >= 0 && digit <= 9 ? digit : Number.NaN;
};

/** How long the AI is that begins at `at`, by its first two digits; 0 if no AI begins like that. */
export function aiLengthAt(text: string, at: number): number {
  return LENGTH_BY_PREFIX[digitAt(text, at) * 10 + digitAt(text, at + 1)] ?? 0;
}

/** The AI that begins at `at` and ends before `end`. */
export function aiAt(text: string, at: number, end: number): ApplicationIdentifier | undefined {
  const length = aiLengthAt(text, at);
  if (length === 0 || at + length > end) return undefined;
  let slot = digitAt(text, at) * 1000 + digitAt(text, at + 1) * 100;
  if (length > 2) slot += digitAt(text, at + 2) * 10;
  if (length > 3) slot += digitAt(text, at + 3);
  return BY_NUMBER[slot];
}

/** The AI of exactly this text, such as `17`. */
export function applicationIdentifier(ai: string): ApplicationIdentifier | undefined {
  return aiLengthAt(ai, 0) === ai.length ? aiAt(ai, 0, ai.length) : undefined;
}
