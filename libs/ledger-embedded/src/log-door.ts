import type { Pool } from '@packproof/database';
import {
  consistencyPathFromTiles,
  encodeEntryBundle,
  inclusionPathFromTiles,
  parseTilePath,
  type Sha256,
  TILE_WIDTH,
  tilesForConsistency,
  tilesForInclusion,
} from '@packproof/merkle';
import { readEntries, readTileData, readTiles } from './log-store';

/** What proves that an entry is in the log. */
export interface EntryProof {
  index: number;
  /** Entries of the tree that the path leads to. */
  size: number;
  /** Siblings, the lowest first, 32 bytes each. */
  path: Uint8Array[];
  /** Signed note of that size, verbatim. */
  checkpoint: string;
}

/** The log as C2SP tlog-tiles: what anybody may read. It reveals commitments, and nothing else. */
export class LogDoor {
  readonly #pool: Pool;
  readonly #sha: Sha256;

  constructor(pool: Pool, sha: Sha256) {
    this.#pool = pool;
    this.#sha = sha;
  }

  /** The latest signed checkpoint; undefined while the log is empty. */
  async readCheckpoint(): Promise<string | undefined> {
    return (await this.#checkpoint(undefined))?.checkpoint;
  }

  /**
   * The bytes under a path such as `tile/0/x001/234`, `tile/1/000.p/7` or `tile/entries/x001/234.p/8`; undefined where
   * the path is none, or the log has not that much yet.
   */
  async readTile(path: string): Promise<Uint8Array | undefined> {
    const resource = parseTilePath(path);
    if (resource === undefined) return undefined;
    if (resource.kind === 'tile') return readTileData(this.#pool, this.#sha, resource);
    const from = resource.index * TILE_WIDTH;
    const entries = await readEntries(this.#pool, from, from + resource.width);
    return entries && encodeEntryBundle(entries);
  }

  /**
   * Proves an entry against the checkpoint of a size that was published, or the latest one.
   * @returns undefined where there is no such checkpoint, or the entry came after it.
   */
  async proofOfEntry(index: number, size?: number): Promise<EntryProof | undefined> {
    const found = await this.#checkpoint(size);
    if (found === undefined || !Number.isSafeInteger(index) || index < 0 || index >= found.size) return undefined;
    const read = await readTiles(this.#pool, this.#sha, tilesForInclusion(index, found.size));
    return { index, ...found, path: inclusionPathFromTiles(this.#sha, read, index, found.size) };
  }

  /** Proves that the log of size `newer` begins with that of size `older` (RFC 6962 2.1.2); undefined past its end. */
  async proofOfConsistency(older: number, newer: number): Promise<Uint8Array[] | undefined> {
    const latest = await this.#checkpoint(undefined);
    if (latest === undefined || !(older >= 1 && older <= newer && newer <= latest.size)) return undefined;
    const read = await readTiles(this.#pool, this.#sha, tilesForConsistency(older, newer));
    return consistencyPathFromTiles(this.#sha, read, older, newer);
  }

  async #checkpoint(size: number | undefined): Promise<{ size: number; checkpoint: string } | undefined> {
    const { rows } =
      size === undefined
        ? await this.#pool.query<{ size: number; checkpoint: string }>({
            name: 'ledger-latest-checkpoint',
            text: 'select size, checkpoint from ledger.block order by number desc limit 1',
          })
        : await this.#pool.query<{ size: number; checkpoint: string }>({
            name: 'ledger-checkpoint',
            text: 'select size, checkpoint from ledger.block where size = $1',
            values: [size],
          });
    return rows[0];
  }
}
