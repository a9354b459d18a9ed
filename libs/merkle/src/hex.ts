import { MalformedError } from './malformed-error';

const PAIRS: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const NIBBLES = new Int8Array(128).fill(-1);
for (let value = 0; value < 16; value++) NIBBLES[value.toString(16).charCodeAt(0)] = value;

/** Lower-case hexadecimal, two characters a byte. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i++) text += PAIRS[bytes[i]!];
  return text;
}

/**
 * Bytes of lower-case hexadecimal; upper case, odd lengths and any other character are refused.
 * With `length`, exactly that many bytes are expected.
 */
export function fromHex(text: string, length?: number): Uint8Array {
  if (length !== undefined && text.length !== 2 * length) {
    throw new MalformedError(`expected ${2 * length} hexadecimal characters, found ${text.length}`);
  }
  if (text.length % 2 !== 0) throw new MalformedError('hexadecimal of odd length', text.length);
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < text.length; i += 2) {
    const high = nibble(text, i);
    bytes[i / 2] = (high << 4) | nibble(text, i + 1);
  }
  return bytes;
}

function nibble(text: string, at: number): number {
  const code = text.charCodeAt(at);
  const value = code < 128 ? NIBBLES[code]! : -1;
  if (value < 0) throw new MalformedError('not a lower-case hexadecimal character', at);
  return value;
}
