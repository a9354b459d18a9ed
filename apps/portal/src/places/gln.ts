import { checkDigit, isDigits } from '@packproof/gs1';

export type GlnRead =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly fault: 'notDigits' | 'length' }
  | { readonly ok: false; readonly fault: 'checkDigit'; readonly expected: string };

export type GlnFault = Exclude<GlnRead, { readonly ok: true }>;

/** A GLN as people type it: spaces and hyphens are let through (General Specifications 3.4.10: 13 digits, the last a check digit). */
export function glnOf(typed: string): GlnRead {
  const digits = typed.replace(/[\s-]/g, '');
  if (!isDigits(digits)) return { ok: false, fault: 'notDigits' };
  if (digits.length !== 13) return { ok: false, fault: 'length' };
  const expected = String(checkDigit(digits.slice(0, -1)));
  return digits.endsWith(expected) ? { ok: true, value: digits } : { ok: false, fault: 'checkDigit', expected };
}
