import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  among,
  buildTree,
  concatBytes,
  consistencyPathFromTiles,
  encodeEntryBundle,
  entryBundlePath,
  inclusionPathFromTiles,
  intervalsPath,
  intervalsPathFromTiles,
  leafHashes,
  MalformedError,
  parseEntryBundle,
  parseTilePath,
  rootFromTiles,
  type Tile,
  type TileId,
  type TileReader,
  tilePath,
  tilesAppended,
  tilesForAppend,
  tilesForConsistency,
  tilesForInclusion,
  tilesForIntervals,
  tilesForRoot,
  tilesOf,
  toHex,
  treeRoot,
  u32be,
} from './index';

const sha = (data: Uint8Array): Uint8Array => createHash('sha256').update(data).digest();
const MOST = 70_400;
const all = leafHashes(
  sha,
  Array.from({ length: MOST }, (_, i) => u32be(i)),
);
const leaves = (from: number, to: number): Uint8Array => all.subarray(from * 32, to * 32);

/** A store that keeps the widest tile of each place, and can be told to know only some. */
class Store {
  readonly tiles = new Map<string, Uint8Array>();
  count = 0;
  root: Uint8Array = new Uint8Array(32);
  grow(to: number): Tile[] {
    const grown = tilesAppended(sha, this.count, leaves(this.count, to), this.only(tilesForAppend(this.count)));
    for (const { id, data } of grown.tiles) this.tiles.set(key(id), Buffer.from(data));
    this.count = grown.count;
    this.root = grown.root;
    return grown.tiles;
  }
  only(ids: readonly TileId[]): TileReader {
    return among(ids.map((id) => ({ id, data: this.tiles.get(key(id))! })));
  }
}
const key = ({ level, index }: TileId): string => `${level}/${index}`;

const SIZES = [1, 2, 255, 256, 257, 511, 512, 600, 65_535, 65_536, 65_537, 70_000];

describe('appending', () => {
  it('gives the root and the tiles of the whole tree, however it is cut up', () => {
    const store = new Store();
    for (const size of SIZES) {
      store.grow(size);
      expect(store.count).toBe(size);
      expect(toHex(store.root)).toBe(toHex(treeRoot(sha, leaves(0, size))));
      expect([...store.tiles.keys()].toSorted()).toEqual(tilesOf(size).map(key).toSorted());
      for (const id of tilesOf(size)) expect(store.tiles.get(key(id))!.length).toBe(id.width * 32);
    }
    const atOnce = new Store();
    atOnce.grow(70_000);
    for (const [place, data] of store.tiles) expect(toHex(atOnce.tiles.get(place)!), place).toBe(toHex(data));
    expect(atOnce.tiles.size).toBe(store.tiles.size);
  });

  it('touches only tiles that changed', () => {
    const store = new Store();
    store.grow(70_000);
    expect(tilesForAppend(70_000)).toEqual([
      { level: 0, index: 273, width: 112 },
      { level: 1, index: 1, width: 17 },
      { level: 2, index: 0, width: 1 },
    ]);
    expect(store.grow(70_001).map(({ id }) => id)).toEqual([{ level: 0, index: 273, width: 113 }]);
    expect(store.grow(70_001)).toEqual([]);
    expect(toHex(store.root)).toBe(toHex(treeRoot(sha, leaves(0, 70_001))));
  });

  it('appends any amounts one after another', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(400), { minLength: 1, maxLength: 8 }), (amounts) => {
        const store = new Store();
        for (const amount of amounts) store.grow(store.count + amount);
        expect(toHex(store.root)).toBe(toHex(treeRoot(sha, leaves(0, store.count))));
      }),
      { numRuns: 30 },
    );
  });

  it('says the tiles of C2SP: of 70,000 entries 273 full and one of 112, one full and one of 17, one of 1', () => {
    const tiles = tilesOf(70_000);
    const of = (level: number): number[] => tiles.filter((t) => t.level === level).map((t) => t.width);
    expect(of(0)).toEqual([...Array<number>(273).fill(256), 112]);
    expect(of(1)).toEqual([256, 17]);
    expect(of(2)).toEqual([1]);
    expect(tilesOf(256)).toEqual([
      { level: 0, index: 0, width: 256 },
      { level: 1, index: 0, width: 1 },
    ]);
  });

  it('names a tile that is missing, short or broken', () => {
    const read = (data: Uint8Array | undefined) => () => tilesAppended(sha, 3, leaves(3, 4), () => data);
    expect(read(undefined)).toThrow('tile 0 of level 0 is missing');
    expect(read(new Uint8Array(64))).toThrow('tile 0 of level 0 has 2 hashes, not 3');
    expect(read(new Uint8Array(97))).toThrow('multiple of 32');
  });
});

describe('proofs from tiles', () => {
  const store = new Store();
  store.grow(70_000);

  it('leave tiles as they were, also those that come as Buffers of a database', () => {
    const before = toHex(concatBytes(...store.tiles.values()));
    rootFromTiles(sha, store.only(tilesForRoot(70_000)), 70_000);
    inclusionPathFromTiles(sha, store.only(tilesForInclusion(9, 70_000)), 9, 70_000);
    tilesAppended(sha, 70_000, leaves(70_000, 70_300), store.only(tilesForAppend(70_000)));
    expect(toHex(concatBytes(...store.tiles.values()))).toBe(before);
  });

  it('are those of the tree in memory, with no tile but those asked for', () => {
    for (const count of SIZES) {
      const tree = buildTree(sha, all.subarray(0, count * 32));
      expect(rootFromTiles(sha, store.only(tilesForRoot(count)), count)).toEqual(tree.root());
      const indexes = [0, 1, 254, 255, 256, 300, 65_535, 65_536, count - 2, count - 1].filter(
        (i) => i >= 0 && i < count,
      );
      for (const index of indexes) {
        const tiles = tilesForInclusion(index, count);
        expect(tiles.length).toBeLessThanOrEqual(6);
        expect(inclusionPathFromTiles(sha, store.only(tiles), index, count)).toEqual(tree.inclusionPath(index));
      }
      for (const older of SIZES.filter((size) => size <= count)) {
        const tiles = tilesForConsistency(older, count);
        expect(tiles.length).toBeLessThanOrEqual(6);
        expect(consistencyPathFromTiles(sha, store.only(tiles), older, count)).toEqual(tree.consistencyPath(older));
      }
    }
  });

  it('every leaf of every tree around the edge of a tile', () => {
    for (let count = 250; count <= 260; count++) {
      const tree = buildTree(sha, all.subarray(0, count * 32));
      for (let index = 0; index < count; index++) {
        const read = store.only(tilesForInclusion(index, count));
        expect(inclusionPathFromTiles(sha, read, index, count)).toEqual(tree.inclusionPath(index));
      }
    }
  });

  it('of random leaves and pairs', () => {
    const tree = buildTree(sha, all.subarray(0, 66_000 * 32));
    fc.assert(
      fc.property(fc.nat(65_999), fc.integer({ min: 1, max: 66_000 }), (index, older) => {
        const inclusion = store.only(tilesForInclusion(index, 66_000));
        expect(inclusionPathFromTiles(sha, inclusion, index, 66_000)).toEqual(tree.inclusionPath(index));
        const consistency = store.only(tilesForConsistency(older, 66_000));
        expect(consistencyPathFromTiles(sha, consistency, older, 66_000)).toEqual(tree.consistencyPath(older));
      }),
    );
  });

  it('of intervals', () => {
    const tree = buildTree(sha, leaves(0, 70_000));
    for (const intervals of [
      [{ from: 0, to: 70_000 }],
      [{ from: 40_000, to: 42_000 }],
      [
        { from: 3, to: 4 },
        { from: 69_990, to: 70_000 },
      ],
    ]) {
      const read = store.only(tilesForIntervals(intervals, 70_000));
      expect(intervalsPathFromTiles(sha, read, intervals, 70_000)).toEqual(intervalsPath(sha, tree, intervals));
    }
  });

  it('are for leaves that there are', () => {
    expect(() => tilesForInclusion(5, 5)).toThrow(MalformedError);
    expect(() => tilesForConsistency(6, 5)).toThrow(MalformedError);
    expect(() => tilesForRoot(0)).toThrow(MalformedError);
  });
});

describe('paths', () => {
  it.each([
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 0, index: 999, width: 3 }, 'tile/0/999.p/3'],
    [{ level: 1, index: 1000, width: 256 }, 'tile/1/x001/000'],
    [{ level: 2, index: 1_234_067, width: 8 }, 'tile/2/x001/x234/067.p/8'],
    [{ level: 63, index: Number.MAX_SAFE_INTEGER, width: 1 }, 'tile/63/x009/x007/x199/x254/x740/991.p/1'],
  ])('%o', (id, path) => {
    expect(tilePath(id)).toBe(path);
    expect(parseTilePath(path)).toEqual({ kind: 'tile', ...id });
  });

  it('entry bundles', () => {
    expect(entryBundlePath({ index: 1_234_067, width: 256 })).toBe('tile/entries/x001/x234/067');
    expect(parseTilePath('tile/entries/000.p/3')).toEqual({ kind: 'entries', index: 0, width: 3 });
  });

  it.each([
    'tile/0/0',
    'tile/0/0000',
    'tile/0/x000/000',
    'tile/00/000',
    'tile/64/000',
    'tile/0/001/000',
    'tile/0/x001',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/03',
    'tile/0/000.p/',
    'tile/0/000/',
    '/tile/0/000',
    'tile/8/0/000',
    'tile/data/000',
    'tile/entries/x000/001',
    'tile/0/x999/x999/x999/x999/x999/999',
    'tile/0/000\n',
    'checkpoint',
  ])('%j is not one', (path) => {
    expect(parseTilePath(path)).toBeUndefined();
  });

  it('of what cannot be are not written', () => {
    expect(() => tilePath({ level: 64, index: 0, width: 1 })).toThrow('64 is not a tile level');
    expect(() => tilePath({ level: 0, index: -1, width: 1 })).toThrow('-1 is not a tile number');
    expect(() => tilePath({ level: 0, index: 0, width: 257 })).toThrow('257 is not a tile width');
  });
});

describe('entry bundles', () => {
  it('round-trip', () => {
    const entries = fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 256 });
    fc.assert(
      fc.property(entries, (list) => {
        expect(parseEntryBundle(encodeEntryBundle(list), list.length)).toEqual(list);
      }),
    );
  });

  it('refuse what does not fit', () => {
    const bundle = encodeEntryBundle([u32be(1), u32be(2)]);
    expect(() => parseEntryBundle(bundle, 1)).toThrow('more than 1');
    expect(() => parseEntryBundle(bundle, 3)).toThrow('2 entries, not 3');
    expect(() => parseEntryBundle(bundle.subarray(0, -1), 2)).toThrow('within an entry');
    expect(() => parseEntryBundle(concatBytes(bundle, Uint8Array.of(0)), 3)).toThrow('within a length');
    expect(() => encodeEntryBundle([])).toThrow(MalformedError);
    expect(() => encodeEntryBundle(Array<Uint8Array>(257).fill(u32be(0)))).toThrow(MalformedError);
    expect(() => encodeEntryBundle([new Uint8Array(65_536)])).toThrow('more than 65,535');
  });
});
