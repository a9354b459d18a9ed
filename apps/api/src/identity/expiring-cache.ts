/**
 * Answers kept for a few seconds, at most `size` of them; one look-up at a time for each key, so that fifty requests
 * with the same API key ask the database once.
 */
export class ExpiringCache<T> {
  readonly #entries = new Map<string, { until: number; value: Promise<T> }>();

  constructor(
    private readonly milliseconds: number,
    private readonly size: number,
    private readonly now: () => number = Date.now,
  ) {}

  get(key: string, look: () => Promise<T>): Promise<T> {
    const known = this.#entries.get(key);
    if (known && known.until > this.now()) return known.value;
    // Deleted first, so that insertion order is age and the oldest goes when it is full.
    this.#entries.delete(key);
    const value = look();
    this.#entries.set(key, { until: this.now() + this.milliseconds, value });
    value.catch(() => this.#entries.get(key)?.value === value && this.#entries.delete(key));
    if (this.#entries.size > this.size) {
      const oldest = this.#entries.keys().next().value;
      if (oldest !== undefined) this.#entries.delete(oldest);
    }
    return value;
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }
}
