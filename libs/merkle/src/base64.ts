import { MalformedError } from './malformed-error';

// Own tables: `Buffer` is Node's alone, `btoa` is slow, and both read what RFC 4648 does not call canonical.
interface Alphabet {
  /** 4,096 pairs of characters, by 12 bits. */
  readonly pairs: readonly string[];
  readonly singles: readonly string[];
  /** 6 bits by character code, or -1. */
  readonly values: Int8Array;
}

const BASE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const STANDARD = alphabet(`${BASE}+/`);
const URL_SAFE = alphabet(`${BASE}-_`);

function alphabet(characters: string): Alphabet {
  const singles = [...characters];
  const values = new Int8Array(128).fill(-1);
  singles.forEach((character, value) => {
    values[character.charCodeAt(0)] = value;
  });
  return { singles, values, pairs: singles.flatMap((first) => singles.map((second) => first + second)) };
}

/** RFC 4648 section 4, padded. */
export function toBase64(bytes: Uint8Array): string {
  return encode(bytes, STANDARD, true);
}

/** RFC 4648 section 4. Refuses what does not encode again to the same text: padding, other letters, trailing bits. */
export function fromBase64(text: string): Uint8Array {
  if (text.length % 4 !== 0) throw new MalformedError('base64 length is not a multiple of 4', text.length);
  let end = text.length;
  if (text.endsWith('==')) end -= 2;
  else if (text.endsWith('=')) end -= 1;
  return decode(text, end, STANDARD);
}

/** RFC 4648 section 5, unpadded. */
export function toBase64Url(bytes: Uint8Array): string {
  return encode(bytes, URL_SAFE, false);
}

/** RFC 4648 section 5 without padding; refuses what does not encode again to the same text. */
export function fromBase64Url(text: string): Uint8Array {
  return decode(text, text.length, URL_SAFE);
}

function encode(bytes: Uint8Array, { pairs, singles }: Alphabet, padded: boolean): string {
  const whole = bytes.length - (bytes.length % 3);
  let text = '';
  for (let i = 0; i < whole; i += 3) {
    const bits = (bytes[i]! << 16) | (bytes[i + 1]! << 8) | bytes[i + 2]!;
    text += pairs[bits >>> 12]! + pairs[bits & 0xfff]!;
  }
  if (bytes.length - whole === 1) {
    text += pairs[bytes[whole]! << 4]! + (padded ? '==' : '');
  } else if (bytes.length - whole === 2) {
    const bits = (bytes[whole]! << 8) | bytes[whole + 1]!;
    text += pairs[bits >>> 4]! + singles[(bits << 2) & 0x3f]! + (padded ? '=' : '');
  }
  return text;
}

function decode(text: string, end: number, { values }: Alphabet): Uint8Array {
  const rest = end % 4;
  if (rest === 1) throw new MalformedError('base64 ends in a single character', end - 1);
  const bytes = new Uint8Array(Math.floor((end * 3) / 4));
  let bits = 0;
  let out = 0;
  for (let i = 0; i < end; i++) {
    const code = text.charCodeAt(i);
    const value = code < 128 ? values[code]! : -1;
    if (value < 0) throw new MalformedError('not a base64 character of this alphabet', i);
    bits = (bits << 6) | value;
    if (i % 4 === 3) {
      bytes[out++] = bits >>> 16;
      bytes[out++] = bits >>> 8;
      bytes[out++] = bits;
      bits = 0;
    }
  }
  if (rest === 2) {
    if ((bits & 0xf) !== 0) throw new MalformedError('base64 has trailing bits that are not zero', end - 1);
    bytes[out] = bits >>> 4;
  } else if (rest === 3) {
    if ((bits & 0x3) !== 0) throw new MalformedError('base64 has trailing bits that are not zero', end - 1);
    bytes[out++] = bits >>> 10;
    bytes[out] = bits >>> 2;
  }
  return bytes;
}
