import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildTree,
  CompactRange,
  concatBytes,
  consistencyPath,
  inclusionPath,
  intervalsPath,
  type LeafRange,
  leafHash,
  leafHashes,
  MalformedError,
  nodeHash,
  siblingRanges,
  toHex,
  treeRoot,
  u32be,
  verifyConsistency,
  verifyInclusion,
  verifyIntervals,
} from './index';

const sha = (data: Uint8Array): Uint8Array => createHash('sha256').update(data).digest();
const BOUND = 70;
const data = Array.from({ length: BOUND }, (_, i) => u32be(i));
const trees = Array.from({ length: BOUND + 1 }, (_, count) => buildTree(sha, data.slice(0, count)));
const roots = trees.map((tree) => tree.root());

/** RFC 6962 2.1 word for word, as slow as it is plain. */
function mth(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return sha(new Uint8Array(0));
  if (leaves.length === 1) return sha(concatBytes(Uint8Array.of(0), leaves[0]!));
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha(concatBytes(Uint8Array.of(1), mth(leaves.slice(0, k)), mth(leaves.slice(k))));
}

/** RFC 9162 2.1.3.2 word for word: the iterative verifier, which shares no step with ours. */
function iterativeInclusion(
  hash: Uint8Array,
  index: number,
  count: number,
  path: readonly Uint8Array[],
): Uint8Array | undefined {
  let fn = index;
  let sn = count - 1;
  let r = hash;
  for (const p of path) {
    if (sn === 0) return undefined;
    if (fn % 2 === 1 || fn === sn) {
      r = nodeHash(sha, p, r);
      while (fn % 2 === 0 && fn !== 0) {
        fn >>= 1;
        sn >>= 1;
      }
    } else {
      r = nodeHash(sha, r, p);
    }
    fn >>= 1;
    sn >>= 1;
  }
  return sn === 0 ? r : undefined;
}

describe('roots', () => {
  it('are those of RFC 6962 by its own recursion, whichever way they are computed', () => {
    const range = new CompactRange(sha);
    for (let count = 0; count <= BOUND; count++) {
      const expected = toHex(mth(data.slice(0, count)));
      expect(toHex(roots[count]!)).toBe(expected);
      expect(toHex(treeRoot(sha, data.slice(0, count)))).toBe(expected);
      expect(toHex(treeRoot(sha, leafHashes(sha, data.slice(0, count))))).toBe(expected);
      expect(toHex(range.root())).toBe(expected);
      expect(toHex(new CompactRange(sha, range.state()).root())).toBe(expected);
      if (count < BOUND) range.append(leafHash(sha, data[count]!));
    }
  });

  it('leave the leaf hashes that were handed in as they were', () => {
    const flat = leafHashes(sha, data);
    const copy = Uint8Array.from(flat);
    treeRoot(sha, flat);
    treeRoot(sha, flat.subarray(0, 32)).fill(0);
    treeRoot(sha, Buffer.from(flat.buffer, 0, 32)).fill(0);
    treeRoot(sha, Buffer.from(flat.buffer));
    buildTree(sha, flat).root();
    expect(flat).toEqual(copy);
  });

  it('compact ranges refuse a state that cannot be', () => {
    expect(() => new CompactRange(sha, { count: 3, peaks: new Uint8Array(32) })).toThrow(
      '3 leaves have 2 peaks, not 1',
    );
    expect(() => new CompactRange(sha, { count: -1, peaks: new Uint8Array(0) })).toThrow(MalformedError);
    expect(() => new CompactRange(sha).append(new Uint8Array(31))).toThrow('31 bytes');
  });
});

describe('inclusion', () => {
  it('every leaf of every tree is proved, and by the iterative verifier too', () => {
    for (let count = 1; count <= BOUND; count++) {
      for (let index = 0; index < count; index++) {
        const path = trees[count]!.inclusionPath(index);
        const hash = leafHash(sha, data[index]!);
        expect(verifyInclusion(sha, { leafHash: hash, index, count, path, root: roots[count]! })).toBe(true);
        expect(toHex(iterativeInclusion(hash, index, count, path)!)).toBe(toHex(roots[count]!));
      }
    }
    expect(inclusionPath(sha, data, 5)).toEqual(trees[BOUND]!.inclusionPath(5));
  });

  it('every change is found', () => {
    const place = fc.integer({ min: 1, max: BOUND }).chain((count) => fc.tuple(fc.constant(count), fc.nat(count - 1)));
    fc.assert(
      fc.property(place, fc.nat(), fc.integer({ min: 1, max: 255 }), ([count, index], at, flip) => {
        const path = trees[count]!.inclusionPath(index);
        const good = { leafHash: leafHash(sha, data[index]!), index, count, path, root: roots[count]! };
        const bad = [
          { ...good, leafHash: flipped(good.leafHash, at, flip) },
          { ...good, root: flipped(good.root, at, flip) },
          { ...good, path: [...path, good.root] },
          { ...good, path: [good.leafHash, ...path] },
          ...path.map((_, step) => ({ ...good, path: path.map((h, i) => (i === step ? flipped(h, at, flip) : h)) })),
          ...path.map((_, step) => ({ ...good, path: path.filter((_, i) => i !== step) })),
          ...path.map((_, step) => ({ ...good, path: path.map((h, i) => (i === step ? h.subarray(1) : h)) })),
          ...(path.length > 1 ? [{ ...good, path: path.toReversed() }] : []),
          ...Array.from({ length: count }, (_, other) => ({ ...good, index: other })).filter((p) => p.index !== index),
        ];
        for (const proof of bad) expect(verifyInclusion(sha, proof)).toBe(false);
      }),
    );
  });

  it.each([
    [-1, 5],
    [5, 5],
    [0.5, 5],
    [0, 0],
    [Number.NaN, 5],
    [0, 2 ** 53],
    [0, Number.POSITIVE_INFINITY],
  ])('leaf %d of %d is false, and asking for its path is an error', (index, count) => {
    const hash = new Uint8Array(32);
    expect(verifyInclusion(sha, { leafHash: hash, index, count, path: [], root: hash })).toBe(false);
    if (count === 5) expect(() => inclusionPath(sha, data.slice(0, 5), index)).toThrow(MalformedError);
  });

  it('works beyond 2^32 leaves', () => {
    // The last leaf of 2^40 + 1: its only sibling is the whole left tree.
    const left = sha(u32be(1));
    const hash = sha(u32be(2));
    const root = nodeHash(sha, left, hash);
    expect(verifyInclusion(sha, { leafHash: hash, index: 2 ** 40, count: 2 ** 40 + 1, path: [left], root })).toBe(true);
    expect(verifyInclusion(sha, { leafHash: hash, index: 0, count: 2 ** 40 + 1, path: [left], root })).toBe(false);
  });
});

describe('consistency', () => {
  it('every pair of trees is proved', () => {
    for (let newer = 1; newer <= BOUND; newer++) {
      for (let older = 1; older <= newer; older++) {
        const path = trees[newer]!.consistencyPath(older);
        const proof = { older: head(older), newer: head(newer), path };
        expect(verifyConsistency(sha, proof)).toBe(true);
      }
    }
    expect(consistencyPath(sha, data, 9)).toEqual(trees[BOUND]!.consistencyPath(9));
  });

  it('every change is found', () => {
    const pair = fc
      .integer({ min: 1, max: BOUND })
      .chain((newer) => fc.tuple(fc.constant(newer), fc.integer({ min: 1, max: newer })));
    fc.assert(
      fc.property(pair, fc.nat(), fc.integer({ min: 1, max: 255 }), ([newer, older], at, flip) => {
        const path = trees[newer]!.consistencyPath(older);
        const good = { older: head(older), newer: head(newer), path };
        const bad = [
          { ...good, older: { count: older, root: flipped(roots[older]!, at, flip) } },
          { ...good, newer: { count: newer, root: flipped(roots[newer]!, at, flip) } },
          { ...good, path: [...path, roots[newer]!] },
          ...path.map((_, step) => ({ ...good, path: path.map((h, i) => (i === step ? flipped(h, at, flip) : h)) })),
          ...path.map((_, step) => ({ ...good, path: path.filter((_, i) => i !== step) })),
          ...(older < newer
            ? [
                { ...good, older: good.newer, newer: good.older },
                { ...good, path: [] },
              ]
            : []),
        ];
        for (const proof of bad) expect(verifyConsistency(sha, proof)).toBe(false);
      }),
    );
  });

  it('a fork is found', () => {
    const fork = buildTree(sha, [...data.slice(0, 20), u32be(99), ...data.slice(21)]);
    const proof = { older: head(30), newer: { count: BOUND, root: fork.root() }, path: fork.consistencyPath(30) };
    expect(verifyConsistency(sha, proof)).toBe(false);
  });

  it('nothing grows from no leaves, and nothing shrinks', () => {
    expect(verifyConsistency(sha, { older: head(0), newer: head(5), path: [] })).toBe(false);
    expect(verifyConsistency(sha, { older: head(5), newer: head(4), path: [] })).toBe(false);
    expect(() => consistencyPath(sha, data, 0)).toThrow('0 leaves do not grow');
    expect(() => consistencyPath(sha, data, BOUND + 1)).toThrow(MalformedError);
  });
});

describe('intervals', () => {
  const intervalsOf = (count: number) =>
    fc.uniqueArray(fc.nat(count), { minLength: 2, maxLength: 8 }).map((ends) => {
      const sorted = ends.toSorted((a, b) => a - b);
      const intervals: LeafRange[] = [];
      for (let i = 0; i + 1 < sorted.length; i += 2) intervals.push({ from: sorted[i]!, to: sorted[i + 1]! });
      return intervals;
    });
  const cases = fc.integer({ min: 2, max: BOUND }).chain((count) => fc.tuple(fc.constant(count), intervalsOf(count)));
  const hashesOf = (intervals: readonly LeafRange[]): Uint8Array =>
    leafHashes(
      sha,
      intervals.flatMap(({ from, to }) => data.slice(from, to)),
    );

  it('are proved, and every change is found', () => {
    fc.assert(
      fc.property(cases, fc.nat(), fc.integer({ min: 1, max: 255 }), ([count, intervals], at, flip) => {
        const path = intervalsPath(sha, trees[count]!, intervals);
        const good = { leafHashes: hashesOf(intervals), intervals, count, path, root: roots[count]! };
        expect(verifyIntervals(sha, good)).toBe(true);
        const bad = [
          { ...good, leafHashes: flipped(good.leafHashes, at, flip) },
          { ...good, leafHashes: good.leafHashes.subarray(32) },
          { ...good, root: flipped(good.root, at, flip) },
          { ...good, path: [...path, good.root] },
          { ...good, path: path.slice(1), intervals: path.length > 0 ? intervals : [] },
          ...path.map((_, step) => ({ ...good, path: path.map((h, i) => (i === step ? flipped(h, at, flip) : h)) })),
          { ...good, intervals: [] },
          { ...good, intervals: intervals.map(({ from, to }) => ({ from: from + 1, to: to + 1 })) },
        ];
        for (const proof of bad) expect(verifyIntervals(sha, proof)).toBe(false);
      }),
    );
  });

  it('one leaf takes the siblings of its inclusion path', () => {
    for (let index = 0; index < 37; index++) {
      const one = intervalsPath(sha, trees[37]!, [{ from: index, to: index + 1 }]).map(toHex);
      expect(one.toSorted()).toEqual(trees[37]!.inclusionPath(index).map(toHex).toSorted());
    }
  });

  it('a contiguous pallet of 2,000 of 100,000 takes few siblings', () => {
    expect(siblingRanges([{ from: 42_000, to: 44_000 }], 100_000).length).toBeLessThanOrEqual(20);
  });

  it('refuses intervals that are empty, overlap, descend or leave the tree', () => {
    for (const intervals of [
      [],
      [[1, 1]],
      [
        [0, 2],
        [1, 3],
      ],
      [
        [4, 5],
        [1, 2],
      ],
      [[0, 11]],
      [[-1, 2]],
    ]) {
      const ranges = intervals.map(([from, to]) => ({ from: from!, to: to! }));
      expect(() => siblingRanges(ranges, 10)).toThrow(MalformedError);
    }
  });
});

function head(count: number): { count: number; root: Uint8Array } {
  return { count, root: roots[count]! };
}

function flipped(hash: Uint8Array, at: number, flip: number): Uint8Array {
  const copy = Uint8Array.from(hash);
  copy[at % copy.length]! ^= flip;
  return copy;
}
