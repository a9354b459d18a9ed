import { fromBase64Url, fromHex, MalformedError, toBase64Url, toHex } from '@packproof/merkle';
import type { EncodedContent, Hex } from './keys';
import { refuse } from './refusal';

/** Leaf numbers from `start` up to, not including, `end`. */
export type Interval = readonly [start: number, end: number];
/** Packs in a holder: for each tranche sorted, disjoint intervals that do not touch. Tranches in ascending order of id. */
export type Content = ReadonlyMap<Hex, readonly Interval[]>;

/** Rule 4. */
export const MAXIMUM_INTERVALS = 2048;
export const MAXIMUM_CONTENT_BYTES = 16 * 1024;
const MAXIMUM_LEAVES = 2 ** 32 - 1;

export const EMPTY_CONTENT: Content = new Map();
export const EMPTY_ENCODED: EncodedContent = 'AA';

/** bytes.md "content": refuses longer varints, larger values, trailing bytes, wrong order, and what is past the limits. */
export function decodeContent(text: EncodedContent, field = 'content'): Content {
  if (text === EMPTY_ENCODED) return EMPTY_CONTENT;
  if (typeof text !== 'string') refuse('INVALID_INPUT', { rule: 'content is base64url' }, field);
  if (text.length > (MAXIMUM_CONTENT_BYTES * 4) / 3 + 4)
    refuse('LIMIT_EXCEEDED', { limit: MAXIMUM_CONTENT_BYTES }, field);
  try {
    return decodeBytes(fromBase64Url(text), field);
  } catch (error) {
    if (error instanceof MalformedError) refuse('INVALID_INPUT', { rule: error.message }, field);
    throw error;
  }
}

class Reader {
  at = 0;
  constructor(readonly bytes: Uint8Array) {}

  varint(maximum: number): number {
    let value = 0;
    let scale = 1;
    for (let length = 0; ; length += 1) {
      const byte = this.bytes[this.at];
      if (byte === undefined) throw new MalformedError('content is cut off');
      this.at += 1;
      value += (byte & 0x7f) * scale;
      if (value > maximum) throw new MalformedError('a number in content is too large');
      if (byte < 0x80) {
        if (byte === 0 && length > 0) throw new MalformedError('a number in content is not in its shortest form');
        return value;
      }
      if (length > 4) throw new MalformedError('a number in content is too large');
      scale *= 0x80;
    }
  }

  hash(): Hex {
    if (this.at + 32 > this.bytes.length) throw new MalformedError('content is cut off');
    const hex = toHex(this.bytes.subarray(this.at, this.at + 32));
    this.at += 32;
    return hex;
  }
}

function decodeBytes(bytes: Uint8Array, field: string): Content {
  if (bytes.length > MAXIMUM_CONTENT_BYTES) refuse('LIMIT_EXCEEDED', { limit: MAXIMUM_CONTENT_BYTES }, field);
  const reader = new Reader(bytes);
  const tranches = reader.varint(MAXIMUM_CONTENT_BYTES);
  const content = new Map<Hex, readonly Interval[]>();
  let previous = '';
  let total = 0;
  for (let t = 0; t < tranches; t += 1) {
    const id = reader.hash();
    if (id <= previous) throw new MalformedError('tranches are not in ascending order');
    previous = id;
    const count = reader.varint(MAXIMUM_LEAVES);
    if (count === 0) throw new MalformedError('a tranche without intervals');
    total += count;
    if (total > MAXIMUM_INTERVALS) refuse('LIMIT_EXCEEDED', { limit: MAXIMUM_INTERVALS }, field);
    const intervals: Interval[] = [];
    let end = -1;
    for (let i = 0; i < count; i += 1) {
      const start = end + 1 + reader.varint(MAXIMUM_LEAVES);
      end = start + reader.varint(MAXIMUM_LEAVES) + 1;
      if (end > MAXIMUM_LEAVES) throw new MalformedError('a leaf number is too large');
      intervals.push([start, end]);
    }
    content.set(id, intervals);
  }
  if (reader.at !== bytes.length) throw new MalformedError('content has trailing bytes');
  return content;
}

/** The one spelling. Refuses what is past the limits of a holder (rule 4). */
export function encodeContent(content: Content, field = 'content'): EncodedContent {
  if (content.size === 0) return EMPTY_ENCODED;
  const bytes: number[] = [];
  const varint = (value: number) => {
    let rest = value;
    while (rest >= 0x80) {
      bytes.push((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    bytes.push(rest);
  };
  let total = 0;
  varint(content.size);
  for (const [id, intervals] of content) {
    for (const byte of fromHex(id)) bytes.push(byte);
    varint(intervals.length);
    total += intervals.length;
    let end = -1;
    for (const interval of intervals) {
      varint(interval[0] - end - 1);
      varint(interval[1] - interval[0] - 1);
      end = interval[1];
    }
  }
  if (total > MAXIMUM_INTERVALS) refuse('LIMIT_EXCEEDED', { limit: MAXIMUM_INTERVALS }, field);
  if (bytes.length > MAXIMUM_CONTENT_BYTES) refuse('LIMIT_EXCEEDED', { limit: MAXIMUM_CONTENT_BYTES }, field);
  return toBase64Url(Uint8Array.from(bytes));
}

/** Both together, or undefined where they overlap. */
export function unite(a: Content, b: Content): Content | undefined {
  if (a.size === 0) return b;
  if (b.size === 0) return a;
  const result: [Hex, readonly Interval[]][] = [];
  for (const id of new Set([...a.keys(), ...b.keys()])) {
    const [first, second] = [a.get(id), b.get(id)];
    if (first && second) {
      const merged = mergeIntervals(first, second);
      if (!merged) return undefined;
      result.push([id, merged]);
    } else {
      result.push([id, (first ?? second) as readonly Interval[]]);
    }
  }
  return ordered(result);
}

function mergeIntervals(a: readonly Interval[], b: readonly Interval[]): Interval[] | undefined {
  const merged: Interval[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]];
    const next = (!right || (left && left[0] < right[0]) ? left : right) as Interval;
    if (next === left) i += 1;
    else j += 1;
    const last = merged.at(-1);
    if (last && next[0] < last[1]) return undefined;
    if (last && next[0] === last[1]) merged[merged.length - 1] = [last[0], next[1]];
    else merged.push(next);
  }
  return merged;
}

/** What is in `a` and not in `b`. */
export function subtract(a: Content, b: Content): Content {
  if (a.size === 0 || b.size === 0) return a;
  const result = new Map<Hex, readonly Interval[]>();
  for (const [id, intervals] of a) {
    const less = b.get(id);
    const rest = less ? subtractIntervals(intervals, less) : intervals;
    if (rest.length > 0) result.set(id, rest);
  }
  return result;
}

function subtractIntervals(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const rest: Interval[] = [];
  let j = 0;
  for (const [start, end] of a) {
    let from = start;
    while (j < b.length && (b[j] as Interval)[1] <= from) j += 1;
    for (let k = j; k < b.length; k += 1) {
      const [lessStart, lessEnd] = b[k] as Interval;
      if (lessStart >= end) break;
      if (lessStart > from) rest.push([from, lessStart]);
      from = Math.max(from, lessEnd);
    }
    if (from < end) rest.push([from, end]);
  }
  return rest;
}

/** What is in both. */
export function intersect(a: Content, b: Content): Content {
  const result = new Map<Hex, readonly Interval[]>();
  for (const [id, intervals] of a) {
    const other = b.get(id);
    if (!other) continue;
    const both = intersectIntervals(intervals, other);
    if (both.length > 0) result.set(id, both);
  }
  return result;
}

function intersectIntervals(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const both: Interval[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const [left, right] = [a[i] as Interval, b[j] as Interval];
    const start = Math.max(left[0], right[0]);
    const end = Math.min(left[1], right[1]);
    if (start < end) both.push([start, end]);
    if (left[1] < right[1]) i += 1;
    else j += 1;
  }
  return both;
}

export const isEmptyContent = (content: Content): boolean => content.size === 0;

export const isSubset = (part: Content, of: Content): boolean => isEmptyContent(subtract(part, of));

/** Number of packs. */
export function contentSize(content: Content): number {
  let size = 0;
  for (const intervals of content.values()) for (const [start, end] of intervals) size += end - start;
  return size;
}

export function hasLeaf(content: Content, tranche: Hex, leaf: number): boolean {
  return (content.get(tranche) ?? []).some(([start, end]) => leaf >= start && leaf < end);
}

export const oneLeaf = (tranche: Hex, leaf: number): Content => new Map([[tranche, [[leaf, leaf + 1]]]]);

export const wholeTranche = (tranche: Hex, count: number): Content => new Map([[tranche, [[0, count]]]]);

export function forEachInterval(content: Content, visit: (tranche: Hex, start: number, end: number) => void): void {
  for (const [id, intervals] of content) for (const [start, end] of intervals) visit(id, start, end);
}

function ordered(entries: [Hex, readonly Interval[]][]): Content {
  // Code unit order of lower-case hex is the unsigned byte order of the ids.
  return new Map(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
