import type { SignedCommand } from '@packproof/contract';
import { keyIdOf, toBase64 } from '@packproof/merkle';
import { describe, expect, it } from 'vitest';
import { testSigner } from '../test/open-ledger';
import { nodeCryptography } from './node-cryptography';
import { SignatureChecks } from './signature-checks';

const text = (words: string) => new TextEncoder().encode(words);

function setUp() {
  const node = nodeCryptography();
  const asked = { inMainThread: 0, inBackground: 0 };
  const checks = new SignatureChecks({
    sha256: node.sha256,
    verifyEd25519: (...args) => {
      asked.inMainThread += 1;
      return node.verifyEd25519(...args);
    },
    verifyEd25519InBackground: (...args) => {
      asked.inBackground += 1;
      return node.verifyEd25519InBackground(...args);
    },
  });
  const { publicKey, sign } = testSigner(3);
  const signed = (message: Uint8Array) => {
    const signature = sign(message);
    const command = { signature: toBase64(signature), keyId: keyIdOf(node.sha256, publicKey) } as SignedCommand;
    return { message, signature, command };
  };
  return { asked, checks, publicKey, signed };
}

describe('SignatureChecks', () => {
  it('checks ahead once a key is known to sign, and then asks nobody again', async () => {
    const { asked, checks, publicKey, signed } = setUp();
    const first = signed(text('first'));
    expect(checks.ahead(first.command, first.message)).toBeUndefined();
    expect(checks.cryptography.verifyEd25519(publicKey, first.message, first.signature)).toBe(true);
    const second = signed(text('second'));
    await checks.ahead(second.command, second.message);
    expect(checks.cryptography.verifyEd25519(publicKey, second.message, second.signature)).toBe(true);
    expect(asked).toEqual({ inMainThread: 1, inBackground: 1 });
    checks.forget(second.command);
    expect(checks.cryptography.verifyEd25519(publicKey, second.message, second.signature)).toBe(true);
    expect(asked).toEqual({ inMainThread: 2, inBackground: 1 });
  });

  it('takes what was checked ahead for exactly that key, message and signature', async () => {
    const { asked, checks, publicKey, signed } = setUp();
    const first = signed(text('first'));
    checks.cryptography.verifyEd25519(publicKey, first.message, first.signature);
    const good = signed(text('good'));
    await checks.ahead(good.command, good.message);
    expect(checks.cryptography.verifyEd25519(publicKey, text('evil'), good.signature)).toBe(false);
    expect(checks.cryptography.verifyEd25519(testSigner(4).publicKey, good.message, good.signature)).toBe(false);
    const forged = {
      ...good.command,
      signature: toBase64(good.signature.map((byte, i) => (i === 9 ? byte ^ 1 : byte))),
    };
    await checks.ahead(forged, good.message);
    expect(checks.cryptography.verifyEd25519(publicKey, good.message, Buffer.from(forged.signature, 'base64'))).toBe(
      false,
    );
    expect(asked).toEqual({ inMainThread: 3, inBackground: 2 });
    await checks.ahead({ ...good.command, signature: 'not base64!' }, good.message);
    checks.forget({ ...good.command, signature: 'not base64!' });
  });

  it('learns no key from a signature that is wrong', () => {
    const { checks, publicKey, signed } = setUp();
    const one = signed(text('one'));
    expect(checks.cryptography.verifyEd25519(publicKey, text('another'), one.signature)).toBe(false);
    expect(checks.ahead(one.command, one.message)).toBeUndefined();
  });
});
