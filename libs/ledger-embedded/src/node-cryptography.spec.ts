import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { describe, expect, it } from 'vitest';
import { nodeCryptography } from './node-cryptography';

const text = (words: string) => new TextEncoder().encode(words);

describe('nodeCryptography', () => {
  it('hashes as another implementation does, into an array of its own', () => {
    const { sha256 } = nodeCryptography();
    for (const data of [new Uint8Array(0), text('abc'), new Uint8Array(100_000).fill(7)]) {
      const hash = sha256(data);
      expect(hash).toEqual(nobleSha256(data));
      expect(hash.constructor).toBe(Uint8Array);
      expect(hash.buffer.byteLength).toBe(32);
    }
    // A view in the middle of a larger buffer is hashed as what it shows.
    expect(sha256(text('xabcx').subarray(1, 4))).toEqual(nobleSha256(text('abc')));
  });

  it('checks signatures of another implementation, and refuses each changed bit', () => {
    const { verifyEd25519 } = nodeCryptography();
    const message = text('a message');
    for (let n = 0; n < 3; n++) {
      const { secretKey, publicKey } = ed25519.keygen(new Uint8Array(32).fill(n + 1));
      const signature = ed25519.sign(message, secretKey);
      expect(verifyEd25519(publicKey, message, signature)).toBe(true);
      expect(verifyEd25519(publicKey, message, signature)).toBe(true);
      for (const at of [0, 31, 32, 63]) {
        const changed = signature.slice();
        changed[at]! ^= 1;
        expect(verifyEd25519(publicKey, message, changed)).toBe(false);
      }
      expect(verifyEd25519(publicKey, text('a massage'), signature)).toBe(false);
      const otherKey = publicKey.slice();
      otherKey[0]! ^= 1;
      expect(verifyEd25519(otherKey, message, signature)).toBe(false);
    }
  });

  it('says no to what is no key or no signature at all', () => {
    const { verifyEd25519 } = nodeCryptography();
    const { secretKey, publicKey } = ed25519.keygen(new Uint8Array(32).fill(9));
    const signature = ed25519.sign(text('m'), secretKey);
    expect(verifyEd25519(publicKey.subarray(1), text('m'), signature)).toBe(false);
    expect(verifyEd25519(new Uint8Array(0), text('m'), signature)).toBe(false);
    expect(verifyEd25519(publicKey, text('m'), signature.subarray(1))).toBe(false);
    expect(verifyEd25519(new Uint8Array(32).fill(0xff), text('m'), signature)).toBe(false);
  });
});
