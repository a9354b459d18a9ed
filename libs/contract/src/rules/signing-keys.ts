import { fromBase64, isCanonicalEd25519PublicKey, keyIdOf } from '@packproof/merkle';
import type { NewKey } from '../commands';
import type { Context } from '../context';
import type { Step } from '../decision';
import { possessionBytes } from '../envelope';
import { type Gln, signingKeyKey } from '../keys';
import type { SigningKey } from '../records';
import { refuse } from '../refusal';
import { invalid } from '../shape';

/**
 * Registers a key for an organisation (bytes.md "keyId"): possession proved, no small-order or non-canonical key, and a
 * keyId that was never anybody's.
 */
export function* registerKey(context: Context, gln: Gln, key: NewKey, since: string): Step<SigningKey> {
  const { cryptography, world } = context;
  const publicKey = fromBase64(key.publicKey);
  if (!isCanonicalEd25519PublicKey(publicKey)) invalid('publicKey', 'is no canonical Ed25519 key of full order');
  if (!cryptography.verifyEd25519(publicKey, possessionBytes(gln, publicKey), fromBase64(key.possession))) {
    refuse('SIGNATURE_INVALID', { gln }, 'possession');
  }
  const keyId = keyIdOf(cryptography.sha256, publicKey);
  if (yield* world.get(signingKeyKey(keyId))) refuse('ALREADY_EXISTS', { kind: 'key', id: keyId }, 'publicKey');
  world.put(signingKeyKey(keyId), { gln });
  return { keyId, publicKey: key.publicKey, since };
}
