import { copyBytes } from './bytes';
import { emptyRoot, HASH_SIZE, hashAt, joinPairs, type Leaves, leafHashes, type Sha256 } from './hashing';
import { MalformedError } from './malformed-error';
import { completeSubtrees, type LeafRange, type NodeId } from './ranges';
import { TILE_HEIGHT, TILE_WIDTH, type TileId } from './tile-paths';
import { type NodeReader, rangeRoot } from './tree';

/** A tile's hashes one after another, `width` times 32 bytes. */
export interface Tile {
  readonly id: TileId;
  readonly data: Uint8Array;
}

/**
 * Gives a tile's data, or undefined where there is none. It may give more hashes than the id's width asks for: a tile
 * only ever grows to the right, so the wider one stands for all narrower ones.
 */
export type TileReader = (id: TileId) => Uint8Array | undefined;

/** All tiles of a tree of `count` leaves that are not full yet, at most one a level, the lowest first. */
export function tilesForAppend(count: number): TileId[] {
  return levelsOf(count)
    .map((hashes, level) => ({ level, index: Math.floor(hashes / TILE_WIDTH), width: hashes % TILE_WIDTH }))
    .filter(({ width }) => width > 0);
}

/** All tiles of a tree of `count` leaves, level by level, from left to right. */
export function tilesOf(count: number): TileId[] {
  return levelsOf(count).flatMap((hashes, level) =>
    Array.from({ length: Math.ceil(hashes / TILE_WIDTH) }, (_, index) => tileAt(level, index, hashes)),
  );
}

/**
 * Appends leaves to a tree that is stored as tiles.
 * @param count leaves that are there already.
 * @param read gives the tiles of `tilesForAppend(count)`, and needs no others.
 * @returns the new number of leaves, the new root, and each tile that is new or became wider, whole.
 */
export function tilesAppended(
  sha: Sha256,
  count: number,
  leaves: Leaves,
  read: TileReader,
): { count: number; root: Uint8Array; tiles: Tile[] } {
  const partial = tilesForAppend(count).map((id) => ({ id, data: tileData(read, id) }));
  const tiles: Tile[] = [];
  const edge: Tile[] = [];
  let fresh = leafHashes(sha, leaves);
  const total = count + fresh.length / HASH_SIZE;
  let before = count;
  for (let level = 0; fresh.length > 0 || before > 0; level++) {
    const old = partial.find(({ id }) => id.level === level);
    const row = old ? joined(old.data, fresh) : fresh;
    const width = row.length / HASH_SIZE;
    const first = Math.floor(before / TILE_WIDTH);
    const full = Math.floor(width / TILE_WIDTH);
    const above = new Uint8Array(full * HASH_SIZE);
    for (let at = 0; at < width; at += TILE_WIDTH) {
      const data = copyBytes(row, at * HASH_SIZE, Math.min(at + TILE_WIDTH, width) * HASH_SIZE);
      const tile = { id: { level, index: first + at / TILE_WIDTH, width: data.length / HASH_SIZE }, data };
      if (fresh.length > 0) tiles.push(tile);
      if (tile.id.width < TILE_WIDTH) edge.push(tile);
      else above.set(tileHash(sha, data), (at / TILE_WIDTH) * HASH_SIZE);
    }
    before = first;
    fresh = above;
  }
  const root =
    total === 0 ? emptyRoot(sha) : rangeRoot(sha, { from: 0, to: total }, nodesFrom(sha, total, among(edge)));
  return { count: total, root, tiles };
}

/** The tiles that hold what is needed to compute the hashes of these subtrees, each once. */
export function tilesForRanges(ranges: readonly LeafRange[], count: number): TileId[] {
  const levels = levelsOf(count);
  const tiles = new Map<string, TileId>();
  for (const node of ranges.flatMap(completeSubtrees)) {
    const { level, index } = placeOf(node);
    tiles.set(`${level}/${index}`, tileAt(level, index, levels[level]!));
  }
  return [...tiles.values()].sort((a, b) => a.level - b.level || a.index - b.index);
}

/** Computes complete subtrees from tiles of a tree of `count` leaves; a tile is read once however often it is needed. */
export function nodesFrom(sha: Sha256, count: number, read: TileReader): NodeReader {
  const levels = levelsOf(count);
  const seen = new Map<string, Uint8Array>();
  return (node) => {
    const { level, index, offset, width } = placeOf(node);
    const key = `${level}/${index}`;
    let data = seen.get(key);
    if (data === undefined) {
      data = tileData(read, tileAt(level, index, levels[level]!));
      seen.set(key, data);
    }
    return tileHash(sha, data.subarray(offset * HASH_SIZE, (offset + width) * HASH_SIZE));
  };
}

/** A reader of tiles that are at hand. */
export function among(tiles: Iterable<Tile>): TileReader {
  const byPlace = new Map<string, Uint8Array>();
  for (const { id, data } of tiles) byPlace.set(`${id.level}/${id.index}`, data);
  return ({ level, index }) => byPlace.get(`${level}/${index}`);
}

/** How many hashes there are at each tile level of a tree of `count` leaves, as far up as there are any. */
function levelsOf(count: number): number[] {
  if (!Number.isSafeInteger(count) || count < 0) throw new MalformedError(`${count} is not a number of leaves`);
  const levels: number[] = [];
  for (let hashes = count; hashes > 0; hashes = Math.floor(hashes / TILE_WIDTH)) levels.push(hashes);
  return levels;
}

function tileAt(level: number, index: number, hashes: number): TileId {
  return { level, index, width: Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH) };
}

/** Which hashes of which tile a complete subtree is made of. */
function placeOf({ level, index }: NodeId): { level: number; index: number; offset: number; width: number } {
  const width = 2 ** (level % TILE_HEIGHT);
  const first = index * width;
  return {
    level: Math.floor(level / TILE_HEIGHT),
    index: Math.floor(first / TILE_WIDTH),
    offset: first % TILE_WIDTH,
    width,
  };
}

/** The root over 1, 2, 4 … 256 hashes. */
function tileHash(sha: Sha256, hashes: Uint8Array): Uint8Array {
  const row = copyBytes(hashes);
  for (let width = row.length / HASH_SIZE; width > 1; width /= 2) joinPairs(sha, row, width, row);
  return hashAt(row, 0);
}

function tileData(read: TileReader, id: TileId): Uint8Array {
  const data = read(id);
  const name = `tile ${id.index} of level ${id.level}`;
  if (data === undefined) throw new MalformedError(`${name} is missing`);
  if (data.length % HASH_SIZE !== 0) throw new MalformedError(`${name} is not a multiple of 32 bytes`);
  if (data.length < id.width * HASH_SIZE) {
    throw new MalformedError(`${name} has ${data.length / HASH_SIZE} hashes, not ${id.width}`);
  }
  return data.subarray(0, id.width * HASH_SIZE);
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array {
  const row = new Uint8Array(left.length + right.length);
  row.set(left);
  row.set(right, left.length);
  return row;
}
