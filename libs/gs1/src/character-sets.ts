/** GS1 AI encodable character sets (General Specifications 7.11), as bit masks over one table. */
import type { CharacterSet } from './table/row';

const DIGITS = '0123456789';
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';

/** In the order that gives the check characters their values (General Specifications 7.9.5). */
export const CSET82 = `!"%&'()*+,-./${DIGITS}:;<=>?${UPPER}_${LOWER}`;
export const CSET39 = `#-/${DIGITS}${UPPER}`;
export const CSET64 = `${DIGITS}${UPPER}${LOWER}-_`;

const MASKS: Readonly<Record<CharacterSet, number>> = { n: 1, x: 2, y: 4, z: 8 };

const MEMBERSHIP = new Uint8Array(128);
for (const [set, characters] of [
  ['n', DIGITS],
  ['x', CSET82],
  ['y', CSET39],
  // The padding of set 64 stands at the end only, which its own check sees to.
  ['z', `${CSET64}=`],
] as const) {
  for (let i = 0; i < characters.length; i++) MEMBERSHIP[characters.charCodeAt(i)]! |= MASKS[set];
}

/** Index of the first character from `start` to before `end` that is not in the set, or -1. */
export function firstOutside(set: CharacterSet, text: string, start: number, end: number): number {
  const mask = MASKS[set];
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code > 127 || (MEMBERSHIP[code]! & mask) === 0) return i;
  }
  return -1;
}

/** All characters are of GS1 set 82 (an empty text has none that is not). */
export function isCset82(text: string): boolean {
  return firstOutside('x', text, 0, text.length) === -1;
}

/** All characters are ASCII digits, and there is one at least. */
export function isDigits(text: string): boolean {
  return text.length > 0 && firstOutside('n', text, 0, text.length) === -1;
}
