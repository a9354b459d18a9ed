import type { Block } from '@packproof/ledger';

/** Entries that are projected in one transaction, or wait for it. */
const MAX_ENTRIES = 2000;

/**
 * Reads blocks ahead while earlier ones are being projected, so that those that wait go into one transaction together:
 * at the head of the ledger one at a time, far behind it thousands.
 */
export class BlockQueue {
  readonly #waiting: Block[] = [];
  #entries = 0;
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
        this.#entries += weight(block);
        this.#wake();
        while (this.#entries >= MAX_ENTRIES && !this.#ended) {
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
    let entries = 0;
    while (this.#waiting.length > 0 && (taken.length === 0 || entries < MAX_ENTRIES)) {
      const block = this.#waiting.shift()!;
      taken.push(block);
      entries += weight(block);
    }
    this.#entries -= entries;
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

const weight = (block: Block) => 1 + block.entries.length;
