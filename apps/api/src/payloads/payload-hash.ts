import { createHash } from 'node:crypto';
import type { Hex } from '@packproof/contract';

export const SALT_SIZE = 32;

/** bytes.md `payloadHash`: over 32 random bytes and the hash of the exact plaintext, so that nothing can be guessed from it. */
export function payloadHash(salt: Uint8Array, plaintext: Uint8Array): Hex {
  if (salt.length !== SALT_SIZE) throw new RangeError(`the salt has ${salt.length} bytes, not ${SALT_SIZE}`);
  const content = createHash('sha256').update(plaintext).digest();
  return createHash('sha256').update('packproof/payload/v1\0').update(salt).update(content).digest('hex');
}
