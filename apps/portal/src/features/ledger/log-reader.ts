import { sha256 } from '@noble/hashes/sha2.js';
import {
  among,
  type Checkpoint,
  consistencyPathFromTiles,
  entryBundlePath,
  inclusionPathFromTiles,
  leafHash,
  noteVerifier,
  openCheckpoint,
  parseEntryBundle,
  TILE_WIDTH,
  type Tile,
  type TileId,
  tilePath,
  tilesForConsistency,
  tilesForInclusion,
  verifyConsistency,
  verifyInclusion,
} from '@packproof/merkle';
import { isSignedBy } from '../../log/signature';

/** Gives a resource of the log below its address: `checkpoint`, `key`, `tile/…`. */
export type ReadResource = (path: string) => Promise<Uint8Array>;

export interface OpenedLog {
  readonly key: string;
  readonly checkpoint: Checkpoint;
}

/** Reads a transparency log (C2SP tlog-tiles) as any stranger could, and believes nothing that it does not check. */
export class LogReader {
  readonly #read: ReadResource;
  readonly #tiles = new Map<string, Promise<Tile>>();

  constructor(read: ReadResource) {
    this.#read = read;
  }

  /** The checkpoint as the log says it now. @throws MalformedError where it is not signed by this key. */
  async open(key: string): Promise<OpenedLog> {
    const verifier = noteVerifier(sha256, key, isSignedBy);
    return { key, checkpoint: openCheckpoint(await this.#read('checkpoint'), verifier) };
  }

  async key(): Promise<string> {
    return new TextDecoder().decode(await this.#read('key')).trim();
  }

  /** Whether entry `index` is in the log that the checkpoint commits to, whatever the entry says. */
  async holds(index: number, { root, size }: Checkpoint): Promise<boolean> {
    const bundle = Math.floor(index / TILE_WIDTH);
    const width = Math.min(TILE_WIDTH, size - bundle * TILE_WIDTH);
    const [entries, tiles] = await Promise.all([
      this.#read(entryBundlePath({ index: bundle, width })).then((bytes) => parseEntryBundle(bytes, width)),
      this.#all(tilesForInclusion(index, size)),
    ]);
    const entry = entries[index % TILE_WIDTH];
    if (!entry) return false;
    const path = inclusionPathFromTiles(sha256, among(tiles), index, size);
    return verifyInclusion(sha256, { leafHash: leafHash(sha256, entry), index, count: size, path, root });
  }

  /** Whether `newer` has `older` as its beginning: nothing that was there has been changed. */
  async grewFrom(older: Pick<Checkpoint, 'size' | 'root'>, newer: Checkpoint): Promise<boolean> {
    if (older.size > newer.size) return false;
    const tiles = await this.#all(tilesForConsistency(older.size, newer.size));
    const path = consistencyPathFromTiles(sha256, among(tiles), older.size, newer.size);
    const [first, second] = [older, newer].map(({ size, root }) => ({ count: size, root }));
    return verifyConsistency(sha256, { older: first!, newer: second!, path });
  }

  #all(ids: readonly TileId[]): Promise<Tile[]> {
    return Promise.all(
      ids.map((id) => {
        const path = tilePath(id);
        // What a path names never changes; what failed may be asked for again.
        const known = this.#tiles.get(path) ?? this.#read(path).then((data) => ({ id, data }));
        this.#tiles.set(path, known);
        known.catch(() => this.#tiles.delete(path));
        return known;
      }),
    );
  }
}
