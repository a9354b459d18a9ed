import { normaliseGtin } from '@packproof/gs1';

export type GtinRead =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly fault: 'notDigits' | 'length' }
  | { readonly ok: false; readonly fault: 'checkDigit'; readonly expected: string };

/** A GTIN as people type it: spaces and hyphens are let through, shorter ones are padded to 14 (General Specifications 3.3.2). */
export function gtinOf(typed: string): GtinRead {
  const read = normaliseGtin(typed.replace(/[\s-]/g, ''));
  if (read.ok) return { ok: true, value: read.gtin };
  const { code, detail = '' } = read.fault;
  if (code === 'INVALID_CHECK_DIGIT') return { ok: false, fault: 'checkDigit', expected: detail };
  return { ok: false, fault: code === 'INVALID_CHARACTER' || code === 'EMPTY_VALUE' ? 'notDigits' : 'length' };
}
