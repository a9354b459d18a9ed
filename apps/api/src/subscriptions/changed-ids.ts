/** Whoever does not fetch for this long loses the oldest; it looks at the rest as they are by then. */
const MOST_WAITING = 10_000;

/** What changed, by id, each once however often it changed before it is fetched. Ends when its consumer leaves. */
export class ChangedIds implements AsyncIterableIterator<string> {
  readonly #waiting = new Set<string>();
  readonly #takers: ((result: IteratorResult<string>) => void)[] = [];
  readonly #joined: AsyncIterableIterator<{ id: string }>[] = [];
  #ended = false;

  constructor(private readonly left: () => void) {}

  put(ids: Iterable<string>): void {
    if (this.#ended) return;
    for (const id of ids) {
      const taker = this.#takers.shift();
      if (taker) taker({ done: false, value: id });
      else this.#waiting.add(id);
    }
    for (const id of this.#waiting) {
      if (this.#waiting.size <= MOST_WAITING) break;
      this.#waiting.delete(id);
    }
  }

  /** What is told by another bell as well, until this ends. */
  join(rings: AsyncIterableIterator<{ id: string }>): void {
    this.#joined.push(rings);
    void (async () => {
      for await (const { id } of rings) this.put([id]);
    })();
  }

  end(): void {
    this.#ended = true;
    for (const rings of this.#joined.splice(0)) void rings.return?.();
    for (const taker of this.#takers.splice(0)) taker({ done: true, value: undefined });
  }

  next(): Promise<IteratorResult<string>> {
    for (const id of this.#waiting) {
      this.#waiting.delete(id);
      return Promise.resolve({ done: false, value: id });
    }
    if (this.#ended) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => this.#takers.push(resolve));
  }

  async return(): Promise<IteratorResult<string>> {
    this.left();
    this.end();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator]() {
    return this;
  }
}
