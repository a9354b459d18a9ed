import { equalBytes } from './bytes';
import { areHashes, nodeHash, type Sha256 } from './hashing';
import { consistencyRanges, inclusionRanges, isCount, isIndex } from './ranges';

export interface InclusionProof {
  /** RFC 6962 leaf hash, not the data. */
  readonly leafHash: Uint8Array;
  /** Leaf number, from 0. */
  readonly index: number;
  readonly count: number;
  /** Siblings, the lowest first. */
  readonly path: readonly Uint8Array[];
  readonly root: Uint8Array;
}

export interface ConsistencyProof {
  readonly older: { readonly count: number; readonly root: Uint8Array };
  readonly newer: { readonly count: number; readonly root: Uint8Array };
  /** In the order of RFC 6962 2.1.2. */
  readonly path: readonly Uint8Array[];
}

/**
 * Whether the leaf is number `index` of the tree. Left or right follows from (index, count) alone, and a path that is
 * longer or shorter than theirs is false. Never throws on values a stranger sent.
 */
export function verifyInclusion(sha: Sha256, proof: InclusionProof): boolean {
  const { index, count, path, root } = proof;
  if (!isCount(count) || !isIndex(index, count)) return false;
  if (!areHashes([proof.leafHash, root, ...path])) return false;
  const ranges = inclusionRanges(index, count);
  if (ranges.length !== path.length) return false;
  let hash = proof.leafHash;
  ranges.forEach((range, step) => {
    const sibling = path[step]!;
    hash = range.from > index ? nodeHash(sha, hash, sibling) : nodeHash(sha, sibling, hash);
  });
  return equalBytes(hash, root);
}

/**
 * Whether the newer tree has the older one as its beginning. Trees without leaves are false: none is ever committed.
 * Never throws on values a stranger sent.
 */
export function verifyConsistency(sha: Sha256, { older, newer, path }: ConsistencyProof): boolean {
  if (!isCount(older.count) || !isCount(newer.count) || older.count > newer.count) return false;
  if (!areHashes([older.root, newer.root, ...path])) return false;
  const { ranges, seeded } = consistencyRanges(older.count, newer.count);
  if (ranges.length !== path.length) return false;
  const seed = seeded ? path[0]! : older.root;
  let oldHash = seed;
  let newHash = seed;
  for (let step = seeded ? 1 : 0; step < ranges.length; step++) {
    const sibling = path[step]!;
    if (ranges[step]!.from >= older.count) {
      newHash = nodeHash(sha, newHash, sibling);
    } else {
      oldHash = nodeHash(sha, sibling, oldHash);
      newHash = nodeHash(sha, sibling, newHash);
    }
  }
  return equalBytes(oldHash, older.root) && equalBytes(newHash, newer.root);
}
