import {
  among,
  leafHash,
  rootFromTiles,
  type Sha256,
  TILE_WIDTH,
  type Tile,
  tilesAppended,
  tilesForAppend,
  tilesForRoot,
  treeRoot,
} from '@packproof/merkle';
import { type Queryable, readTileData } from './log-store';

/** Where the log stands after a block. `number` is -1 and `size` 0 before the first. */
export interface LogHead {
  number: number;
  size: number;
  root: Uint8Array;
  /** Milliseconds since 1970. */
  committedAt: number;
  /** The tiles that are not full yet, at most one a level: all that is needed to go on appending. */
  edge: Tile[];
}

/** A full tile, to be stored for ever. */
export interface StoredTile {
  level: number;
  index: number;
  data: Uint8Array;
  root: Uint8Array;
}

export const EMPTY_HEAD: LogHead = { number: -1, size: 0, root: new Uint8Array(0), committedAt: 0, edge: [] };

/** Reads the edge of the log at a size, and checks that it gives the root that the block claims. */
export async function loadHead(db: Queryable, sha: Sha256, head: Omit<LogHead, 'edge'>): Promise<LogHead> {
  const edge: Tile[] = [];
  for (const id of tilesForAppend(head.size)) {
    const data = await readTileData(db, sha, id);
    if (data === undefined) throw new Error(`the ledger lacks what tile ${id.index} of level ${id.level} is made of`);
    edge.push({ id, data });
  }
  // Full tiles that stand above nothing yet (sizes such as 256) are needed for the root only.
  const tiles = [...edge];
  for (const id of tilesForRoot(head.size)) {
    if (edge.some((tile) => tile.id.level === id.level && tile.id.index === id.index)) continue;
    const data = await readTileData(db, sha, id);
    if (data !== undefined) tiles.push({ id, data });
  }
  const root = rootFromTiles(sha, among(tiles), head.size);
  if (Buffer.compare(root, head.root) !== 0) {
    throw new Error(`the ledger's entries do not give the root of its checkpoint of size ${head.size}`);
  }
  return { ...head, edge };
}

/** The head after appending entries, and the tiles that became full by it. */
export function appendEntries(
  sha: Sha256,
  head: LogHead,
  entries: readonly Uint8Array[],
  committedAt: number,
): { head: LogHead; full: StoredTile[] } {
  const leaves = new Uint8Array(entries.length * 32);
  entries.forEach((entry, i) => {
    leaves.set(leafHash(sha, entry), i * 32);
  });
  const { count, root, tiles } = tilesAppended(sha, head.size, leaves, among(head.edge));
  const full = tiles
    .filter(({ id }) => id.width === TILE_WIDTH)
    .map(({ id: { level, index }, data }) => ({ level, index, data, root: treeRoot(sha, data) }));
  const partial = tilesForAppend(count).map(({ level, index }) => {
    const is = ({ id }: Tile) => id.level === level && id.index === index;
    return (tiles.find(is) ?? head.edge.find(is))!;
  });
  return { head: { number: head.number + 1, size: count, root, committedAt, edge: partial }, full };
}
