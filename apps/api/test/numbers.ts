import { randomInt } from 'node:crypto';
import { checkDigit } from '@packproof/gs1';

const digits = (length: number): string => Array.from({ length }, () => String(randomInt(10))).join('');

/** A GS1 company prefix of seven digits that nobody in this run has yet, and that begins no other. */
const taken = new Set<string>();
export function newCompanyPrefix(): string {
  for (;;) {
    const prefix = `${randomInt(3, 10)}${digits(6)}`;
    if (taken.has(prefix)) continue;
    taken.add(prefix);
    return prefix;
  }
}

const key = (body: string): string => body + checkDigit(body);

export const newGln = (prefix: string): string => key(prefix + digits(12 - prefix.length));
/** Indicator digit 0: a pack as it is sold. */
export const newGtin = (prefix: string): string => key(`0${prefix}${digits(12 - prefix.length)}`);
/** Extension digit 9: the API's own numbers begin with 0. */
export const newSscc = (prefix: string): string => key(`9${prefix}${digits(16 - prefix.length)}`);

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const WORD = `${LETTERS}abcdefghijkmnopqrstuvwxyz`;

/** So long that no serial turns up by chance where none should be. */
export const newSerial = (length = 16): string => Array.from({ length }, () => WORD[randomInt(WORD.length)]!).join('');
export const newSerials = (count: number): string[] => {
  const serials = new Set<string>();
  while (serials.size < count) serials.add(newSerial());
  return [...serials];
};
export const newLot = (): string => `L${Array.from({ length: 9 }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`;
export const newWord = (): string =>
  `w${Array.from({ length: 15 }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`;

/** YYYY-MM-DD, so many days from today. */
export const dayFromNow = (days: number): string =>
  new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
