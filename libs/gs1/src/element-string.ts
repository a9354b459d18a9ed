import { type ApplicationIdentifier, aiAt, aiLengthAt } from './application-identifiers';
import type { Collector } from './reading';
import { expectation, valueFaults } from './values';

/** FNC1 as separator, as readers send it. */
export const SEPARATOR = '\u001d';

/**
 * Where in an overlong value a further element of pre-defined length, or of a single one, stands
 * whole: there the separator was lost. -1 if nowhere.
 */
function gluedAt(
  text: string,
  start: number,
  end: number,
  { minLength, maxLength }: ApplicationIdentifier,
  year: number,
): number {
  for (let at = start + minLength; at <= start + maxLength; at++) {
    const next = aiAt(text, at, end);
    if (!next || next.minLength !== next.maxLength || next.minLength < 6) continue;
    const from = at + next.ai.length;
    if (from + next.minLength <= end && !valueFaults(next, text.slice(from, from + next.minLength), year)) return at;
  }
  return -1;
}

/** Reads `text` from `start` as an element string (General Specifications 7.8.6). */
export function readElementString(text: string, start: number, into: Collector): void {
  const { year, found } = into;
  // FNC1 in first position may come as a symbology identifier, as a separator, or not at all.
  let at = text[start] === SEPARATOR ? start + 1 : start;
  if (at >= text.length) into.fault({ code: 'EMPTY', position: at, length: 0 });

  while (at < text.length) {
    if (text[at] === SEPARATOR) {
      into.fault({ code: 'UNEXPECTED_SEPARATOR', position: at, length: 1 });
      at++;
      continue;
    }
    const separator = text.indexOf(SEPARATOR, at);
    const runEnd = separator < 0 ? text.length : separator;
    const identifier = aiAt(text, at, runEnd);
    if (!identifier) {
      const length = Math.min(aiLengthAt(text, at) || 2, runEnd - at);
      into.fault({ code: 'UNKNOWN_AI', ai: text.slice(at, at + length), position: at, length });
      at = runEnd + 1;
      continue;
    }

    const { ai, fixed, maxLength, minLength } = identifier;
    const position = at + ai.length;
    const limit = position + maxLength;
    let valueEnd = runEnd;
    let next = runEnd + 1;
    if (runEnd > limit) {
      const exact = minLength === maxLength;
      if (fixed) {
        valueEnd = limit;
        next = limit;
      } else if (exact && aiAt(text, limit, runEnd)) {
        into.fault({ code: 'MISSING_SEPARATOR', ai, position: limit, length: 0 });
        valueEnd = limit;
        next = limit;
      } else {
        const glued = exact ? -1 : gluedAt(text, position, runEnd, identifier, year);
        into.fault(
          glued < 0
            ? { code: 'VALUE_TOO_LONG', ai, position: limit, length: runEnd - limit, detail: expectation(identifier) }
            : { code: 'MISSING_SEPARATOR', ai, position: glued, length: 0 },
        );
        const value = text.slice(position, runEnd);
        found.push({ identifier, value, aiPosition: at, position, length: value.length, sound: false });
        at = runEnd + 1;
        continue;
      }
    }

    const value = text.slice(position, valueEnd);
    const faults = valueFaults(identifier, value, year);
    if (faults) into.valueFaults(ai, faults, position);
    found.push({ identifier, value, aiPosition: at, position, length: value.length, sound: !faults });
    // A separator after a pre-defined length, or at the very end, is superfluous but allowed.
    at = next === limit && text[limit] === SEPARATOR ? limit + 1 : next;
  }
}
