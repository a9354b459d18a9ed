import { checkDigit, isDigits } from '@packproof/gs1';

export type GtinRead =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly fault: 'notDigits' | 'length' }
  | { readonly ok: false; readonly fault: 'checkDigit'; readonly expected: string };

const LENGTHS = [8, 12, 13, 14];

/** A GTIN as people type it: spaces and hyphens are let through, shorter ones are padded to 14 (General Specifications 3.3.2). */
export function gtinOf(typed: string): GtinRead {
  const digits = typed.replace(/[\s-]/g, '');
  if (!isDigits(digits)) return { ok: false, fault: 'notDigits' };
  if (!LENGTHS.includes(digits.length)) return { ok: false, fault: 'length' };
  const expected = String(checkDigit(digits.slice(0, -1)));
  if (!digits.endsWith(expected)) return { ok: false, fault: 'checkDigit', expected };
  return { ok: true, value: digits.padStart(14, '0') };
}
