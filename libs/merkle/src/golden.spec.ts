import { createHash, createPrivateKey, createPublicKey, sign as edSign, verify as edVerify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  among,
  buildTree,
  concatBytes,
  consistencyPath,
  ED25519,
  formatCheckpoint,
  formatVerifierKey,
  fromHex,
  inclusionPath,
  keyIdOf,
  leafHash,
  leafHashes,
  logEntry,
  noteKeyId,
  noteVerifier,
  openCheckpoint,
  openNote,
  parseTilePath,
  parseVerifierKey,
  signNote,
  tilesAppended,
  toHex,
  treeRoot,
  u32be,
  utf8,
  verifyConsistency,
  verifyInclusion,
} from './index';

const folder = join(import.meta.dirname, '../../../fixtures/golden/merkle');
const golden = (name: string) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
const sha = (data: Uint8Array): Uint8Array => createHash('sha256').update(data).digest();
const verify = (key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean => {
  const spki = concatBytes(fromHex('302a300506032b6570032100'), key);
  return edVerify(null, message, createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }), signature);
};
const signer =
  (seed: string) =>
  (message: Uint8Array): Uint8Array => {
    const pkcs8 = Buffer.from(`302e020100300506032b657004220420${seed}`, 'hex');
    return edSign(null, message, createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }));
  };

describe('the tree of the Certificate Transparency reference implementations', () => {
  const { leaves, roots, inclusion, consistency } = golden('rfc6962');
  const data: Uint8Array[] = leaves.map((hex: string) => fromHex(hex));

  it('roots', () => {
    roots.forEach((root: string, count: number) => {
      expect(toHex(treeRoot(sha, data.slice(0, count)))).toBe(root);
    });
  });

  it('inclusion', () => {
    for (const { index, count, path } of inclusion) {
      expect(inclusionPath(sha, data.slice(0, count), index).map(toHex)).toEqual(path);
      const proof = { index, count, path: path.map((h: string) => fromHex(h)), root: fromHex(roots[count]) };
      expect(verifyInclusion(sha, { ...proof, leafHash: leafHash(sha, data[index]!) })).toBe(true);
    }
  });

  it('consistency', () => {
    const head = (count: number) => ({ count, root: fromHex(roots[count]) });
    for (const { older, newer, path } of consistency) {
      expect(consistencyPath(sha, data.slice(0, newer), older).map(toHex)).toEqual(path);
      const proof = { older: head(older), newer: head(newer), path: path.map((h: string) => fromHex(h)) };
      expect(verifyConsistency(sha, proof)).toBe(true);
    }
  });
});

interface GoldenTree {
  readonly count: number;
  readonly root: string;
  /** Every how-manieth proof is in the digests. */
  readonly step: number;
  readonly inclusionDigest: string;
  readonly consistencyDigest: string;
  readonly tiles: readonly { readonly path: string; readonly sha256: string }[];
}

describe("Go's transparency log packages agree", () => {
  const { trees, notes, entries } = golden('tlog');
  const most = Math.max(...trees.map(({ count }: { count: number }) => count));
  const all = leafHashes(
    sha,
    Array.from({ length: most }, (_, i) => u32be(i)),
  );
  const digest = (proofs: Uint8Array[][]): string =>
    toHex(sha(concatBytes(...proofs.flatMap((path) => [u32be(path.length), ...path]))));

  it.each(trees as GoldenTree[])('tree of $count', (expected) => {
    const { count, root, step, inclusionDigest, consistencyDigest, tiles } = expected;
    const tree = buildTree(sha, all.subarray(0, count * 32));
    expect(toHex(tree.root())).toBe(root);
    const starts = Array.from({ length: Math.ceil(count / step) }, (_, i) => i * step);
    expect(digest(starts.map((i) => tree.inclusionPath(i)))).toBe(inclusionDigest);
    expect(digest(starts.map((i) => tree.consistencyPath(i + 1)))).toBe(consistencyDigest);

    const made = tilesAppended(sha, 0, all.subarray(0, count * 32), () => undefined);
    expect(toHex(made.root)).toBe(root);
    const read = among(made.tiles);
    for (const { path, sha256 } of tiles) {
      const tile = parseTilePath(path);
      if (tile?.kind !== 'tile') throw new Error(`${path} is not a tile`);
      expect(toHex(sha(read(tile)!)), path).toBe(sha256);
    }
  });

  it('checkpoints, verifier keys and key ids', () => {
    for (const { name, seed, publicKey, vkey, keyId, checkpoints } of notes) {
      const key = { name, type: ED25519, publicKey: fromHex(publicKey) } as const;
      expect(formatVerifierKey(sha, key)).toBe(vkey);
      expect(parseVerifierKey(sha, vkey)).toEqual(key);
      expect(keyIdOf(sha, key.publicKey)).toBe(keyId);
      for (const { size, root, note } of checkpoints) {
        const text = formatCheckpoint({ origin: name, size, root: fromHex(root) });
        expect(signNote({ text, name, keyId: noteKeyId(sha, key), sign: signer(seed) })).toBe(note);
        const opened = openCheckpoint(utf8(note), noteVerifier(sha, vkey, verify));
        expect({ ...opened, root: toHex(opened.root) }).toMatchObject({ origin: name, size, root });
      }
    }
  });

  it('log entries', () => {
    for (const { nonce, record, entry, leafHash: hash } of entries) {
      const made = logEntry(sha, fromHex(nonce), utf8(record));
      expect(toHex(made)).toBe(entry);
      expect(toHex(leafHash(sha, made))).toBe(hash);
    }
  });

  it("the examples of Go's note package", () => {
    const { vkey, seed, text, note, withAnotherSigner } = golden('signed-note');
    const verifier = noteVerifier(sha, vkey, verify);
    expect(openNote(note, [verifier]).text).toBe(text);
    expect(signNote({ text, name: verifier.name, keyId: verifier.keyId, sign: signer(seed) })).toBe(note);
    const opened = openNote(withAnotherSigner, [verifier]);
    expect(opened.verified.map(({ name }) => name)).toEqual(['PeterNeumann']);
    expect(opened.unverified.map(({ name }) => name)).toEqual(['EnochRoot']);
  });
});
