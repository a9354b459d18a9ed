import { sha256 } from './cryptography';

/** Repeatable randomness: the same seed gives the same packs, keys and nonces. No secret of a real ledger comes from here. */
export class TestRandom {
  readonly #seed: Uint8Array;
  #count = 0;
  #state: number;

  constructor(seed: string | number = 1) {
    this.#seed = sha256(new TextEncoder().encode(`packproof/test-data ${seed}`));
    this.#state = new DataView(this.#seed.buffer).getUint32(0);
  }

  /** 32 bytes, each time others. */
  readonly bytes32 = (): Uint8Array => {
    const input = new Uint8Array(36);
    input.set(this.#seed);
    new DataView(input.buffer).setUint32(32, this.#count++);
    return sha256(input);
  };

  /** From 0 up to, not including, `below` (mulberry32). */
  readonly below = (below: number): number => {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000) * below);
  };

  pick<T>(among: readonly T[]): T {
    if (among.length === 0) throw new RangeError('there is nothing to pick from');
    return among[this.below(among.length)]!;
  }

  /** Characters of an alphabet. */
  text(length: number, alphabet: string): string {
    let text = '';
    for (let i = 0; i < length; i++) text += alphabet[this.below(alphabet.length)];
    return text;
  }
}
