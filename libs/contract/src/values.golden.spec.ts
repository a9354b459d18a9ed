import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromHex, toHex, utf8 } from '@packproof/merkle';
import { describe, expect, it } from 'vitest';
import { cryptography } from '../test/given';
import { type Content, decodeContent, encodeContent } from './content';
import { canonicalEnvelope, commandHash, parseRecord, possessionBytes, recordBytes } from './envelope';
import {
  anchorRootOf,
  batchIdOf,
  hmacOf,
  innerRootOf,
  innerUnitLeaf,
  packIdOf,
  payloadHashOf,
  saltOf,
  trancheIdOf,
} from './values';

const { sha256 } = cryptography;
const file = join(import.meta.dirname, '../../../fixtures/golden/contract/values.json');
const golden = JSON.parse(readFileSync(file, 'utf8'));

describe('bytes.md, against golden values of another language', () => {
  it('salt, packId, batchId, trancheId', () => {
    for (const { productSecret, gtin, serial, salt, packId } of golden.packs) {
      const made = saltOf(hmacOf(sha256), fromHex(productSecret), gtin, serial);
      expect(toHex(made)).toBe(salt);
      expect(packIdOf(sha256, made, gtin, serial)).toBe(packId);
    }
    const { gtin, lot, batchId } = golden.batch;
    expect(batchIdOf(sha256, gtin, lot)).toBe(batchId);
    expect(trancheIdOf(sha256, batchId, golden.tranche.root, golden.tranche.count)).toBe(golden.tranche.trancheId);
  });

  it('content', () => {
    for (const { tranches, base64url } of golden.contents) {
      const content = new Map(Object.entries(tranches).sort(([a], [b]) => (a < b ? -1 : 1))) as Content;
      expect(encodeContent(content)).toBe(base64url);
      expect([...decodeContent(base64url)]).toEqual([...content]);
    }
  });

  it('inner units and their root; anchors', () => {
    for (const unit of golden.innerUnits) expect(toHex(innerUnitLeaf(sha256, unit))).toBe(unit.leaf);
    const units = golden.innerUnits.filter(({ sscc }: { sscc: string }) => golden.innerRoot.units.includes(sscc));
    expect(innerRootOf(sha256, units)).toBe(golden.innerRoot.root);
    expect(anchorRootOf(sha256, golden.anchor.hashes)).toBe(golden.anchor.root);
  });

  it('envelope, tx, record, possession, payloadHash', () => {
    const { envelope, record, possession, payload } = golden;
    expect(canonicalEnvelope(envelope.value)).toBe(envelope.canonical);
    expect(commandHash(sha256, envelope.value)).toBe(envelope.tx);
    expect(recordBytes(record.value)).toEqual(utf8(record.canonical));
    expect(parseRecord(utf8(record.canonical))).toEqual(record.value);
    expect(toHex(possessionBytes(possession.gln, fromHex(possession.publicKey)))).toBe(possession.bytes);
    expect(payloadHashOf(sha256, fromHex(payload.random), fromHex(payload.plaintext))).toBe(payload.payloadHash);
  });

  it('refuses sizes that are not those of the page', () => {
    expect(() => saltOf(hmacOf(sha256), new Uint8Array(31), '', '')).toThrow(RangeError);
    expect(() => packIdOf(sha256, new Uint8Array(15), '', '')).toThrow(RangeError);
    expect(() => payloadHashOf(sha256, new Uint8Array(31), new Uint8Array())).toThrow(RangeError);
    expect(() => trancheIdOf(sha256, 'ab', golden.tranche.root, 1)).toThrow();
    expect(() => trancheIdOf(sha256, golden.batch.batchId, golden.tranche.root, 2 ** 32)).toThrow();
    expect(() => anchorRootOf(sha256, [])).toThrow('no empty tree');
    const [a, b] = golden.innerUnits;
    expect(() => innerRootOf(sha256, [b, a])).toThrow('ascending');
    expect(() => innerRootOf(sha256, [a, a])).toThrow('ascending');
  });

  it('HMAC agrees with RFC 4231 where the key is longer than a block (test case 6)', () => {
    const mac = hmacOf(sha256)(
      new Uint8Array(131).fill(0xaa),
      utf8('Test Using Larger Than Block-Size Key - Hash Key First'),
    );
    expect(toHex(mac)).toBe('60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54');
  });
});
