import { createHmac } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519.js';
import { isGln, isGtin14, isSscc } from '@packproof/gs1';
import {
  fromBase64,
  fromHex,
  isCanonicalEd25519PublicKey,
  keyIdOf,
  parseCanonicalJson,
  toBase64Url,
  toHex,
  utf8,
} from '@packproof/merkle';
import { describe, expect, it } from 'vitest';
import { cryptography } from '../test/given';
import { mayBeAbsent, present, vectors } from '../test/vectors';
import { type Content, decodeContent, encodeContent } from './content';
import { canonicalEnvelope, commandHash, parseRecord, recordBytes, signingBytes } from './envelope';
import { anchorKey } from './keys';
import { type UnitKind } from './records';
import { Refusal } from './refusal';
import {
  anchorRootOf,
  batchIdOf,
  hmacOf,
  innerRootOf,
  innerUnitLeaf,
  packIdOf,
  payloadHashOf,
  provesLeaf,
  saltOf,
  trancheIdOf,
} from './values';

const { sha256, verifyEd25519 } = cryptography;
const hmac = hmacOf(sha256);

it('has the independent vectors when in CI', () => {
  expect(present || mayBeAbsent).toBe(true);
});

describe.runIf(present)('bytes.md, against an independent script', () => {
  it('digits', () => {
    const tests = { gtin: isGtin14, sscc: isSscc, gln: isGln } as const;
    for (const [name, test] of Object.entries(tests)) {
      for (const text of vectors.digits.valid[name]) expect(test(text), text).toBe(true);
      for (const text of vectors.digits.invalid[name]) expect(test(text), text).toBe(false);
    }
  });

  it('salt and packId', () => {
    const nodeHmac = (key: Uint8Array, data: Uint8Array) => createHmac('sha256', key).update(data).digest();
    for (const { productSecret, gtin, serial, salt, packId } of vectors.packs) {
      for (const one of [hmac, nodeHmac]) {
        const made = saltOf(one, fromHex(productSecret), gtin, serial);
        expect(toHex(made)).toBe(salt);
        expect(packIdOf(sha256, made, gtin, serial)).toBe(packId);
      }
    }
  });

  it('batchId', () => {
    for (const { gtin, lot, batchId } of vectors.batches) expect(batchIdOf(sha256, gtin, lot)).toBe(batchId);
  });

  it('trancheId', () => {
    const { batchId, cases, maxCountTranche } = vectors.trees;
    for (const { root, count, trancheId } of [...cases, maxCountTranche]) {
      expect(trancheIdOf(sha256, batchId, root, count)).toBe(trancheId);
    }
  });

  it.each((present ? vectors.content.accept : []) as ContentCase[])(
    'content: $name',
    ({ tranches, hex, base64url }) => {
      expect(toBase64Url(fromHex(hex))).toBe(base64url);
      const decoded = decodeContent(base64url);
      const expected = tranches
        .map(({ trancheId, intervals }) => [trancheId, intervals] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1));
      expect([...decoded]).toEqual(expected);
      expect(encodeContent(decoded)).toBe(base64url);
      expect(encodeContent(new Map(expected) as Content)).toBe(base64url);
    },
  );

  it.each((present ? vectors.content.refuse : []) as { name: string; hex: string }[])(
    'content refused: $name',
    ({ hex }) => {
      expect(() => decodeContent(toBase64Url(fromHex(hex)))).toThrow(Refusal);
    },
  );

  it.each((present ? vectors.content.refuseText : []) as { name: string; base64url: string }[])(
    'content refused: $name',
    ({ base64url }) => expect(() => decodeContent(base64url)).toThrow(Refusal),
  );

  it('inner-unit leaf, innerRoot and its paths', () => {
    const byLeaf = new Map<string, ReturnType<typeof unitOf>>();
    for (const vector of vectors.innerUnits) {
      const unit = unitOf(vector);
      expect(toHex(innerUnitLeaf(sha256, unit))).toBe(vector.leaf);
      byLeaf.set(vector.leaf, unit);
    }
    for (const { leaves, innerRoot, innerCount, paths } of vectors.innerTrees) {
      const units = leaves.map((leaf: string) => byLeaf.get(leaf)!);
      expect(innerRootOf(sha256, units)).toBe(innerRoot);
      for (const [index, path] of paths.entries()) {
        const leaf = { data: fromHex(leaves[index]), index, path };
        expect(provesLeaf(sha256, { root: innerRoot, count: innerCount }, leaf)).toBe(true);
        expect(provesLeaf(sha256, { root: innerRoot, count: innerCount + 1 }, leaf)).toBe(false);
      }
    }
  });

  it('canonical envelope, signature and tx', () => {
    for (const { envelope, canonical, signed, signatureBase64, keyId, tx, seed } of vectors.commands) {
      expect(toHex(utf8(canonicalEnvelope(envelope)))).toBe(canonical);
      expect(toHex(signingBytes(envelope))).toBe(signed);
      expect(commandHash(sha256, envelope)).toBe(tx);
      const publicKey = ed25519.getPublicKey(fromHex(seed));
      expect(keyIdOf(sha256, publicKey)).toBe(keyId);
      expect(verifyEd25519(publicKey, signingBytes(envelope), fromBase64(signatureBase64))).toBe(true);
    }
  });

  it('keyId of canonical keys', () => {
    for (const { publicKey, keyId } of vectors.keys) {
      expect(isCanonicalEd25519PublicKey(fromHex(publicKey))).toBe(true);
      expect(keyIdOf(sha256, fromHex(publicKey))).toBe(keyId);
    }
  });

  it('record', () => {
    for (const { record, recordCanonical } of vectors.log.entries) {
      expect(toHex(recordBytes(record))).toBe(recordCanonical);
      // The vectors' third command has a body that no command has; its record is spelled well all the same.
      expect(parseRecord(fromHex(recordCanonical))).toEqual(
        parseCanonicalJson(new TextDecoder().decode(fromHex(recordCanonical))),
      );
    }
  });

  it('payloadHash', () => {
    for (const { random, plaintext, payloadHash } of vectors.payloads) {
      expect(payloadHashOf(sha256, fromHex(random), fromHex(plaintext))).toBe(payloadHash);
    }
  });

  it('anchor', () => {
    for (const { hashes, root, record } of vectors.anchors) {
      expect(anchorRootOf(sha256, hashes)).toBe(root);
      expect(anchorKey(root, hashes.length)).toBe(record);
    }
  });
});

interface ContentCase {
  name: string;
  tranches: { trancheId: string; intervals: [number, number][] }[];
  hex: string;
  base64url: string;
}

interface UnitVector {
  kind: string;
  sscc: string;
  innerRoot: string;
  innerCount: number;
  content: string;
}

function unitOf({ kind, sscc, innerRoot, innerCount, content }: UnitVector) {
  return { kind: kind.toUpperCase() as UnitKind, sscc, innerRoot, innerCount, content: toBase64Url(fromHex(content)) };
}
