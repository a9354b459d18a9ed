import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ed25519 } from '@noble/curves/ed25519.js';
import { describe, expect, it } from 'vitest';
import {
  ascii,
  buildTree,
  canonicalJson,
  concatBytes,
  consistencyPath,
  ED25519,
  emptyRoot,
  encodeEntryBundle,
  entryBundlePath,
  formatCheckpoint,
  formatVerifierKey,
  fromHex,
  inclusionPath,
  isCanonicalEd25519PublicKey,
  keyIdOf,
  leafHash,
  logEntry,
  noteKeyId,
  noteVerifier,
  openCheckpoint,
  parseCanonicalJson,
  parseEntryBundle,
  parseVerifierKey,
  signNote,
  tilePath,
  tilesAppended,
  toHex,
  treeRoot,
  u32be,
  utf8,
  verifyConsistency,
  verifyInclusion,
} from './index';

// Vectors of an independent script, kept outside the project. Without them this suite says so; in CI that is a failure.
const folder = process.env.PACKPROOF_VECTORS ?? join(import.meta.dirname, '../../../../shared/vectors');
const file = join(folder, 'packproof/vectors.json');
const present = existsSync(file);
const vectors = present ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
if (!present) console.warn(`merkle: independent vectors not found (${file}); set PACKPROOF_VECTORS`);

const sha = (data: Uint8Array): Uint8Array => createHash('sha256').update(data).digest();

it('has the independent vectors when in CI', () => {
  expect(present || process.env.CI !== 'true').toBe(true);
});

describe.runIf(present)('independent vectors', () => {
  it('canonical JSON: accepts', () => {
    for (const { value, utf8: hex } of vectors.canonicalJson) {
      const text = canonicalJson(value);
      expect(toHex(utf8(text))).toBe(hex);
      expect(parseCanonicalJson(text)).toEqual(value);
    }
    for (const { envelope, canonical } of vectors.commands)
      expect(toHex(utf8(canonicalJson(envelope)))).toBe(canonical);
  });

  it('canonical JSON: refuses', () => {
    for (const { text, why } of vectors.canonicalJsonRefuse) {
      expect(() => parseCanonicalJson(text), why).toThrowError(/\$\.a|canonical form/);
    }
  });

  it('pack leaves', () => {
    for (const pack of vectors.packs) {
      expect(toHex(leafHash(sha, fromHex(pack.packId)))).toBe(pack.leafHash);
    }
  });

  const { trees } = vectors ?? {};
  const hmacKey = (): Uint8Array => fromHex(trees.productSecret);
  const packId = (i: number): Uint8Array => {
    const subject = ascii(`${trees.gtin}\x1dG${String(i).padStart(7, '0')}`);
    const salt = hmac(hmacKey(), concatBytes(ascii('packproof/salt/v1\0'), subject)).subarray(0, 16);
    return sha(concatBytes(ascii('packproof/pack/v1\0'), salt, subject));
  };

  it.each((present ? trees.cases : []) as TreeCase[])('tree of $count', (c) => {
    const leaves = Array.from({ length: c.count }, (_, i) => packId(i));
    const tree = buildTree(sha, leaves);
    const root = treeRoot(sha, leaves);
    expect(toHex(root)).toBe(c.root);
    expect(toHex(tree.root())).toBe(c.root);
    for (const { leaf, path } of c.inclusion) expect(inclusionPath(sha, leaves, leaf).map(toHex)).toEqual(path);
    const inclusion = leaves.map((_, index) => tree.inclusionPath(index));
    inclusion.forEach((path, index) => {
      const proof = { leafHash: leafHash(sha, leaves[index]!), index, count: c.count, path, root };
      expect(verifyInclusion(sha, proof)).toBe(true);
    });
    expect(digest(inclusion)).toBe(c.allInclusionDigest);

    const older = leaves.map((_, i) => ({ count: i + 1, root: treeRoot(sha, leaves.slice(0, i + 1)) }));
    const consistency = older.map(({ count }) => tree.consistencyPath(count));
    for (const { from, fromRoot, path } of c.consistency) {
      expect(toHex(older[from - 1]!.root)).toBe(fromRoot);
      expect(consistency[from - 1]!.map(toHex)).toEqual(path);
    }
    consistency.forEach((path, i) => {
      expect(verifyConsistency(sha, { older: older[i]!, newer: { count: c.count, root }, path })).toBe(true);
    });
    expect(digest(consistency)).toBe(c.allConsistencyDigest);
  });

  it('empty, inner and anchor trees', () => {
    expect(toHex(emptyRoot(sha))).toBe(trees.emptyRFC6962);
    expect(toHex(treeRoot(sha, []))).toBe(trees.emptyRFC6962);
    for (const { leaves, innerRoot, paths } of vectors.innerTrees)
      checkTree(
        leaves.map((h: string) => fromHex(h)),
        innerRoot,
        paths,
      );
    for (const { hashes, root, paths } of vectors.anchors) {
      checkTree(
        hashes.map((h: string) => concatBytes(Uint8Array.of(2), fromHex(h))),
        root,
        paths,
      );
    }
  });

  it('log entries, their tree and its proofs', () => {
    const { entries, inclusion, consistency } = vectors.log;
    const made = entries.map((e: Record<string, string>) => {
      const record = utf8(canonicalJson(e.record));
      expect(toHex(record)).toBe(e.recordCanonical);
      const entry = logEntry(sha, fromHex(e.nonce!), record);
      expect(toHex(entry)).toBe(e.entry);
      expect(toHex(leafHash(sha, entry))).toBe(e.leafHash);
      return entry;
    });
    inclusion.forEach((path: string[], i: number) => {
      expect(inclusionPath(sha, made, i).map(toHex)).toEqual(path);
    });
    consistency.forEach((path: string[], i: number) => {
      expect(consistencyPath(sha, made, i + 1).map(toHex)).toEqual(path);
    });
  });
});

describe.runIf(present)('independent vectors: the log', () => {
  const keyOf = (name: string, publicKey: string) => ({ name, type: ED25519, publicKey: fromHex(publicKey) }) as const;

  it('key ids', () => {
    for (const { publicKey, keyId } of vectors.keys) {
      expect(keyIdOf(sha, fromHex(publicKey))).toBe(keyId);
      expect(isCanonicalEd25519PublicKey(fromHex(publicKey))).toBe(true);
    }
  });

  it('bundle and tile', () => {
    const { entries, entryBundle, tile } = vectors.log;
    const made: Uint8Array[] = entries.map(({ entry }: { entry: string }) => fromHex(entry));
    expect(toHex(encodeEntryBundle(made))).toBe(entryBundle.hex);
    expect(parseEntryBundle(fromHex(entryBundle.hex), 3)).toEqual(made);
    expect(entryBundlePath({ index: 0, width: 3 })).toBe(entryBundle.path);
    const [first, ...more] = tilesAppended(sha, 0, made, () => undefined).tiles;
    expect(more).toEqual([]);
    expect(tilePath(first!.id)).toBe(tile.path);
    expect(toHex(first!.data)).toBe(tile.hex);
  });

  it('verifier keys and signed checkpoints', () => {
    for (const { name, seed, publicKey, id, vkey, checkpoints } of vectors.notes) {
      const key = keyOf(name, publicKey);
      expect(formatVerifierKey(sha, key)).toBe(vkey);
      expect(parseVerifierKey(sha, vkey)).toEqual(key);
      const keyId = noteKeyId(sha, key);
      expect(toHex(keyId)).toBe(id);
      for (const { size, root, note } of checkpoints) {
        const text = formatCheckpoint({ origin: name, size, root: fromHex(root) });
        const sign = (message: Uint8Array): Uint8Array => ed25519.sign(message, fromHex(seed));
        expect(signNote({ text, name, keyId, sign })).toBe(note);
        const verifier = noteVerifier(sha, vkey, (pub, message, sig) => ed25519.verify(sig, message, pub));
        expect(openCheckpoint(note, verifier)).toMatchObject({ origin: name, size });
      }
    }
  });
});

interface TreeCase {
  count: number;
  root: string;
  inclusion: { leaf: number; path: string[] }[];
  allInclusionDigest: string;
  consistency: { from: number; fromRoot: string; path: string[] }[];
  allConsistencyDigest: string;
}

function checkTree(data: Uint8Array[], root: string, paths: string[][]): void {
  expect(toHex(treeRoot(sha, data))).toBe(root);
  paths.forEach((path, i) => {
    expect(inclusionPath(sha, data, i).map(toHex)).toEqual(path);
  });
}

/** "SHA-256 over, for each proof in order, its length as u32 then its hashes" */
function digest(proofs: Uint8Array[][]): string {
  return toHex(sha(concatBytes(...proofs.flatMap((path) => [u32be(path.length), ...path]))));
}

function hmac(key: Uint8Array, data: Uint8Array): Uint8Array {
  const pad = (byte: number): Uint8Array => Uint8Array.from({ length: 64 }, (_, i) => (key[i] ?? 0) ^ byte);
  return sha(concatBytes(pad(0x5c), sha(concatBytes(pad(0x36), data))));
}
