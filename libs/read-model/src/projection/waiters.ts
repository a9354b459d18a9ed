interface Waiter {
  block: number;
  resolve: () => void;
  reject: (reason: unknown) => void;
}

/** Who waits for a block to be in the rows. */
export class Waiters {
  readonly #waiting = new Set<Waiter>();
  readonly #listeners = new Set<(nextBlock: number) => void>();
  #nextBlock = 0;

  get nextBlock(): number {
    return this.#nextBlock;
  }

  /** Everything below `nextBlock` is in the rows. Never goes back. */
  reached(nextBlock: number): void {
    if (nextBlock <= this.#nextBlock) return;
    this.#nextBlock = nextBlock;
    for (const waiter of this.#waiting) {
      if (waiter.block >= nextBlock) continue;
      this.#waiting.delete(waiter);
      waiter.resolve();
    }
    for (const listener of this.#listeners) listener(nextBlock);
  }

  listen(listener: (nextBlock: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  wait(block: number, signal?: AbortSignal): Promise<void> {
    if (block < this.#nextBlock) return Promise.resolve();
    signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
      const abort = () => {
        this.#waiting.delete(waiter);
        reject(signal!.reason);
      };
      const done = () => signal?.removeEventListener('abort', abort);
      const waiter: Waiter = {
        block,
        resolve: () => {
          done();
          resolve();
        },
        reject: (reason) => {
          done();
          reject(reason);
        },
      };
      signal?.addEventListener('abort', abort, { once: true });
      this.#waiting.add(waiter);
    });
  }

  /** Nothing more will come. */
  stop(reason: Error): void {
    for (const waiter of this.#waiting) waiter.reject(reason);
    this.#waiting.clear();
  }
}
