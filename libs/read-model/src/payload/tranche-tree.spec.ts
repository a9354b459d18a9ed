import { createHash } from 'node:crypto';
import { buildTree, leafHash } from '@packproof/merkle';
import { describe, expect, it } from 'vitest';
import { pathFromTiles, tilesOf, tilesOfPath } from './tranche-tree';

const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest();

function leaves(count: number): Buffer {
  return Buffer.concat(Array.from({ length: count }, (_, i) => leafHash(sha256, Buffer.from(`pack ${i}`))));
}

describe('tiles of a tranche', () => {
  it.each([1, 2, 3, 15, 16, 17, 31, 32, 33, 255, 256, 257, 271, 273, 4095, 4096, 4097, 5000])(
    'gives root and paths of RFC 6962 for %i leaves',
    (count) => {
      const hashes = leaves(count);
      const expected = buildTree(sha256, hashes);
      const { root, tiles } = tilesOf(hashes);
      expect(root.equals(Buffer.from(expected.root()))).toBe(true);
      const stored = new Map([...tiles()].map(({ level, index, hashes: row }) => [`${level}/${index}`, row]));
      const step = Math.max(1, Math.floor(count / 97));
      for (let leaf = 0; leaf < count; leaf = leaf === count - 1 ? count : Math.min(leaf + step, count - 1)) {
        const rows = tilesOfPath(leaf, count).map(({ level, index }) => stored.get(`${level}/${index}`)!);
        const { path, leafHash: own } = pathFromTiles(leaf, count, rows);
        expect(own.equals(hashes.subarray(leaf * 32, leaf * 32 + 32))).toBe(true);
        expect(path.map((hash) => hash.toString('hex'))).toEqual(
          expected.inclusionPath(leaf).map((hash) => Buffer.from(hash).toString('hex')),
        );
      }
    },
  );

  it('stores no row that no path needs', () => {
    const { tiles } = tilesOf(leaves(256));
    const needed = new Set(
      Array.from({ length: 256 }, (_, leaf) => tilesOfPath(leaf, 256))
        .flat()
        .map(({ level, index }) => `${level}/${index}`),
    );
    expect([...tiles()].map(({ level, index }) => `${level}/${index}`).sort()).toEqual([...needed].sort());
  });
});
