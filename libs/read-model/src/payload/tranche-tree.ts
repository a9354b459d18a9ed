import { writeSha256 } from './write-sha256';

/** 16 hashes a row, so that four levels of a path are found in one row of half a kilobyte. */
export const TILE_LEVELS = 4;
export const TILE_WIDTH = 2 ** TILE_LEVELS;
const HASH_SIZE = 32;

/** Where row `index` of a level begins and how many nodes it has, in a tree of `count` leaves. */
export interface TileId {
  level: number;
  index: number;
}

export interface StoredTile extends TileId {
  hashes: Buffer;
}

/** Nodes at a height: an odd last node of a row moves up as it is, which is the tree of RFC 6962. */
export const widthAt = (count: number, height: number): number => Math.ceil(count / 2 ** height);

/** The root of the tree, and all its tiles, from its leaf hashes one after another (RFC 6962 2.1). */
export function tilesOf(leafHashes: Buffer): { root: Buffer; tiles: () => Generator<StoredTile> } {
  const stored: Buffer[] = [];
  let row = leafHashes;
  for (let height = 0; ; height++) {
    if (height % TILE_LEVELS === 0 && (height === 0 || row.length > HASH_SIZE)) stored.push(row);
    if (row.length === HASH_SIZE) break;
    row = rowAbove(row);
  }
  return { root: row, tiles: () => cut(stored) };
}

function* cut(levels: readonly Buffer[]): Generator<StoredTile> {
  for (const [level, row] of levels.entries()) {
    for (let at = 0, index = 0; at < row.length; at += TILE_WIDTH * HASH_SIZE, index++) {
      yield { level, index, hashes: row.subarray(at, at + TILE_WIDTH * HASH_SIZE) };
    }
  }
}

/** @returns the nodes above, 32 bytes each. */
function rowAbove(row: Buffer): Buffer {
  const width = row.length / HASH_SIZE;
  const above = Buffer.alloc(Math.ceil(width / 2) * HASH_SIZE);
  const pair = Buffer.alloc(1 + 2 * HASH_SIZE);
  pair[0] = 1;
  for (let i = 0; i + 1 < width; i += 2) {
    row.copy(pair, 1, i * HASH_SIZE, (i + 2) * HASH_SIZE);
    writeSha256(pair, above, (i / 2) * HASH_SIZE);
  }
  if (width % 2 === 1) row.copy(above, above.length - HASH_SIZE, row.length - HASH_SIZE);
  return above;
}

/** The tiles that have a leaf and its path, the lowest first. */
export function tilesOfPath(leaf: number, count: number): TileId[] {
  const tiles: TileId[] = [];
  for (let level = 0; level === 0 || widthAt(count, level * TILE_LEVELS) > 1; level++) {
    tiles.push({ level, index: Math.floor(leaf / TILE_WIDTH ** (level + 1)) });
  }
  return tiles;
}

/**
 * RFC 6962 2.1.1 from the tiles of `tilesOfPath`, in their order: siblings, the lowest first.
 * @throws when a tile is too short for a tree of `count` leaves.
 */
export function pathFromTiles(
  leaf: number,
  count: number,
  tiles: readonly Buffer[],
): { leafHash: Buffer; path: Buffer[] } {
  const path: Buffer[] = [];
  const leafHash = hashAt(tiles[0]!, leaf % TILE_WIDTH);
  for (const [level, tile] of tiles.entries()) {
    let row = tile;
    for (let height = level * TILE_LEVELS; height < (level + 1) * TILE_LEVELS; height++) {
      const width = widthAt(count, height);
      if (width === 1) return { leafHash, path };
      const node = Math.floor(leaf / 2 ** height);
      const first = Math.floor(leaf / TILE_WIDTH ** (level + 1)) * 2 ** ((level + 1) * TILE_LEVELS - height);
      const sibling = node % 2 === 0 ? node + 1 : node - 1;
      if (sibling < width) path.push(hashAt(row, sibling - first));
      if (row.length > HASH_SIZE) row = rowAbove(row);
    }
  }
  return { leafHash, path };
}

function hashAt(row: Buffer, index: number): Buffer {
  const found = row.subarray(index * HASH_SIZE, (index + 1) * HASH_SIZE);
  if (found.length !== HASH_SIZE) throw new Error('a stored row of the tree is too short');
  return found;
}

/** The tile from which the root of the complete subtree of 2^level leaves, number `index`, is computed. */
export function tileOfSubtree({ level: height, index }: { level: number; index: number }): TileId {
  const level = Math.floor(height / TILE_LEVELS);
  return { level, index: Math.floor((index * 2 ** (height - level * TILE_LEVELS)) / TILE_WIDTH) };
}

/** The root of a complete subtree from the tile of `tileOfSubtree`. */
export function subtreeOfTile({ level: height, index }: { level: number; index: number }, tile: Buffer): Buffer {
  const width = 2 ** (height % TILE_LEVELS);
  const first = (index * width) % TILE_WIDTH;
  let row = tile.subarray(first * HASH_SIZE, (first + width) * HASH_SIZE);
  if (row.length !== width * HASH_SIZE) throw new Error('a stored row of the tree is too short');
  while (row.length > HASH_SIZE) row = rowAbove(row);
  return row;
}
