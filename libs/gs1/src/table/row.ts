import type { LinterName } from '../linters/registry';

/** n: digits, x: GS1 set 82, y: GS1 set 39, z: GS1 set 64 (URI-safe base64). */
export type CharacterSet = 'n' | 'x' | 'y' | 'z';

/** One part of a value: `min` to `max` characters of a set. Only the last one varies in length. */
export interface Component {
  readonly set: CharacterSet;
  readonly min: number;
  readonly max: number;
  /** May be absent, but then everything after it is absent too. */
  readonly optional: boolean;
  readonly linters: readonly LinterName[];
}

/**
 * `fixed`: the length is pre-defined, so no separator follows (General Specifications, figure 7.8.5-2).
 * `attribute`: may stand in the query of a Digital Link URI.
 */
export type Flag = 'fixed' | 'attribute';

export interface Rules {
  /** Alternatives by `|`, each of AIs joined by `+`; an `n` in a pattern stands for any digit. */
  readonly needs?: string;
  /** AIs or patterns that must not be on the same item. */
  readonly bars?: string;
  /** Primary key of a Digital Link URI: its ordered qualifiers by space, alternatives by `|`. */
  readonly path?: string;
}

export interface Row {
  readonly ai: string;
  readonly title: string;
  readonly components: readonly Component[];
  readonly fixed: boolean;
  readonly attribute: boolean;
  readonly rules: Rules;
}

const part =
  (set: CharacterSet) =>
  (length: number, ...linters: LinterName[]): Component => ({
    set,
    min: length,
    max: length,
    optional: false,
    linters,
  });

const upTo =
  (set: CharacterSet) =>
  (max: number, ...linters: LinterName[]): Component => ({ set, min: 1, max, optional: false, linters });

export const n = part('n');
export const x = part('x');
export const nUpTo = upTo('n');
export const xUpTo = upTo('x');
export const yUpTo = upTo('y');
export const zUpTo = upTo('z');
export const optional = (component: Component): Component => ({ ...component, optional: true });

type Format = Component | readonly Component[];

const row =
  (...flags: Flag[]) =>
  (ai: string, title: string, format: Format, rules: Rules = {}): Row => ({
    ai,
    title,
    components: Array.isArray(format) ? format : [format as Component],
    fixed: flags.includes('fixed'),
    attribute: flags.includes('attribute'),
    rules,
  });

/** Pre-defined length, allowed as a Digital Link attribute. */
export const fixed = row('fixed', 'attribute');
/** Pre-defined length, not allowed in a Digital Link URI's query. */
export const fixedOffLink = row('fixed');
/** Ends at a separator, allowed as a Digital Link attribute. */
export const open = row('attribute');
/** Ends at a separator, not allowed in a Digital Link URI's query. */
export const openOffLink = row();
