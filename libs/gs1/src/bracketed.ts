import { applicationIdentifier } from './application-identifiers';
import type { Collector } from './reading';
import { valueFaults } from './values';

const AI_IN_BRACKETS = /\((\d{2,4})\)/y;

/** The AI in brackets that begins at `at`, if any. */
function aiInBrackets(text: string, at: number): string | undefined {
  AI_IN_BRACKETS.lastIndex = at;
  return AI_IN_BRACKETS.exec(text)?.[1];
}

/**
 * Where the value that begins at `start` ends, and where each of its characters stands. `(` begins
 * the next AI where 2 to 4 digits and `)` follow, and is data elsewhere; `\(` is always data.
 */
function readValue(text: string, start: number): { value: string; map: number[]; end: number } {
  let value = '';
  const map: number[] = [];
  let at = start;
  for (; at < text.length; at++) {
    if (text[at] === '(' && aiInBrackets(text, at) !== undefined) break;
    map.push(at);
    if (text[at] === '\\' && text[at + 1] === '(') at++;
    value += text[at];
  }
  map.push(at);
  return { value, map, end: at };
}

/** Reads `text` from `start` as human-readable interpretation: `(01)09521234543213(21)…`. */
export function readBracketed(text: string, start: number, into: Collector): void {
  let at = start;
  while (at < text.length) {
    const ai = aiInBrackets(text, at);
    if (ai === undefined) {
      // Only the very start can be without an AI: a value runs up to the next one.
      const close = text.indexOf(')', at);
      const length = (close < 0 ? text.length : close + 1) - at;
      into.fault({ code: 'MALFORMED_BRACKETS', position: at, length });
      at = readValue(text, at + length).end;
      continue;
    }
    const { value, map, end } = readValue(text, at + ai.length + 2);
    const position = at + ai.length + 2;
    const identifier = applicationIdentifier(ai);
    if (!identifier) into.fault({ code: 'UNKNOWN_AI', ai, position: at + 1, length: ai.length });
    else {
      const faults = valueFaults(identifier, value, into.year);
      if (faults) into.valueFaults(ai, faults, position, map);
      into.found.push({ identifier, value, aiPosition: at + 1, position, length: end - position, sound: !faults });
    }
    at = end;
  }
}
