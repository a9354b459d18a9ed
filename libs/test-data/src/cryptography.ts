import { createHmac, createPublicKey, hash, type KeyObject, verify } from 'node:crypto';
import type { Cryptography } from '@packproof/contract';

/** RFC 8410: what precedes the raw key in a SubjectPublicKeyInfo. */
const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex');

export const sha256 = (data: Uint8Array): Uint8Array => new Uint8Array(hash('sha256', data, 'buffer'));

export const hmacSha256 = (key: Uint8Array, data: Uint8Array): Uint8Array =>
  new Uint8Array(createHmac('sha256', key).update(data).digest());

/** Node's own SHA-256 and Ed25519, as a ledger is handed them. */
export function testCryptography(): Cryptography {
  const parsed = new Map<string, KeyObject>();
  return {
    sha256,
    verifyEd25519(publicKey, message, signature) {
      const id = Buffer.from(publicKey).toString('latin1');
      let key = parsed.get(id);
      try {
        key ??= createPublicKey({ key: Buffer.concat([SPKI_ED25519, publicKey]), format: 'der', type: 'spki' });
        parsed.set(id, key);
        return verify(null, message, key, signature);
      } catch {
        return false;
      }
    },
  };
}
