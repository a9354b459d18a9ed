import { ed25519 } from '@noble/curves/ed25519.js';

/** RFC 8032, strictly; bytes that are no key or no signature have signed nothing. */
export function isSignedBy(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
}
