import { Refusal } from '../refusal';
import { STOCKS, type Stock, stockOf } from './stocks';
import { TEMPLATES, type Template, templateOf } from './templates';

export type Query = Readonly<Record<string, unknown>>;
export const FORMATS = ['svg', 'png', 'pdf', 'zpl'] as const;
export type Format = (typeof FORMATS)[number];

/** Dots an inch that a label printer has. */
export const DENSITIES = [203, 300, 600] as const;

/** What a door takes; anything else is a slip of the pen that would go unnoticed. */
export function known(query: Query, names: readonly string[]): void {
  const other = Object.keys(query).find((name) => !names.includes(name));
  if (other === undefined) return;
  throw new Refusal('INVALID_INPUT', { rule: `one of ${names.join(', ')}` }, other.slice(0, 50));
}

/** A parameter that is there once. */
export function text(query: Query, name: string): string | undefined {
  const value = query[name];
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'string' || value.includes('\0')) throw new Refusal('INVALID_INPUT', { rule: 'one text' }, name);
  return value;
}

export function oneOf<T extends string>(query: Query, name: string, allowed: readonly T[]): T | undefined {
  const value = text(query, name);
  if (value === undefined) return undefined;
  const found = allowed.find((each) => each === value);
  if (found === undefined) throw new Refusal('INVALID_INPUT', { rule: `one of ${allowed.join(', ')}` }, name);
  return found;
}

export function integer(query: Query, name: string, least: number, most: number): number | undefined {
  const value = text(query, name);
  if (value === undefined) return undefined;
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= least && number <= most)) {
    throw new Refusal('INVALID_INPUT', { rule: `a whole number from ${least} to ${most}` }, name);
  }
  return number;
}

export function template(query: Query, of: 'pack' | 'unit', name = 'template'): Template {
  const fitting = TEMPLATES.filter((each) => each.for === of);
  const id = oneOf(
    query,
    name,
    fitting.map((each) => each.id),
  );
  return id === undefined ? fitting[0]! : templateOf(id)!;
}

/** Undefined: as large as the label. */
export function stock(query: Query, format: Format | 'batch'): Stock | undefined {
  // A printer of single labels has no sheets.
  const fitting = format === 'pdf' || format === 'batch' ? STOCKS : STOCKS.filter(isSingle);
  const id = oneOf(
    query,
    'stock',
    fitting.map((each) => each.id),
  );
  return id === undefined ? undefined : stockOf(id);
}

export const isSingle = ({ cells }: Stock): boolean => cells?.columns === 1 && cells.rows === 1;

export function dotsPerMillimetre(query: Query): number {
  const dpi = oneOf(
    query,
    'dpi',
    DENSITIES.map((each) => String(each)),
  );
  return Number(dpi ?? DENSITIES[0]) / 25.4;
}
