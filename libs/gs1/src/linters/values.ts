import { CSET64 } from '../character-sets';
import { flaw, type Linter, oneOf } from './lint';

const ZEROS = /^0+$/;

export const zero = oneOf('NOT_ZERO', (text) => text === '0');
export const nonzero = oneOf('ZERO_VALUE', (text) => !ZEROS.test(text));
export const yesno = oneOf('NOT_YES_OR_NO', (text) => text === '0' || text === '1');
export const winding = oneOf('INVALID_WINDING', (text) => text === '0' || text === '1' || text === '9');
export const iso5218 = oneOf('INVALID_SEX', (text) => /^[0129]$/.test(text));
export const hyphen = oneOf('NOT_A_HYPHEN', (text) => text === '-');
export const hasnondigit = oneOf('NO_NON_DIGIT', (text) => /[^0-9]/.test(text));
// 01 to 10 are given out by ICCBBA, 80 to 99 are for national use (General Specifications 3.8.20).
export const mediatype = oneOf('INVALID_MEDIA_TYPE', (text) => /^(0[1-9]|10|[89]\d)$/.test(text));
export const importeridx = oneOf('INVALID_CHARACTER', (text) => text.length === 1 && CSET64.includes(text));

/** "0" alone is a number, "01" is not. */
export const nozeroprefix: Linter = (text) =>
  text.length > 1 && text.startsWith('0') ? flaw('ZERO_PREFIX', 0, 1) : undefined;

/** Two numbers of equal width: piece, then total. */
export const pieceoftotal: Linter = (text) => {
  const half = text.length / 2;
  const piece = Number(text.slice(0, half));
  const total = Number(text.slice(half));
  const detail = `${text.slice(0, half)} of ${text.slice(half)}`;
  if (piece === 0) return flaw('INVALID_PIECE', 0, half, detail);
  if (total === 0) return flaw('INVALID_PIECE', half, half, detail);
  return piece > total ? flaw('INVALID_PIECE', 0, text.length, detail) : undefined;
};

/** "position/end", each without leading zeros. */
export const posinseqslash: Linter = (text) => {
  const match = /^(\d+)\/(\d+)$/.exec(text);
  if (!match) return flaw('INVALID_SEQUENCE', 0, text.length, text);
  const [position, end] = [match[1]!, match[2]!];
  if (position.startsWith('0')) return flaw('ZERO_PREFIX', 0, position.length);
  if (end.startsWith('0')) return flaw('ZERO_PREFIX', position.length + 1, end.length);
  return Number(position) > Number(end) ? flaw('INVALID_SEQUENCE', 0, text.length, text) : undefined;
};

/** Ten millionths of a degree, counted from the South Pole and from the antimeridian. */
export const latitude = oneOf('INVALID_LATITUDE', (text) => Number(text) <= 1_800_000_000);
export const longitude = oneOf('INVALID_LONGITUDE', (text) => Number(text) <= 3_600_000_000);

/** RFC 3986 2.1. */
export const pcenc: Linter = (text) => {
  for (let at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 3)) {
    const sequence = text.slice(at, at + 3);
    if (!/^%[0-9A-Fa-f]{2}$/.test(sequence)) return flaw('INVALID_PERCENT_ENCODING', at, sequence.length, sequence);
  }
  return undefined;
};

/** Padding only at the end, at most two, and then to a multiple of three, as GS1's reference does. */
export const cset64: Linter = (text) => {
  const body = text.replace(/=+$/, '');
  const pads = text.length - body.length;
  const inside = body.indexOf('=');
  if (inside >= 0) return flaw('INVALID_CHARACTER', inside, 1, '"="');
  return pads > 2 || (pads > 0 && text.length % 3 !== 0)
    ? flaw('INVALID_BASE64_PADDING', body.length, pads)
    : undefined;
};
