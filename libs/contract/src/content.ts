import { concatBytes, decodeVarint, encodeVarint, fromBase64Url, fromHex, toBase64Url, toHex } from '@packproof/merkle';
import type { EncodedContent, Hex } from './keys';
import { Refusal, refuse } from './refusal';

/** Leaves `start` up to but not including `end`. */
export type Interval = readonly [start: number, end: number];
/** Tranche → its intervals: sorted, disjoint, not touching, at least one. Tranches in ascending order. A value: never changed. */
export type Content = ReadonlyMap<Hex, readonly Interval[]>;

/** Ledger.md rule 4. A tote of 40 packs of 25 products has about 32 intervals. */
export const MAX_INTERVALS = 2048;
/** Raw bytes of one content (bytes.md "content"). */
export const MAX_CONTENT_BYTES = 16_384;
const MAX_TEXT = Math.ceil((MAX_CONTENT_BYTES * 4) / 3);
const MAX_LEAF = 0xffff_ffff;
const ID_SIZE = 32;

export const EMPTY_CONTENT: Content = new Map();
/** The encoding of no packs: one byte 00. */
export const EMPTY_ENCODED: EncodedContent = 'AA';

/**
 * The content of its only spelling (bytes.md "content"): anything else is INVALID_INPUT, what is too large
 * LIMIT_EXCEEDED; both as a `Refusal` that names `field`.
 */
export function decodeContent(text: EncodedContent, field?: string): Content {
  if (text === EMPTY_ENCODED) return EMPTY_CONTENT;
  if (text.length > MAX_TEXT) refuse('LIMIT_EXCEEDED', { limit: MAX_CONTENT_BYTES }, field);
  try {
    return decodeBytes(fromBase64Url(text));
  } catch (fault) {
    if (fault instanceof Refusal) throw new Refusal(fault.outcome, fault.params, field);
    throw new Refusal('INVALID_INPUT', { rule: fault instanceof Error ? fault.message : 'content' }, field);
  }
}

function decodeBytes(bytes: Uint8Array): Content {
  if (bytes.length > MAX_CONTENT_BYTES) refuse('LIMIT_EXCEEDED', { limit: MAX_CONTENT_BYTES });
  const content = new Map<Hex, Interval[]>();
  let left = MAX_INTERVALS;
  const tranches = decodeVarint(bytes);
  let at = tranches.next;
  let last = '';
  for (let i = 0; i < tranches.value; i++) {
    if (at + ID_SIZE > bytes.length) malformed('content is cut off');
    const tranche = toHex(bytes.subarray(at, at + ID_SIZE));
    // Lower-case hex sorts as its bytes do.
    if (tranche <= last) malformed('tranches are not in ascending order, each once');
    last = tranche;
    const count = decodeVarint(bytes, at + ID_SIZE);
    if (count.value === 0) malformed('tranche without intervals');
    left -= count.value;
    if (left < 0) refuse('LIMIT_EXCEEDED', { limit: MAX_INTERVALS });
    at = count.next;
    const intervals: Interval[] = [];
    let end = -1;
    for (let j = 0; j < count.value; j++) {
      const gap = decodeVarint(bytes, at);
      const length = decodeVarint(bytes, gap.next);
      const start = end + 1 + gap.value;
      end = start + length.value + 1;
      if (end > MAX_LEAF) malformed('interval ends above 2^32 - 1');
      intervals.push([start, end]);
      at = length.next;
    }
    content.set(tranche, intervals);
  }
  if (at !== bytes.length) malformed('trailing bytes after content');
  return content;
}

function malformed(rule: string): never {
  return refuse('INVALID_INPUT', { rule });
}

/** Refuses what is past the limits of one holder with LIMIT_EXCEEDED. */
export function encodeContent(content: Content, field?: string): EncodedContent {
  if (content.size === 0) return EMPTY_ENCODED;
  const parts: Uint8Array[] = [encodeVarint(content.size)];
  let intervals = 0;
  for (const [tranche, list] of content) {
    intervals += list.length;
    if (intervals > MAX_INTERVALS) refuse('LIMIT_EXCEEDED', { limit: MAX_INTERVALS }, field);
    parts.push(fromHex(tranche), encodeVarint(list.length));
    let previous = -1;
    for (const [start, end] of list) {
      parts.push(encodeVarint(start - previous - 1), encodeVarint(end - start - 1));
      previous = end;
    }
  }
  const bytes = concatBytes(...parts);
  if (bytes.length > MAX_CONTENT_BYTES) refuse('LIMIT_EXCEEDED', { limit: MAX_CONTENT_BYTES }, field);
  return toBase64Url(bytes);
}

/** Both together, or undefined where they have a leaf in common. */
export function unite(a: Content, b: Content): Content | undefined {
  if (a.size === 0) return b;
  if (b.size === 0) return a;
  const all = new Map<Hex, readonly Interval[]>();
  for (const tranche of mergedKeys(a, b)) {
    const [mine, theirs] = [a.get(tranche), b.get(tranche)];
    const merged = mine && theirs ? uniteIntervals(mine, theirs) : (mine ?? theirs);
    if (!merged) return undefined;
    all.set(tranche, merged);
  }
  return all;
}

function uniteIntervals(a: readonly Interval[], b: readonly Interval[]): Interval[] | undefined {
  const all: Interval[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const next = j >= b.length || (i < a.length && a[i]![0] < b[j]![0]) ? a[i++]! : b[j++]!;
    const last = all.at(-1);
    if (last === undefined || last[1] < next[0]) all.push(next);
    else if (last[1] > next[0]) return undefined;
    else all[all.length - 1] = [last[0], next[1]];
  }
  return all;
}

/** What of `a` is not in `b`. */
export function subtract(a: Content, b: Content): Content {
  if (a.size === 0 || b.size === 0) return a;
  const rest = new Map<Hex, readonly Interval[]>();
  for (const [tranche, intervals] of a) {
    const minus = b.get(tranche);
    const left = minus ? subtractIntervals(intervals, minus) : intervals;
    if (left.length > 0) rest.set(tranche, left);
  }
  return rest;
}

function subtractIntervals(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const rest: Interval[] = [];
  let j = 0;
  for (let [start, end] of a) {
    while (j < b.length && b[j]![1] <= start) j++;
    for (let k = j; k < b.length && b[k]![0] < end && start < end; k++) {
      if (b[k]![0] > start) rest.push([start, b[k]![0]]);
      start = Math.min(end, b[k]![1]);
      j = k;
    }
    if (start < end) rest.push([start, end]);
  }
  return rest;
}

/** What is in both. */
export function intersect(a: Content, b: Content): Content {
  if (a.size === 0 || b.size === 0) return EMPTY_CONTENT;
  const both = new Map<Hex, readonly Interval[]>();
  for (const [tranche, intervals] of a) {
    const others = b.get(tranche);
    const shared = others ? intersectIntervals(intervals, others) : [];
    if (shared.length > 0) both.set(tranche, shared);
  }
  return both;
}

function intersectIntervals(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const both: Interval[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const start = Math.max(a[i]![0], b[j]![0]);
    const end = Math.min(a[i]![1], b[j]![1]);
    if (start < end) both.push([start, end]);
    if (a[i]![1] < b[j]![1]) i++;
    else j++;
  }
  return both;
}

export function isSubset(content: Content, of: Content): boolean {
  for (const [tranche, intervals] of content) {
    const all = of.get(tranche);
    if (!all) return false;
    let j = 0;
    for (const [start, end] of intervals) {
      while (j < all.length && all[j]![1] < end) j++;
      if (j >= all.length || all[j]![0] > start) return false;
    }
  }
  return true;
}

export const isEmptyContent = (content: Content): boolean => content.size === 0;

/** How many packs. Up to 2,048 × 2^32: exact. */
export function contentSize(content: Content): number {
  let packs = 0;
  for (const intervals of content.values()) for (const [start, end] of intervals) packs += end - start;
  return packs;
}

export function hasLeaf(content: Content, tranche: Hex, leaf: number): boolean {
  const intervals = content.get(tranche);
  if (!intervals) return false;
  let [low, high] = [0, intervals.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (intervals[middle]![1] <= leaf) low = middle + 1;
    else high = middle;
  }
  return low < intervals.length && intervals[low]![0] <= leaf;
}

export const oneLeaf = (tranche: Hex, leaf: number): Content => new Map([[tranche, [[leaf, leaf + 1]]]]);
export const wholeTranche = (tranche: Hex, count: number): Content => new Map([[tranche, [[0, count]]]]);

/**
 * A content of intervals in any order, tranches too; touching ones are joined. Undefined where two have a leaf in
 * common. For callers that gather scattered leaves.
 */
export function contentOf(scattered: Iterable<readonly [tranche: Hex, interval: Interval]>): Content | undefined {
  const byTranche = new Map<Hex, Interval[]>();
  for (const [tranche, interval] of scattered) {
    const list = byTranche.get(tranche);
    if (list) list.push(interval);
    else byTranche.set(tranche, [interval]);
  }
  const content = new Map<Hex, readonly Interval[]>();
  for (const tranche of [...byTranche.keys()].sort()) {
    const joined = joinSorted(byTranche.get(tranche)!.sort((a, b) => a[0] - b[0]));
    if (!joined) return undefined;
    content.set(tranche, joined);
  }
  return content;
}

function joinSorted(intervals: readonly Interval[]): Interval[] | undefined {
  const joined: Interval[] = [];
  for (const next of intervals) {
    const last = joined.at(-1);
    if (last === undefined || last[1] < next[0]) joined.push(next);
    else if (last[1] > next[0]) return undefined;
    else joined[joined.length - 1] = [last[0], next[1]];
  }
  return joined;
}

export function forEachInterval(content: Content, visit: (tranche: Hex, start: number, end: number) => void): void {
  for (const [tranche, intervals] of content) for (const [start, end] of intervals) visit(tranche, start, end);
}

/** Keys of both in ascending order, each once. */
function* mergedKeys(a: Content, b: Content): Generator<Hex> {
  const [mine, theirs] = [[...a.keys()], [...b.keys()]];
  for (let i = 0, j = 0; i < mine.length || j < theirs.length; ) {
    const [x, y] = [mine[i], theirs[j]];
    if (y === undefined || (x !== undefined && x <= y)) {
      if (x === y) j++;
      i++;
      yield x!;
    } else {
      j++;
      yield y;
    }
  }
}
