import { hasValidCheckDigit } from '../check-digits';
import { repaired, type Variant } from './repairs';

const MAX_CUTS = 8;

/** Where a further code visibly begins. */
const BEGINNINGS = /\][dceqj][0-3](?=[\u001d(0-9h])|https?:\/\/|\((?:01|00)\)/gi;
const WHITESPACE = /\s+/g;

function segments(text: string, cuts: readonly number[]): string[] {
  const bounds = [0, ...cuts, text.length];
  return bounds.slice(0, -1).map((start, index) => text.slice(start, bounds[index + 1]).trim());
}

/** Where AI (01) or (00) stands with a whole key of valid check digit. */
function keyCuts(text: string): number[] {
  const cuts: number[] = [];
  for (let at = 1; at < text.length && cuts.length < MAX_CUTS; at++) {
    const ai = text.slice(at, at + 2);
    if (ai !== '01' && ai !== '00') continue;
    const key = text.slice(at + 2, at + (ai === '01' ? 16 : 20));
    if (key.length === (ai === '01' ? 14 : 18) && hasValidCheckDigit(key)) cuts.push(at);
  }
  return cuts;
}

/** Ways to take a text apart into the codes that were scanned into one field; the parts of each are to be read on their own. */
export function codesApart(variant: Variant): Variant[][] {
  const { text } = variant;
  const ways: string[][] = [];
  const visible = [...text.matchAll(BEGINNINGS)].map(({ index }) => index).filter((index) => index > 0);
  if (visible.length > 0 && visible.length <= MAX_CUTS) ways.push(segments(text, visible));
  const words = text.trim().split(WHITESPACE);
  if (words.length > 1 && words.length <= MAX_CUTS) ways.push(words);
  for (const cut of keyCuts(text)) ways.push(segments(text, [cut]));
  return ways.map((parts) => [...new Set(parts)].map((part) => repaired(variant, part, 'TWO_CODES')));
}
