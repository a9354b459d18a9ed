import { MalformedError } from './malformed-error';

/** The shortest unsigned LEB128 of an integer from 0 to 2^53 - 1. */
export function encodeVarint(value: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0) throw new MalformedError(`${value} cannot be a varint`);
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
  return Uint8Array.from(bytes);
}

/**
 * Reads a varint at `offset`. Refuses one that is cut off, not the shortest spelling, or above `max`
 * (2^32 - 1 unless told; at most 2^53 - 1).
 * @returns the value, and the offset after it.
 */
export function decodeVarint(bytes: Uint8Array, offset = 0, max = 0xffff_ffff): { value: number; next: number } {
  let value = 0;
  let scale = 1;
  for (let at = offset; ; at++) {
    const byte = bytes[at];
    if (byte === undefined) throw new MalformedError('varint is cut off', at);
    // Checked before it is added: sums stay below 2^53 and exact.
    if ((byte & 0x7f) * scale > max - value) throw new MalformedError(`varint is above ${max}`, offset);
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) {
      if (byte === 0 && at > offset) throw new MalformedError('varint is not the shortest', offset);
      return { value, next: at + 1 };
    }
    scale *= 0x80;
    if (scale > Number.MAX_SAFE_INTEGER) throw new MalformedError('varint is too long', offset);
  }
}
