import type { Block } from '@packproof/ledger';

/** Entries and records that are projected in one transaction, or wait for it; one block at least. */
const MAX_WEIGHT = 10_000;

/**
 * Reads blocks ahead while earlier ones are being projected, so that those that wait go into one transaction together:
 * at the head of the ledger one at a time, far behind it thousands.
 */
export class BlockQueue {
  readonly #waiting: Block[] = [];
  #weight = 0;
  #ended = false;
  #fault: unknown;
  #wake: () => void = () => undefined;
  #room: () => void = () => undefined;

  constructor(blocks: AsyncIterable<Block>) {
    void this.#read(blocks);
  }

  async #read(blocks: AsyncIterable<Block>): Promise<void> {
    try {
      for await (const block of blocks) {
        if (this.#ended) return;
        this.#waiting.push(block);
        this.#weight += weight(block);
        this.#wake();
        while (this.#weight >= MAX_WEIGHT && !this.#ended) {
          await new Promise<void>((resolve) => {
            this.#room = resolve;
          });
        }
      }
    } catch (error) {
      this.#fault = error;
    } finally {
      this.#ended = true;
      this.#wake();
    }
  }

  /** The blocks that wait, at least one; undefined at the end. Throws what reading them threw. */
  async take(): Promise<Block[] | undefined> {
    while (this.#waiting.length === 0) {
      if (this.#ended) {
        if (this.#fault !== undefined) throw this.#fault;
        return undefined;
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const taken: Block[] = [];
    let sum = 0;
    while (this.#waiting.length > 0 && (taken.length === 0 || sum < MAX_WEIGHT)) {
      const block = this.#waiting.shift()!;
      taken.push(block);
      sum += weight(block);
    }
    this.#weight -= sum;
    this.#room();
    return taken;
  }

  /** No more is wanted. */
  end(): void {
    this.#ended = true;
    this.#waiting.length = 0;
    this.#room();
    this.#wake();
  }
}

const weight = ({ entries }: Block) =>
  1 + entries.reduce((sum, { writes, events }) => sum + 1 + writes.length + events.length, 0);
