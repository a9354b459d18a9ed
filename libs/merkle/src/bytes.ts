import { MalformedError } from './malformed-error';

const encoder = new TextEncoder();
// `ignoreBOM` keeps a leading U+FEFF as a character: otherwise two different byte strings would read the same.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const SURROGATE = /[\ud800-\udfff]/;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Offset of the first surrogate without its partner, or -1. */
export function loneSurrogateAt(text: string): number {
  return SURROGATE.test(text) ? text.search(LONE_SURROGATE) : -1;
}

/** UTF-8 of a text. A lone surrogate has no UTF-8 and is refused, where TextEncoder would put U+FFFD in its place. */
export function utf8(text: string): Uint8Array {
  const at = loneSurrogateAt(text);
  if (at >= 0) throw new MalformedError('text has a lone surrogate', at);
  return encoder.encode(text);
}

/** The text of UTF-8 bytes; malformed, overlong or truncated sequences are refused. */
export function fromUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new MalformedError('bytes are not UTF-8');
  }
}

/** One byte per character; anything above U+007F is refused. */
export function ascii(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) throw new MalformedError('text is not ASCII', i);
    bytes[i] = code;
  }
  return bytes;
}

/** A copy of bytes `from` up to `to`. Not `slice`: that of Node's Buffer is no copy, and Buffers are handed in. */
export function copyBytes(bytes: Uint8Array, from = 0, to = bytes.length): Uint8Array {
  return new Uint8Array(bytes.subarray(from, to));
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const joined = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Byte equality. Not constant-time: what is compared here is public. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Order of two byte strings, unsigned, a prefix before what it begins: negative, 0 or positive. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const difference = a[i]! - b[i]!;
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** 4 bytes, unsigned, big-endian. `value` is an integer from 0 to 2^32 - 1. */
export function u32be(value: number): Uint8Array {
  if (!Number.isInteger(value) || value < 0 || value > 0xffff_ffff) {
    throw new MalformedError(`${value} is not an unsigned 32-bit integer`);
  }
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}
