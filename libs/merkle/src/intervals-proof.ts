import { equalBytes } from './bytes';
import { areHashes, HASH_SIZE, nodeHash, type Sha256 } from './hashing';
import { MalformedError } from './malformed-error';
import { isCount, type LeafRange, requireCount, splitOf } from './ranges';
import type { TileId } from './tile-paths';
import { nodesFrom, type TileReader, tilesForRanges } from './tiles';
import { rangeRoot, type Tree, treeRoot } from './tree';

export interface IntervalsProof {
  /** The RFC 6962 leaf hashes of all leaves of the intervals, in order, one after another. */
  readonly leafHashes: Uint8Array;
  /** At least one; sorted, not empty, disjoint. */
  readonly intervals: readonly LeafRange[];
  readonly count: number;
  /** See `siblingRanges`. */
  readonly path: readonly Uint8Array[];
  readonly root: Uint8Array;
}

/**
 * The subtrees beside some leaves of a tree, from left to right: with their hashes and those leaves the root can be
 * computed. For one leaf these are the siblings of its inclusion path, in another order; for the contiguous leaves of a
 * pallet they are hardly more.
 */
export function siblingRanges(intervals: readonly LeafRange[], count: number): LeafRange[] {
  requireCount(count);
  if (!areIntervals(intervals, count)) {
    throw new MalformedError(`intervals are not sorted and disjoint within ${count} leaves`);
  }
  const ranges: LeafRange[] = [];
  fold(
    intervals,
    { from: 0, to: count },
    {
      chosen: () => undefined,
      beside: (range) => void ranges.push(range),
      join: () => undefined,
    },
  );
  return ranges;
}

/** Hashes of `siblingRanges`, 32 bytes each, from a tree in memory. */
export function intervalsPath(sha: Sha256, tree: Tree, intervals: readonly LeafRange[]): Uint8Array[] {
  return siblingRanges(intervals, tree.count).map((range) => rangeRoot(sha, range, tree.node));
}

export function tilesForIntervals(intervals: readonly LeafRange[], count: number): TileId[] {
  return tilesForRanges(siblingRanges(intervals, count), count);
}

/** As `intervalsPath`, from the tiles of `tilesForIntervals`. */
export function intervalsPathFromTiles(
  sha: Sha256,
  read: TileReader,
  intervals: readonly LeafRange[],
  count: number,
): Uint8Array[] {
  const node = nodesFrom(sha, count, read);
  return siblingRanges(intervals, count).map((range) => rangeRoot(sha, range, node));
}

/**
 * Whether these leaves are at those places of the tree. A path that is longer or shorter than the intervals' own is
 * false. Never throws on values a stranger sent.
 */
export function verifyIntervals(sha: Sha256, proof: IntervalsProof): boolean {
  const { intervals, count, path, root, leafHashes } = proof;
  if (!isCount(count) || !areIntervals(intervals, count)) return false;
  if (!areHashes([root, ...path])) return false;
  const chosen = intervals.reduce((sum, { from, to }) => sum + to - from, 0);
  if (leafHashes.length !== chosen * HASH_SIZE) return false;
  if (siblingRanges(intervals, count).length !== path.length) return false;
  let at = 0;
  let step = 0;
  const computed = fold(
    intervals,
    { from: 0, to: count },
    {
      chosen({ from, to }) {
        const start = at;
        at += (to - from) * HASH_SIZE;
        return treeRoot(sha, leafHashes.subarray(start, at));
      },
      beside: () => path[step++]!,
      join: (left, right) => nodeHash(sha, left, right),
    },
  );
  return equalBytes(computed, root);
}

interface Folding<T> {
  /** A subtree of which every leaf is in the intervals. */
  chosen(range: LeafRange): T;
  /** A subtree of which no leaf is. */
  beside(range: LeafRange): T;
  join(left: T, right: T): T;
}

/** Goes through the tree of RFC 6962 from left to right, no deeper than it has to. */
function fold<T>(intervals: readonly LeafRange[], range: LeafRange, folding: Folding<T>): T {
  const { from, to } = range;
  const inside = intervals.filter((interval) => interval.from < to && interval.to > from);
  const first = inside[0];
  if (first === undefined) return folding.beside(range);
  if (first.from <= from && first.to >= to) return folding.chosen(range);
  const split = splitOf(from, to);
  const left = fold(inside, { from, to: split }, folding);
  return folding.join(left, fold(inside, { from: split, to }, folding));
}

function areIntervals(intervals: readonly LeafRange[], count: number): boolean {
  let end = 0;
  for (const { from, to } of intervals) {
    if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < end || to <= from || to > count)
      return false;
    end = to;
  }
  return intervals.length > 0;
}
