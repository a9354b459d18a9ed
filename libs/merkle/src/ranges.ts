import { MalformedError } from './malformed-error';

/** Leaves `from` up to, not including, `to`. */
export interface LeafRange {
  readonly from: number;
  readonly to: number;
}

/** The complete subtree of 2^level leaves that begins at leaf `index * 2^level`. */
export interface NodeId {
  readonly level: number;
  readonly index: number;
}

/** Plain arithmetic, not bit operators: a log may pass 2^32 leaves. */
export function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}

export function isIndex(value: number, count: number): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value < count;
}

export function requireCount(count: number): void {
  if (!isCount(count)) throw new MalformedError(`${count} is not a number of leaves`);
}

export function requireIndex(index: number, count: number): void {
  requireCount(count);
  if (!isIndex(index, count)) throw new MalformedError(`leaf ${index} is not among ${count} leaves`);
}

/** RFC 6962 2.1: where a subtree splits: `from` plus the largest power of two below its number of leaves. */
export function splitOf(from: number, to: number): number {
  let power = 1;
  while (2 * power < to - from) power *= 2;
  return from + power;
}

/** RFC 6962 2.1.1 PATH(index, D[count]): the leaves below each sibling, the lowest sibling first. */
export function inclusionRanges(index: number, count: number): LeafRange[] {
  requireIndex(index, count);
  const ranges: LeafRange[] = [];
  let from = 0;
  let to = count;
  while (to - from > 1) {
    const split = splitOf(from, to);
    if (index < split) {
      ranges.push({ from: split, to });
      to = split;
    } else {
      ranges.push({ from, to: split });
      from = split;
    }
  }
  return ranges.reverse();
}

/**
 * RFC 6962 2.1.2 PROOF(older, D[newer]): the leaves below each hash of the proof, in the order of the proof.
 * `seeded` says that the first hash of the proof is the seed of both roots; without it the seed is the older root.
 */
export function consistencyRanges(older: number, newer: number): { ranges: LeafRange[]; seeded: boolean } {
  requireCount(newer);
  if (!isCount(older) || older > newer) throw new MalformedError(`${older} leaves do not grow to ${newer}`);
  const ranges: LeafRange[] = [];
  let from = 0;
  let to = newer;
  while (older !== to) {
    const split = splitOf(from, to);
    if (older <= split) {
      ranges.push({ from: split, to });
      to = split;
    } else {
      ranges.push({ from, to: split });
      from = split;
    }
  }
  const seeded = from > 0;
  if (seeded) ranges.push({ from, to });
  return { ranges: ranges.reverse(), seeded };
}

/** The complete subtrees that a subtree of some RFC 6962 tree falls into, the largest (leftmost) first. */
export function completeSubtrees({ from, to }: LeafRange): NodeId[] {
  const nodes: NodeId[] = [];
  let at = from;
  while (at < to) {
    let level = 0;
    let size = 1;
    while (2 * size <= to - at) {
      size *= 2;
      level++;
    }
    nodes.push({ level, index: at / size });
    at += size;
  }
  return nodes;
}
