import { hash } from 'node:crypto';
import { decodeContent, type EncodedContent } from '@packproof/contract';
import type { Pool } from '@packproof/database';
import { intervalsPath, type LeafRange, type Tree } from '@packproof/merkle';
import {
  pathFromTiles,
  subtreeOfTile,
  TILE_LEVELS,
  TILE_WIDTH,
  tileOfSubtree,
  tilesOfPath,
  widthAt,
} from '../payload/tranche-tree';
import type { InclusionPath, IntervalsPath, LeafKey } from './located';
import { ask, askKeyed, keyed, type Statement } from './statement';
import { byteaOfHex } from './values';

const HASH_SIZE = 32;
const sha256 = (data: Uint8Array) => hash('sha256', data, 'buffer');

const PATHS = keyed(
  'read_inclusion_paths',
  { tranche: 'integer', leaf: 'bigint' },
  (keys) => `select r.n, t.count, k.tiles
    from ${keys}
    join read.tranche t on t.number = r.tranche and r.leaf >= 0 and r.leaf < t.count
    join lateral (
      select string_agg(k.hashes, ''::bytea order by k.level) as tiles
      from generate_series(0, 7) as l(level)
      join read.tranche_tile k on k.tranche = r.tranche and k.level = l.level
        and k.index = (r.leaf >> (${TILE_LEVELS} * (l.level + 1)))
    ) k on k.tiles is not null`,
);

export async function inclusionPaths(pool: Pool, leaves: readonly LeafKey[]): Promise<(InclusionPath | undefined)[]> {
  if (leaves.length === 0) return [];
  const keys = [leaves.map(({ tranche }) => tranche), leaves.map(({ leaf }) => leaf)];
  const rows = await askKeyed<{ n: number; count: number; tiles: Buffer }>(pool, PATHS, keys);
  const found = new Map(rows.map((row) => [row.n, row]));
  return leaves.map((key, i) => {
    const row = found.get(i + 1);
    if (row === undefined) return undefined;
    const { leafHash, path } = pathFromTiles(key.leaf, row.count, cut(row.tiles, key.leaf, row.count));
    return { ...key, leafHash: leafHash.toString('hex'), path: path.map((node) => node.toString('hex')) };
  });
}

/** The tiles of a path, which came as one. */
function cut(all: Buffer, leaf: number, count: number): Buffer[] {
  let at = 0;
  return tilesOfPath(leaf, count).map(({ level, index }) => {
    const width = Math.min(TILE_WIDTH, widthAt(count, level * TILE_LEVELS) - index * TILE_WIDTH);
    at += width * HASH_SIZE;
    return all.subarray(at - width * HASH_SIZE, at);
  });
}

const TRANCHES: Statement = {
  name: 'read_tranches_by_id',
  text: `select encode(tranche_id, 'hex') as id, number, count from read.tranche
    where tranche_id = any($1::bytea[]) and loaded`,
};

const TILES: Statement = {
  name: 'read_tiles',
  text: `select k.tranche, k.level, k.index, k.hashes
    from unnest($1::integer[], $2::smallint[], $3::integer[]) as r(tranche, level, index)
    join read.tranche_tile k on k.tranche = r.tranche and k.level = r.level and k.index = r.index`,
};

/** In two statements, whatever is in the content. Tranches whose payload is not here are left out. */
export async function intervalsPaths(pool: Pool, content: EncodedContent): Promise<IntervalsPath[]> {
  const wanted = decodeContent(content);
  const ids = [...wanted.keys()].map(byteaOfHex);
  const tranches = await ask<{ id: string; number: number; count: number }>(pool, TRANCHES, [ids]);
  const tiles = new Map<string, { tranche: number; level: number; index: number }>();
  const need = (tranche: number, level: number, index: number) => {
    tiles.set(`${tranche}/${level}/${index}`, { tranche, level, index });
  };
  const intervals = new Map<number, LeafRange[]>();
  for (const { id, number, count } of tranches) {
    const ranges = wanted.get(id)!.map(([from, to]) => ({ from, to }));
    intervals.set(number, ranges);
    for (const { from, to } of ranges) {
      for (let tile = Math.floor(from / TILE_WIDTH); tile * TILE_WIDTH < to; tile++) need(number, 0, tile);
    }
    // Walks the tree once for what it will ask, and once, below, for the answers.
    const asked = (node: { level: number; index: number }) => {
      const { level, index } = tileOfSubtree(node);
      need(number, level, index);
      return new Uint8Array(HASH_SIZE);
    };
    intervalsPath(sha256, nodesOnly(count, asked), ranges);
  }
  const list = [...tiles.values()];
  const rows = await ask<{ tranche: number; level: number; index: number; hashes: Buffer }>(pool, TILES, [
    list.map(({ tranche }) => tranche),
    list.map(({ level }) => level),
    list.map(({ index }) => index),
  ]);
  const stored = new Map(rows.map(({ tranche, level, index, hashes }) => [`${tranche}/${level}/${index}`, hashes]));
  return tranches.map(({ number, count }) => {
    const tileAt = (level: number, index: number) => stored.get(`${number}/${level}/${index}`)!;
    const node = (id: { level: number; index: number }) => {
      const { level, index } = tileOfSubtree(id);
      return subtreeOfTile(id, tileAt(level, index));
    };
    const ranges = intervals.get(number)!;
    return {
      tranche: number,
      leafHashes: Buffer.concat(ranges.flatMap((range) => leavesOf(range, (index) => tileAt(0, index)))),
      path: intervalsPath(sha256, nodesOnly(count, node), ranges),
    };
  });
}

function leavesOf({ from, to }: LeafRange, tileAt: (index: number) => Buffer): Buffer[] {
  const rows: Buffer[] = [];
  for (let tile = Math.floor(from / TILE_WIDTH); tile * TILE_WIDTH < to; tile++) {
    const start = tile * TILE_WIDTH;
    rows.push(tileAt(tile).subarray((Math.max(from, start) - start) * HASH_SIZE, (to - start) * HASH_SIZE));
  }
  return rows;
}

/** A tree of which only nodes are asked for. */
function nodesOnly(count: number, node: Tree['node']): Tree {
  const never = () => {
    throw new Error('only nodes of this tree are known');
  };
  return { count, node, root: never, inclusionPath: never, consistencyPath: never };
}
