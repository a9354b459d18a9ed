import { CSET82, isCset82 } from '@packproof/gs1';
import type { Upload } from './draft';

/** Lines of a pasted list, without the empty ones at its ends; a heading "serial" of its own is left out. */
export function pastedRows(text: string): string[] {
  const rows = text.split(/\r\n|\n|\r|\t/).map((row) => row.trim());
  while (rows.at(-1) === '') rows.pop();
  while (rows[0] === '') rows.shift();
  if (rows[0]?.toLowerCase() === 'serial') rows.shift();
  return rows;
}

/** RFC 4180, one column. */
export const serialCsv = (rows: readonly string[]): Blob =>
  new Blob(['serial\r\n', rows.map((row) => `"${row.replaceAll('"', '""')}"\r\n`).join('')], { type: 'text/csv' });

export type RowFault =
  | { readonly kind: 'empty' }
  | { readonly kind: 'long'; readonly length: number }
  | { readonly kind: 'character'; readonly at: number; readonly sign: string }
  | { readonly kind: 'twice' }
  | { readonly kind: 'onRecord' }
  | { readonly kind: 'other' };

/** What exactly is wrong with a row that the API called bad: 20 characters look much alike. */
export function rowFault({ value, code }: { readonly value: string; readonly code: string }): RowFault {
  if (code === 'DUPLICATE_ITEM') return { kind: 'twice' };
  if (code === 'ALREADY_EXISTS') return { kind: 'onRecord' };
  if (code === 'LIMIT_EXCEEDED') return { kind: 'long', length: [...value].length };
  if (code !== 'INVALID_INPUT') return { kind: 'other' };
  if (value === '') return { kind: 'empty' };
  if (isCset82(value)) return { kind: 'other' };
  const signs = [...value];
  const at = signs.findIndex((sign) => !CSET82.includes(sign));
  return { kind: 'character', at: at + 1, sign: signs[at] ?? '' };
}

/** Rows of it that would be made. */
export const goodRows = ({ rows, badRows }: Pick<Upload, 'rows' | 'badRows'>): number => rows - badRows;
