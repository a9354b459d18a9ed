import { emptyRoot, HASH_SIZE, hashAt, joinPairs, type Leaves, leafHashes, nodeHash, type Sha256 } from './hashing';
import { completeSubtrees, consistencyRanges, inclusionRanges, type LeafRange, type NodeId } from './ranges';

/** Gives the hash of a complete subtree. */
export type NodeReader = (node: NodeId) => Uint8Array;

/** A whole RFC 6962 tree in memory, for trees of which many paths are wanted: 64 bytes a leaf. */
export interface Tree {
  readonly count: number;
  readonly node: NodeReader;
  root(): Uint8Array;
  inclusionPath(index: number): Uint8Array[];
  /** From the tree of the first `older` leaves to this one. */
  consistencyPath(older: number): Uint8Array[];
}

export function buildTree(sha: Sha256, leaves: Leaves): Tree {
  const rows = [leafHashes(sha, leaves)];
  const count = rows[0]!.length / HASH_SIZE;
  for (let width = Math.floor(count / 2); width > 0; width = Math.floor(width / 2)) {
    const row = new Uint8Array(width * HASH_SIZE);
    joinPairs(sha, rows.at(-1)!, rows.at(-1)!.length / HASH_SIZE, row);
    rows.push(row);
  }
  const node: NodeReader = ({ level, index }) => hashAt(rows[level]!, index);
  return {
    count,
    node,
    root: () => (count === 0 ? emptyRoot(sha) : rangeRoot(sha, { from: 0, to: count }, node)),
    inclusionPath: (index) => inclusionRanges(index, count).map((range) => rangeRoot(sha, range, node)),
    consistencyPath: (older) => consistencyRanges(older, count).ranges.map((range) => rangeRoot(sha, range, node)),
  };
}

/** The hash of a subtree of an RFC 6962 tree, from its complete subtrees. */
export function rangeRoot(sha: Sha256, range: LeafRange, node: NodeReader): Uint8Array {
  return completeSubtrees(range)
    .map(node)
    .reduceRight((right, left) => nodeHash(sha, left, right));
}

/** RFC 6962 2.1 MTH: 32 bytes. Of no leaves it is SHA-256 of nothing, which nobody may commit. */
export function treeRoot(sha: Sha256, leaves: Leaves): Uint8Array {
  const hashes = leafHashes(sha, leaves);
  let width = hashes.length / HASH_SIZE;
  if (width === 0) return emptyRoot(sha);
  if (width === 1) return hashAt(hashes, 0);
  // One row, joined over itself; an odd last hash moves up as it is, which is the tree of RFC 6962.
  let row = hashes;
  while (width > 1) {
    const into = row === hashes ? new Uint8Array(Math.ceil(width / 2) * HASH_SIZE) : row;
    const pairs = joinPairs(sha, row, width, into);
    if (width % 2 === 1) into.set(hashAt(row, width - 1), pairs * HASH_SIZE);
    width = Math.ceil(width / 2);
    row = into;
  }
  return hashAt(row, 0);
}

/**
 * RFC 6962 2.1.1: siblings of leaf `index`, the lowest first, 32 bytes each. Builds the whole tree: for several paths
 * of one tree use `buildTree`, for a tree that is stored use `inclusionPathFromTiles`.
 */
export function inclusionPath(sha: Sha256, leaves: Leaves, index: number): Uint8Array[] {
  return buildTree(sha, leaves).inclusionPath(index);
}

/** RFC 6962 2.1.2: that the tree of all leaves grew from the tree of the first `older` leaves. */
export function consistencyPath(sha: Sha256, leaves: Leaves, older: number): Uint8Array[] {
  return buildTree(sha, leaves).consistencyPath(older);
}
