import { copyBytes } from './bytes';
import { emptyRoot, HASH_SIZE, hashAt, nodeHash, type Sha256 } from './hashing';
import { MalformedError } from './malformed-error';
import { completeSubtrees } from './ranges';

/** What has to be kept of a tree to go on appending: at most 53 hashes, however long it is. */
export interface CompactRangeState {
  readonly count: number;
  /** Roots of the complete subtrees that `count` falls into, the largest first, 32 bytes each. */
  readonly peaks: Uint8Array;
}

/** A growing RFC 6962 tree that remembers O(log n) hashes. Appending is one node hash a leaf, on average. */
export class CompactRange {
  readonly #sha: Sha256;
  #count = 0;
  #peaks: Uint8Array[] = [];

  constructor(sha: Sha256, state: CompactRangeState = { count: 0, peaks: new Uint8Array(0) }) {
    if (!Number.isSafeInteger(state.count) || state.count < 0) {
      throw new MalformedError(`${state.count} is not a number of leaves`);
    }
    const expected = completeSubtrees({ from: 0, to: state.count }).length;
    if (state.peaks.length !== expected * HASH_SIZE) {
      throw new MalformedError(`${state.count} leaves have ${expected} peaks, not ${state.peaks.length / HASH_SIZE}`);
    }
    this.#sha = sha;
    this.#count = state.count;
    this.#peaks = Array.from({ length: expected }, (_, i) => hashAt(state.peaks, i));
  }

  get count(): number {
    return this.#count;
  }

  /** Appends a leaf by its RFC 6962 leaf hash, 32 bytes. */
  append(leafHash: Uint8Array): void {
    if (leafHash.length !== HASH_SIZE) throw new MalformedError(`leaf hash has ${leafHash.length} bytes, not 32`);
    let hash = copyBytes(leafHash);
    for (let rest = this.#count; rest % 2 === 1; rest = Math.floor(rest / 2)) {
      hash = nodeHash(this.#sha, this.#peaks.pop()!, hash);
    }
    this.#peaks.push(hash);
    this.#count++;
  }

  /** The root of all leaves so far; of none it is SHA-256 of nothing. */
  root(): Uint8Array {
    if (this.#count === 0) return emptyRoot(this.#sha);
    return this.#peaks.reduceRight((right, left) => nodeHash(this.#sha, left, right));
  }

  state(): CompactRangeState {
    const peaks = new Uint8Array(this.#peaks.length * HASH_SIZE);
    this.#peaks.forEach((peak, i) => {
      peaks.set(peak, i * HASH_SIZE);
    });
    return { count: this.#count, peaks };
  }
}
