import { copyBytes } from './bytes';
import { MalformedError } from './malformed-error';

/** SHA-256 of the bytes: 32 bytes. Handed in, so that each place uses its native one. It must not keep its argument. */
export type Sha256 = (data: Uint8Array) => Uint8Array;

export const HASH_SIZE = 32;

/**
 * Leaves of a tree: either the data of each (hashed here as RFC 6962 leaves), or their leaf hashes one after another
 * in a single array, 32 bytes each.
 */
export type Leaves = readonly Uint8Array[] | Uint8Array;

/** RFC 6962 2.1: SHA-256(0x00 || data). */
export function leafHash(sha: Sha256, data: Uint8Array): Uint8Array {
  const input = new Uint8Array(1 + data.length);
  input.set(data, 1);
  return sha(input);
}

/** RFC 6962 2.1: SHA-256(0x01 || left || right). */
export function nodeHash(sha: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  const input = new Uint8Array(1 + 2 * HASH_SIZE);
  input[0] = 1;
  input.set(left, 1);
  input.set(right, 1 + HASH_SIZE);
  return sha(input);
}

/** RFC 6962 2.1: the root of no leaves is SHA-256 of nothing. No such tree is ever committed. */
export function emptyRoot(sha: Sha256): Uint8Array {
  return sha(new Uint8Array(0));
}

/** The leaf hashes one after another, 32 bytes each. */
export function leafHashes(sha: Sha256, leaves: Leaves): Uint8Array {
  // Not `instanceof`: a browser's test environment and iframes have a Uint8Array of their own.
  if (isBytes(leaves)) {
    if (leaves.length % HASH_SIZE !== 0) throw new MalformedError('leaf hashes are not a multiple of 32 bytes');
    return leaves;
  }
  const hashes = new Uint8Array(leaves.length * HASH_SIZE);
  leaves.forEach((data, i) => {
    hashes.set(leafHash(sha, data), i * HASH_SIZE);
  });
  return hashes;
}

function isBytes(value: Leaves): value is Uint8Array {
  return ArrayBuffer.isView(value);
}

/** Whether all of these are hashes of 32 bytes, for values that a stranger sent. */
export function areHashes(hashes: readonly Uint8Array[]): boolean {
  return hashes.every((hash) => ArrayBuffer.isView(hash) && hash.length === HASH_SIZE);
}

/** A copy of hash number `index` of a row of hashes. */
export function hashAt(row: Uint8Array, index: number): Uint8Array {
  return copyBytes(row, index * HASH_SIZE, (index + 1) * HASH_SIZE);
}

/**
 * The row above: each pair of hashes joined, an odd last one left out. Written over `into` (which may be `row`).
 * @returns how many hashes were written.
 */
export function joinPairs(sha: Sha256, row: Uint8Array, width: number, into: Uint8Array): number {
  const input = new Uint8Array(1 + 2 * HASH_SIZE);
  input[0] = 1;
  const pairs = Math.floor(width / 2);
  for (let i = 0; i < pairs; i++) {
    input.set(row.subarray(2 * i * HASH_SIZE, 2 * (i + 1) * HASH_SIZE), 1);
    into.set(sha(input), i * HASH_SIZE);
  }
  return pairs;
}
