import type { Sha256 } from './hashing';
import { consistencyRanges, inclusionRanges, type LeafRange, requireCount } from './ranges';
import type { TileId } from './tile-paths';
import { nodesFrom, type TileReader, tilesForRanges } from './tiles';
import { rangeRoot } from './tree';

// Each proof comes in two steps, so that a caller can fetch all tiles at once (in one SQL statement): ask which tiles
// it needs, then compute it from them. The tiles are believed: check the proof where they come from elsewhere.

/** Tiles for the root of `count` leaves. */
export function tilesForRoot(count: number): TileId[] {
  requireCount(count);
  return tilesForRanges([{ from: 0, to: count }], count);
}

export function rootFromTiles(sha: Sha256, read: TileReader, count: number): Uint8Array {
  requireCount(count);
  return rangeRoot(sha, { from: 0, to: count }, nodesFrom(sha, count, read));
}

/** Tiles for the inclusion path of a leaf: at most two a level. */
export function tilesForInclusion(index: number, count: number): TileId[] {
  return tilesForRanges(inclusionRanges(index, count), count);
}

/** RFC 6962 2.1.1, as `inclusionPath`. */
export function inclusionPathFromTiles(sha: Sha256, read: TileReader, index: number, count: number): Uint8Array[] {
  return rangeRoots(sha, read, inclusionRanges(index, count), count);
}

/** Tiles for the proof that `newer` leaves grew from the first `older`. */
export function tilesForConsistency(older: number, newer: number): TileId[] {
  return tilesForRanges(consistencyRanges(older, newer).ranges, newer);
}

/** RFC 6962 2.1.2, as `consistencyPath`. */
export function consistencyPathFromTiles(sha: Sha256, read: TileReader, older: number, newer: number): Uint8Array[] {
  return rangeRoots(sha, read, consistencyRanges(older, newer).ranges, newer);
}

function rangeRoots(sha: Sha256, read: TileReader, ranges: readonly LeafRange[], count: number): Uint8Array[] {
  const node = nodesFrom(sha, count, read);
  return ranges.map((range) => rangeRoot(sha, range, node));
}
