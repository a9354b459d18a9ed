import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto';
import type { BackgroundCryptography } from './signature-checks';

/** RFC 8410: what precedes the raw key in a SubjectPublicKeyInfo. */
const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex');
/** Parsing a key costs about as much as half a check: those in use stay parsed. */
const MAX_PARSED_KEYS = 10_000;

/** Node's own SHA-256 and Ed25519. The hash is a plain Uint8Array of its own, no view of Node's buffer pool. */
export function nodeCryptography(): BackgroundCryptography {
  const parsed = new Map<string, KeyObject>();
  const keyOf = (publicKey: Uint8Array): KeyObject | undefined => {
    const id = Buffer.from(publicKey.buffer, publicKey.byteOffset, publicKey.byteLength).toString('latin1');
    const known = parsed.get(id);
    if (known !== undefined) {
      // Back to the end: a Map gives its oldest entry first.
      parsed.delete(id);
      parsed.set(id, known);
      return known;
    }
    if (publicKey.length !== 32) return undefined;
    const key = createPublicKey({ key: Buffer.concat([SPKI_ED25519, publicKey]), format: 'der', type: 'spki' });
    parsed.set(id, key);
    if (parsed.size > MAX_PARSED_KEYS) parsed.delete(parsed.keys().next().value!);
    return key;
  };
  return {
    sha256: (data) => new Uint8Array(hash('sha256', data, 'buffer')),
    verifyEd25519: (publicKey, message, signature) => {
      if (signature.length !== 64) return false;
      try {
        const key = keyOf(publicKey);
        return key !== undefined && verify(null, message, key, signature);
      } catch {
        return false;
      }
    },
    verifyEd25519InBackground: (publicKey, message, signature) =>
      new Promise((resolve) => {
        try {
          const key = signature.length === 64 ? keyOf(publicKey) : undefined;
          if (key === undefined) resolve(false);
          else verify(null, message, key, signature, (fault, good) => resolve(fault === null && good));
        } catch {
          resolve(false);
        }
      }),
  };
}
