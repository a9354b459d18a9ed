import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A key pair of RFC 8032: the raw public key and a function that signs. */
export interface SigningPair {
  /** 32 bytes. */
  publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

export function makeSigningKey(): { publicKey: Uint8Array; pkcs8: Uint8Array } {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { publicKey: rawPublicKey(privateKey), pkcs8: privateKey.export({ format: 'der', type: 'pkcs8' }) };
}

export function openSigningKey(pkcs8: Uint8Array): SigningPair {
  const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  return { publicKey: rawPublicKey(key), sign: (message) => sign(null, message, key) };
}

function rawPublicKey(privateKey: KeyObject): Uint8Array {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  return new Uint8Array(Buffer.from(x!, 'base64url'));
}
