import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { someHash } from '../test/given';
import {
  type Content,
  contentOf,
  contentSize,
  decodeContent,
  EMPTY_CONTENT,
  encodeContent,
  forEachInterval,
  hasLeaf,
  type Interval,
  intersect,
  isSubset,
  MAX_INTERVALS,
  oneLeaf,
  subtract,
  unite,
  wholeTranche,
} from './content';
import type { Refusal } from './refusal';

const TRANCHES = ['a', 'b', 'c'].map(someHash).sort();
const leaves = fc.uniqueArray(fc.tuple(fc.nat(2), fc.nat(40)), {
  maxLength: 40,
  selector: ([t, leaf]) => `${t}/${leaf}`,
});

const contentFrom = (chosen: readonly (readonly [number, number])[]): Content =>
  contentOf(chosen.map(([t, leaf]) => [TRANCHES[t]!, [leaf, leaf + 1]] as const))!;

function leavesOf(content: Content): Set<string> {
  const all = new Set<string>();
  forEachInterval(content, (tranche, start, end) => {
    for (let leaf = start; leaf < end; leaf++) all.add(`${tranche}/${leaf}`);
  });
  return all;
}

const only = (set: Set<string>, test: (leaf: string) => boolean) => new Set([...set].filter(test));

/** Sorted, disjoint, not touching, none empty: encodes, and decodes to the same. */
function expectCanonical(content: Content): void {
  expect([...decodeContent(encodeContent(content))]).toEqual([...content]);
}

describe('content is a set of packs', () => {
  it('unite, subtract, intersect, isSubset and hasLeaf agree with sets, and answer in the only spelling', () => {
    fc.assert(
      fc.property(leaves, leaves, (some, others) => {
        const [a, b] = [contentFrom(some), contentFrom(others)];
        const [left, right] = [leavesOf(a), leavesOf(b)];
        const both = intersect(a, b);
        expect(leavesOf(both)).toEqual(only(left, (leaf) => right.has(leaf)));
        expect(leavesOf(subtract(a, b))).toEqual(only(left, (leaf) => !right.has(leaf)));
        const all = unite(a, b);
        if (both.size > 0) expect(all).toBeUndefined();
        else expect(leavesOf(all!)).toEqual(new Set([...left, ...right]));
        expect(isSubset(a, b)).toBe([...left].every((leaf) => right.has(leaf)));
        expect(isSubset(both, a) && isSubset(both, b) && isSubset(subtract(a, b), a)).toBe(true);
        expect(contentSize(a)).toBe(left.size);
        for (const [t, leaf] of others) expect(hasLeaf(a, TRANCHES[t]!, leaf)).toBe(left.has(`${TRANCHES[t]}/${leaf}`));
        for (const one of [a, b, both, subtract(a, b), all ?? a]) expectCanonical(one);
        expect(unite(subtract(a, b), both)).toEqual(a);
      }),
      { numRuns: 1000 },
    );
  });

  it('a gathered content refuses a pack that occurs twice', () => {
    const [tranche] = TRANCHES;
    expect(
      contentOf([
        [tranche!, [0, 3]],
        [tranche!, [2, 4]],
      ]),
    ).toBeUndefined();
    expect(contentOf([])).toEqual(EMPTY_CONTENT);
    expect([
      ...contentOf([
        [tranche!, [3, 4]],
        [tranche!, [0, 3]],
      ])!,
    ]).toEqual([[tranche, [[0, 4]]]]);
  });

  it('one leaf and a whole tranche', () => {
    const [tranche] = TRANCHES;
    expect(isSubset(oneLeaf(tranche!, 9), wholeTranche(tranche!, 10))).toBe(true);
    expect(isSubset(oneLeaf(tranche!, 10), wholeTranche(tranche!, 10))).toBe(false);
    expect(isSubset(oneLeaf(tranche!, 0), EMPTY_CONTENT)).toBe(false);
  });
});

describe('rule 4: 2,048 intervals and 16 KiB a holder', () => {
  const [tranche] = TRANCHES;
  const scattered = (count: number): Content =>
    new Map([[tranche!, Array.from({ length: count }, (_, i): Interval => [2 * i, 2 * i + 1])]]);
  const outcomeOf = (run: () => unknown): unknown => {
    try {
      run();
    } catch (fault) {
      return (fault as Refusal).outcome;
    }
    return undefined;
  };

  it('2,048 intervals fit, 2,049 do not, and the code says so', () => {
    expectCanonical(scattered(MAX_INTERVALS));
    expect(outcomeOf(() => encodeContent(scattered(MAX_INTERVALS + 1)))).toBe('LIMIT_EXCEEDED');
  });

  it('16 KiB fit, more does not: 455 tranches of one interval', () => {
    const many = (count: number): Content =>
      new Map(
        Array.from({ length: count }, (_, i) => someHash(`t${i}`))
          .sort()
          .map((id) => [id, [[0, 1]]] as const),
      );
    expect(outcomeOf(() => encodeContent(many(460)))).toBeUndefined();
    expect(outcomeOf(() => encodeContent(many(480)))).toBe('LIMIT_EXCEEDED');
    expect(outcomeOf(() => decodeContent('A'.repeat(30_000)))).toBe('LIMIT_EXCEEDED');
  });

  it('any change of a character is another content or none', () => {
    const text = encodeContent(
      contentFrom([
        [0, 1],
        [0, 3],
        [2, 5],
      ]),
    );
    for (let at = 0; at < text.length; at++) {
      const changed = text.slice(0, at) + (text[at] === 'B' ? 'C' : 'B') + text.slice(at + 1);
      const decoded = (() => {
        try {
          return encodeContent(decodeContent(changed));
        } catch {
          return undefined;
        }
      })();
      expect(decoded === undefined || decoded === changed).toBe(true);
    }
  });
});
