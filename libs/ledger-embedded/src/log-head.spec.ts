import { buildTree, equalBytes, leafHash, TILE_WIDTH, tilesForAppend, treeRoot } from '@packproof/merkle';
import { describe, expect, it } from 'vitest';
import { appendEntries, EMPTY_HEAD, type LogHead, loadHead, type StoredTile } from './log-head';
import type { Queryable } from './log-store';
import { nodeCryptography } from './node-cryptography';

const { sha256 } = nodeCryptography();
const entry = (index: number) => Uint8Array.of(1, ...sha256(Buffer.from(`entry ${index}`)));

/** The two tables of the log as arrays. */
function memoryLog() {
  const entries: Uint8Array[] = [];
  const tiles = new Map<string, StoredTile>();
  const db: Queryable = {
    async query<Row>({ name, values }: { name: string; values: unknown[] }) {
      const [a, b, c] = values as [number & number[], number & number[], number];
      const rows =
        name === 'ledger-tiles'
          ? [tiles.get(`${a[0]}/${b[0]}`)].filter((tile) => tile !== undefined)
          : name === 'ledger-tile-roots'
            ? [...tiles.values()].filter(({ level, index }) => level === a && index >= b && index < c)
            : entries.slice(a, b).map((bytes) => ({ commitment: bytes.subarray(1) }));
      return { rows: rows.map((row) => ('data' in row ? { ...row, data: Buffer.from(row.data) } : row)) as Row[] };
    },
  };
  const append = (head: LogHead, count: number): LogHead => {
    const added = Array.from({ length: count }, (_, i) => entry(head.size + i));
    const appended = appendEntries(sha256, head, added, 0);
    entries.push(...added);
    for (const tile of appended.full) {
      expect(tiles.has(`${tile.level}/${tile.index}`)).toBe(false);
      tiles.set(`${tile.level}/${tile.index}`, tile);
    }
    return appended.head;
  };
  return { db, append, entries, tiles };
}

describe('the head of the log', () => {
  it('is the same grown step by step, loaded anew, or computed from all entries', async () => {
    const log = memoryLog();
    let head = EMPTY_HEAD;
    for (const step of [1, 1, 253, 1, 1, 255, 300, 700, 1, 64_000, 23, 1, 256, 1_000]) {
      head = log.append(head, step);
      const loaded = await loadHead(log.db, sha256, head);
      expect(loaded.edge.map(({ id }) => id)).toEqual(tilesForAppend(head.size));
      expect(loaded).toEqual(head);
      expect(equalBytes(head.root, treeRoot(sha256, log.entries))).toBe(true);
    }
    expect(head.size).toBeGreaterThan(TILE_WIDTH ** 2);
    // Full tiles of both levels are stored with the roots that they stand for.
    const tree = buildTree(
      sha256,
      log.entries.map((bytes) => bytes),
    );
    expect(equalBytes(log.tiles.get('1/0')!.root, tree.node({ level: 16, index: 0 }))).toBe(true);
    expect(equalBytes(log.tiles.get('0/3')!.data.subarray(32, 64), leafHash(sha256, entry(3 * 256 + 1)))).toBe(true);
  });

  it('is refused where what lies below does not give its root', async () => {
    const log = memoryLog();
    const head = log.append(EMPTY_HEAD, 300);
    log.entries[270] = entry(0);
    await expect(loadHead(log.db, sha256, head)).rejects.toThrow('do not give the root of its checkpoint of size 300');
    log.entries.length = 280;
    await expect(loadHead(log.db, sha256, head)).rejects.toThrow('lacks what tile 1 of level 0 is made of');
  });
});
