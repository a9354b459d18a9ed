import { copyBytes } from './bytes';
import type { Sha256 } from './hashing';
import { toHex } from './hex';
import { MalformedError } from './malformed-error';

/** Raw RFC 8032 public key. */
export const PUBLIC_KEY_SIZE = 32;

/** Whether an Ed25519 signature (64 bytes) of the message is by this raw public key. Handed in. */
export type Ed25519Verify = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

// y of every point whose order divides 8, sign bit cleared. There are five: the identity (y = 1), the point of order 2
// (y = -1), the two of order 4 (y = 0) and the four of order 8 (the last two rows, each with both signs of x).
// Source: the table of libsodium's ge25519_has_small_order, without the non-canonical spellings, which are refused
// before; the spec compares it with the torsion points that @noble/curves computes.
const SMALL_ORDER_Y: ReadonlySet<string> = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
]);

/**
 * Whether these are the 32 bytes of a public key that may be registered: y below 2^255 - 19 (one spelling a point), and
 * not of small order, under which anybody can make signatures. Whether the point is on the curve is not asked: no
 * signature of one that is not ever verifies, and registering demands one.
 */
export function isCanonicalEd25519PublicKey(raw: Uint8Array): boolean {
  if (raw.length !== PUBLIC_KEY_SIZE) return false;
  const y = copyBytes(raw);
  y[31]! &= 0x7f;
  return isBelowPrime(y) && !SMALL_ORDER_Y.has(toHex(y));
}

/** Little-endian y < p = 2^255 - 19 = 0x7fff...ffed. */
function isBelowPrime(y: Uint8Array): boolean {
  return y[31] !== 0x7f || y[0]! < 0xed || y.subarray(1, 31).some((byte) => byte !== 0xff);
}

/** An organisation key's name: the first 8 bytes of SHA-256 of the raw public key, 16 lower-case hex digits. */
export function keyIdOf(sha: Sha256, publicKey: Uint8Array): string {
  if (publicKey.length !== PUBLIC_KEY_SIZE)
    throw new MalformedError(`public key has ${publicKey.length} bytes, not 32`);
  return toHex(sha(publicKey).subarray(0, 8));
}
