import type { TestBatch } from '@packproof/test-data';
import { Violation } from './violation';

/** A pack among all packs of the market: its tranche's base plus its leaf. */
export type Leaf = number;

/**
 * Content, decoded and encoded by itself: nothing of the contract's own code, so that a fault there is not a fault here
 * too. Each pack is one number; in ascending order they are in the order of the encoding.
 */
export class LeafNumbers {
  readonly #batches: readonly TestBatch[];
  readonly #bases = new Map<string, number>();
  readonly #decoded = new Map<string, readonly Leaf[]>();
  readonly count: number;

  constructor(batches: readonly TestBatch[]) {
    this.#batches = [...batches].sort((a, b) => (a.trancheId < b.trancheId ? -1 : 1));
    let base = 0;
    for (const { trancheId, count } of this.#batches) {
      this.#bases.set(trancheId, base);
      base += count;
    }
    this.count = base;
  }

  base(trancheId: string): Leaf {
    const base = this.#bases.get(trancheId);
    if (base === undefined) throw new Violation('a', `a holder has packs of tranche ${trancheId}, which nobody made`);
    return base;
  }

  leafOf(trancheId: string, leaf: number): Leaf {
    return this.base(trancheId) + leaf;
  }

  batchOf(leaf: Leaf): { batch: TestBatch; leaf: number } {
    let base = 0;
    for (const batch of this.#batches) {
      if (leaf < base + batch.count) return { batch, leaf: leaf - base };
      base += batch.count;
    }
    throw new RangeError(`there is no pack ${leaf}`);
  }

  /** Packs in ascending order. Whatever is stored must be spelled in its only way. */
  decode(text: string): readonly Leaf[] {
    const known = this.#decoded.get(text);
    if (known) return known;
    const leaves = this.#read(Buffer.from(text, 'base64url'));
    if (this.encode(leaves) !== text) throw new Violation('a', `content ${text} is not spelled in its only way`);
    this.#decoded.set(text, leaves);
    return leaves;
  }

  #read(bytes: Buffer): Leaf[] {
    let at = 0;
    const varint = () => {
      let value = 0;
      for (let scale = 1; ; scale *= 128) {
        const byte = bytes[at++];
        if (byte === undefined) throw new Violation('a', 'content is cut off');
        value += (byte & 0x7f) * scale;
        if (byte < 0x80) return value;
      }
    };
    const leaves: Leaf[] = [];
    for (let tranches = varint(); tranches > 0; tranches--) {
      const base = this.base(bytes.subarray(at, at + 32).toString('hex'));
      at += 32;
      let next = 0;
      for (let intervals = varint(); intervals > 0; intervals--) {
        const start = next + varint();
        next = start + varint() + 1;
        for (let leaf = start; leaf < next; leaf++) leaves.push(base + leaf);
        next += 1;
      }
    }
    return leaves;
  }

  /** Of any leaves, in any order, each once. */
  encode(leaves: readonly Leaf[]): string {
    const sorted = [...leaves].sort((a, b) => a - b);
    const tranches: number[][] = [];
    const ids: string[] = [];
    let batch = -1;
    let end = 0;
    let base = 0;
    for (const leaf of sorted) {
      while (leaf >= end) {
        base = end;
        batch += 1;
        end += this.#batches[batch]!.count;
      }
      const { trancheId } = this.#batches[batch]!;
      if (ids.at(-1) !== trancheId) {
        ids.push(trancheId);
        tranches.push([]);
      }
      tranches.at(-1)!.push(leaf - base);
    }
    const bytes: number[] = varintBytes(ids.length);
    ids.forEach((id, index) => {
      const runs = runsOf(tranches[index]!);
      bytes.push(...Buffer.from(id, 'hex'), ...varintBytes(runs.length));
      let previous = -1;
      for (const [from, to] of runs) {
        bytes.push(...varintBytes(from - previous - 1), ...varintBytes(to - from - 1));
        previous = to;
      }
    });
    return Buffer.from(bytes).toString('base64url');
  }
}

export function runsOf(sorted: readonly number[]): [from: number, to: number][] {
  const runs: [number, number][] = [];
  for (const leaf of sorted) {
    const last = runs.at(-1);
    if (last && last[1] === leaf) last[1] = leaf + 1;
    else runs.push([leaf, leaf + 1]);
  }
  return runs;
}

export function varintBytes(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return [...bytes, rest];
}
