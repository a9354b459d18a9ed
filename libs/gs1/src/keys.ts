import { isCset82, isDigits } from './character-sets';
import { checkDigit, expectedCheckDigit, hasValidCheckDigit } from './check-digits';
import { type ScanFault, scanFault, visibleCharacter } from './faults';

const isKey = (text: string, length: number): boolean => text.length === length && hasValidCheckDigit(text);

/** 14 digits with a valid check digit. */
export const isGtin14 = (text: string): boolean => isKey(text, 14);
/** 18 digits with a valid check digit. */
export const isSscc = (text: string): boolean => isKey(text, 18);
/** 13 digits with a valid check digit. */
export const isGln = (text: string): boolean => isKey(text, 13);

/** A serial number, AI (21): 1 to 20 characters of GS1 set 82. */
export const isSerial = (text: string): boolean => text.length >= 1 && text.length <= 20 && isCset82(text);
/** A batch or lot number, AI (10): 1 to 20 characters of GS1 set 82. */
export const isLot = isSerial;

export type NormalisedGtin =
  | { readonly ok: true; readonly gtin: string }
  | { readonly ok: false; readonly fault: ScanFault };

/** A GTIN-8, -12, -13 or -14 as 14 digits, padded left with zeros; or what is wrong with it, and where. */
export function normaliseGtin(text: string): NormalisedGtin {
  const bad = text.search(/[^0-9]/);
  if (bad >= 0) {
    const character = String.fromCodePoint(text.codePointAt(bad)!);
    const detail = visibleCharacter(character);
    const { length } = character;
    return { ok: false, fault: scanFault({ code: 'INVALID_CHARACTER', ai: '01', position: bad, length, detail }) };
  }
  const { length } = text;
  if (length === 0) return { ok: false, fault: scanFault({ code: 'EMPTY_VALUE', ai: '01', position: 0, length: 0 }) };
  if (![8, 12, 13, 14].includes(length)) {
    const code = length < 14 ? 'VALUE_TOO_SHORT' : 'VALUE_TOO_LONG';
    const at = length < 14 ? { position: 0, length } : { position: 14, length: length - 14 };
    return { ok: false, fault: scanFault({ code, ai: '01', ...at, detail: '8, 12, 13 or 14 digits' }) };
  }
  const expected = expectedCheckDigit(text);
  if (Number(text[length - 1]) !== expected) {
    const at = { ai: '01', position: length - 1, length: 1, detail: String(expected) };
    return { ok: false, fault: scanFault({ code: 'INVALID_CHECK_DIGIT', ...at }) };
  }
  return { ok: true, gtin: text.padStart(14, '0') };
}

/** A GS1 Company Prefix: 4 to 12 digits (General Specifications 1.4.4). */
export const isCompanyPrefix = (text: string): boolean => text.length >= 4 && text.length <= 12 && isDigits(text);

/**
 * Was the key made from the prefix? `key`: a GTIN of 14 digits (its indicator digit is skipped), an
 * SSCC (its extension digit is skipped) or a GLN. False for anything that is none of them.
 */
export function companyPrefixCovers(prefix: string, key: string): boolean {
  if (!isCompanyPrefix(prefix) || !hasValidCheckDigit(key)) return false;
  if (key.length === 13) return key.startsWith(prefix);
  return (key.length === 14 || key.length === 18) && key.startsWith(prefix, 1);
}

export interface SsccParts {
  /** 4 to 12 digits. */
  readonly companyPrefix: string;
  /** One digit. */
  readonly extensionDigit: string | number;
  /** As many digits as the prefix leaves of 16; shorter ones are padded left with zeros. */
  readonly serialReference: string | number | bigint;
}

/**
 * The SSCC of its parts, check digit computed (General Specifications 3.3.1).
 * @throws RangeError if a part is not digits, or they do not fit into 17 digits.
 */
export function makeSscc({ companyPrefix, extensionDigit, serialReference }: SsccParts): string {
  if (!isCompanyPrefix(companyPrefix)) throw new RangeError(`"${companyPrefix}" is not a GS1 Company Prefix.`);
  const extension = String(extensionDigit);
  if (extension.length !== 1 || !isDigits(extension)) throw new RangeError(`"${extension}" is not one digit.`);
  const reference = String(serialReference);
  const room = 16 - companyPrefix.length;
  if (!isDigits(reference) || reference.length > room) {
    throw new RangeError(`Serial reference "${reference}" must be up to ${room} digits after prefix ${companyPrefix}.`);
  }
  const body = extension + companyPrefix + reference.padStart(room, '0');
  return body + checkDigit(body);
}
