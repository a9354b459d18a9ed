export interface DecodedText {
  readonly text: string;
  /** Where each character of `text` stands in the whole; one entry more, for its end. Absent where nothing was encoded. */
  readonly map?: readonly number[];
  readonly malformed: readonly { readonly position: number; readonly sequence: string }[];
}

const ENCODED = /^%[0-9A-Fa-f]{2}$/;

/**
 * Undoes percent-encoding (RFC 3986 2.1), byte by byte: what AIs take is ASCII, so that anything
 * above it is wrong anyway and keeps its place. `plus`: `+` is a space, as in a query.
 */
export function decodePercent(raw: string, position: number, plus: boolean): DecodedText {
  if (!raw.includes('%') && !(plus && raw.includes('+'))) return { text: raw, malformed: [] };
  let text = '';
  const map: number[] = [];
  const malformed: { position: number; sequence: string }[] = [];
  for (let i = 0; i < raw.length; i++) {
    map.push(position + i);
    const character = raw.charAt(i);
    if (character !== '%') {
      text += plus && character === '+' ? ' ' : character;
      continue;
    }
    const sequence = raw.slice(i, i + 3);
    if (ENCODED.test(sequence)) {
      text += String.fromCharCode(Number.parseInt(sequence.slice(1), 16));
      i += 2;
    } else {
      malformed.push({ position: position + i, sequence });
      text += character;
    }
  }
  map.push(position + raw.length);
  return { text, map, malformed };
}

/** Encodes everything but the unreserved characters (RFC 3986 2.3). `text` is ASCII. */
export function encodePercent(text: string): string {
  return text.replace(/[^A-Za-z0-9\-._~]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  });
}
