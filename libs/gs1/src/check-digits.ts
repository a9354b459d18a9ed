import { CSET82, isDigits } from './character-sets';

/** Sum of digits, weighted 3 and 1 in turn from the right (General Specifications 7.9.1). */
function checkSum(text: string, start: number, end: number): number {
  let sum = 0;
  for (let i = end - 1, weight = 3; i >= start; i--, weight = 4 - weight) sum += weight * (text.charCodeAt(i) - 48);
  return (10 - (sum % 10)) % 10;
}

/**
 * The GS1 check digit that follows `digits` (the key without it).
 * @throws RangeError if `digits` is empty or holds anything but digits.
 */
export function checkDigit(digits: string): string {
  if (!isDigits(digits)) throw new RangeError(`A check digit is computed from digits, not from "${digits}".`);
  return String(checkSum(digits, 0, digits.length));
}

/** Digits only, at least two, and the last is the right check digit. */
export function hasValidCheckDigit(key: string): boolean {
  return key.length > 1 && isDigits(key) && expectedCheckDigit(key) === key.charCodeAt(key.length - 1) - 48;
}

/** The check digit that a whole key should end in; digits are taken for granted. */
export function expectedCheckDigit(key: string): number {
  return checkSum(key, 0, key.length - 1);
}

const CSET32 = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
// Weights of the alphanumeric check: the first 23 primes are enough for 25 characters.
const PRIMES = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83];

/** Longest text of which {@link checkCharacters} can compute the pair: a GMN of 25 without it. */
export const CHECK_CHARACTERS_MAX = PRIMES.length;

/** Are both of GS1 set 32? */
export function isCset32(text: string): boolean {
  for (const character of text) if (!CSET32.includes(character)) return false;
  return true;
}

/**
 * The pair of check characters that follows `text` (General Specifications 7.9.5), of GS1 set 82,
 * up to 23 characters.
 * @throws RangeError otherwise.
 */
export function checkCharacters(text: string): string {
  if (text.length > CHECK_CHARACTERS_MAX) throw new RangeError(`At most ${CHECK_CHARACTERS_MAX} characters.`);
  let sum = 0;
  for (let i = 0; i < text.length; i++) {
    const value = CSET82.indexOf(text.charAt(i));
    if (value < 0) throw new RangeError(`"${text.charAt(i)}" is not in GS1 set 82.`);
    sum += value * PRIMES[text.length - 1 - i]!;
  }
  sum %= 1021;
  return CSET32.charAt(sum >> 5) + CSET32.charAt(sum & 31);
}
