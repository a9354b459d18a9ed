import { createHash, createHmac, randomBytes } from 'node:crypto';
import { packIdOf, saltOf } from '@packproof/contract';
import { leafHash } from '@packproof/merkle';
import { describe, expect, it } from 'vitest';
import { PackHasher } from './pack-hasher';

const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest();
const hmac = (key: Uint8Array, data: Uint8Array) => createHmac('sha256', key).update(data).digest();

describe('PackHasher', () => {
  it('gives the packIds of the contract, whatever came before', () => {
    const secret = randomBytes(32);
    const gtin = '09506000134352';
    const hasher = new PackHasher(secret, gtin);
    const row = Buffer.alloc(5 * 32);
    for (const [leaf, serial] of ['12345678901234567890', '1', '!"%&\'()*+,-./', 'AZaz_09', '1'].entries()) {
      const packId = packIdOf(sha256, saltOf(hmac, secret, gtin, serial), gtin, serial);
      hasher.writePackId(serial, row, leaf * 32);
      expect(row.toString('hex', leaf * 32, leaf * 32 + 32)).toBe(packId);
      hasher.writeLeafHash(serial, row, leaf);
      expect(row.subarray(leaf * 32, leaf * 32 + 32).equals(leafHash(sha256, Buffer.from(packId, 'hex')))).toBe(true);
    }
  });

  it('refuses a secret of another length', () => {
    expect(() => new PackHasher(randomBytes(31), '09506000134352')).toThrow('31 bytes');
  });
});
