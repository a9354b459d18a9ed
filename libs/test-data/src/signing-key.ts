import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { type Hex, type NewKey, possessionBytes } from '@packproof/contract';
import { keyIdOf, toBase64 } from '@packproof/merkle';
import { sha256 } from './cryptography';

/** RFC 8410: what precedes the 32-byte seed in a PKCS #8 private key. */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** An Ed25519 key pair of an organisation. */
export interface TestKey {
  readonly keyId: Hex;
  /** Raw 32 bytes. */
  readonly publicKey: Uint8Array;
  /** 64 bytes. */
  sign(message: Uint8Array): Uint8Array;
  /** How it is registered for an organisation, with the proof that one has it. */
  registrationFor(gln: string): NewKey;
}

/** @param seed 32 bytes (RFC 8032 private key). */
export function testKey(seed: Uint8Array): TestKey {
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const publicKey = new Uint8Array(spki.subarray(-32));
  const signed = (message: Uint8Array) => new Uint8Array(sign(null, message, privateKey));
  return {
    keyId: keyIdOf(sha256, publicKey),
    publicKey,
    sign: signed,
    registrationFor: (gln) => ({
      publicKey: toBase64(publicKey),
      possession: toBase64(signed(possessionBytes(gln, publicKey))),
    }),
  };
}
