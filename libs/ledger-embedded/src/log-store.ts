import { among, leafHash, type Sha256, TILE_WIDTH, type Tile, type TileId, type TileReader } from '@packproof/merkle';

/** Whoever can run a statement: a pool, or the client of a transaction. */
export interface Queryable {
  query<Row>(query: { name: string; text: string; values: unknown[] }): Promise<{ rows: Row[] }>;
}

const FULL_TILES = {
  name: 'ledger-tiles',
  text: `select t.level, t.index, t.data from unnest($1::smallint[], $2::bigint[]) as asked(level, index)
           join ledger.tile t on t.level = asked.level and t.index = asked.index`,
};
const TILE_ROOTS = {
  name: 'ledger-tile-roots',
  text: 'select root from ledger.tile where level = $1 and index >= $2 and index < $3 order by index',
};
const COMMITMENTS = {
  name: 'ledger-commitments',
  text: 'select commitment from ledger.entry where index >= $1 and index < $2 order by index',
};

/** The type byte of the log's entries; the rest of the 33 is the commitment. */
const ENTRY_TYPE = 1;

/** The 33-byte entries `from` up to `to`, or undefined unless all of them are there. */
export async function readEntries(db: Queryable, from: number, to: number): Promise<Uint8Array[] | undefined> {
  const { rows } = await db.query<{ commitment: Buffer }>({ ...COMMITMENTS, values: [from, to] });
  if (rows.length !== to - from) return undefined;
  return rows.map(({ commitment }) => Uint8Array.of(ENTRY_TYPE, ...commitment));
}

/**
 * Data of one tile, or undefined where the log has not that much. A full one is stored; a partial one is the beginning
 * of the full one, or else is made of what lies below it: entries, or the roots of the tiles of the level below.
 */
export async function readTileData(db: Queryable, sha: Sha256, id: TileId): Promise<Uint8Array | undefined> {
  const { level, index, width } = id;
  const { rows } = await db.query<{ data: Buffer }>({ ...FULL_TILES, values: [[level], [index]] });
  const full = rows[0]?.data;
  if (full !== undefined) return new Uint8Array(full.subarray(0, width * 32));
  if (width === TILE_WIDTH) return undefined;
  const from = index * TILE_WIDTH;
  const hashes =
    level === 0
      ? (await readEntries(db, from, from + width))?.map((entry) => leafHash(sha, entry))
      : (await db.query<{ root: Buffer }>({ ...TILE_ROOTS, values: [level - 1, from, from + width] })).rows.map(
          ({ root }) => root,
        );
  if (hashes?.length !== width) return undefined;
  const data = new Uint8Array(width * 32);
  hashes.forEach((hash, i) => {
    data.set(hash, i * 32);
  });
  return data;
}

/** Fetches the tiles that a proof asks for, and gives a reader of them. */
export async function readTiles(db: Queryable, sha: Sha256, ids: readonly TileId[]): Promise<TileReader> {
  const tiles: Tile[] = [];
  for (const id of ids) {
    const data = await readTileData(db, sha, id);
    if (data !== undefined) tiles.push({ id, data });
  }
  return among(tiles);
}
