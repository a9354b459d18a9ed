import type { Step } from './decision';
import type { StateKey } from './keys';
import type { RecordOf, StateRecord } from './records';

/**
 * World state as one command sees it: what the ledger has, under what the command itself has put (rule 9). A savepoint
 * is taken before each item, and a refused item is rolled back. Records are values: they are replaced, never changed.
 */
export class World {
  readonly #fetched = new Map<StateKey, StateRecord | undefined>();
  readonly #puts = new Map<StateKey, StateRecord>();
  /** What each put replaced, so that it can be taken back. */
  readonly #undo: { key: StateKey; before: StateRecord | undefined }[] = [];

  /** Asks for keys that are not known yet, all at once. */
  *fetch(keys: readonly StateKey[]): Step<void> {
    const missing = keys.filter((key) => !this.#fetched.has(key));
    if (missing.length === 0) return;
    const wanted = missing.length === 1 ? missing : [...new Set(missing)];
    const records = yield wanted;
    for (const key of wanted) this.#fetched.set(key, records.get(key));
  }

  *get<K extends StateKey>(key: K): Step<RecordOf<K> | undefined> {
    const own = this.#puts.get(key);
    if (own !== undefined) return own as RecordOf<K>;
    if (!this.#fetched.has(key)) yield* this.fetch([key]);
    return this.#fetched.get(key) as RecordOf<K> | undefined;
  }

  put<K extends StateKey>(key: K, record: RecordOf<K>): void {
    this.#undo.push({ key, before: this.#puts.get(key) });
    this.#puts.set(key, record as StateRecord);
  }

  savepoint(): number {
    return this.#undo.length;
  }

  rollback(mark: number): void {
    while (this.#undo.length > mark) {
      const { key, before } = this.#undo.pop() as { key: StateKey; before: StateRecord | undefined };
      if (before === undefined) this.#puts.delete(key);
      else this.#puts.set(key, before);
    }
  }

  puts(): Map<StateKey, StateRecord> {
    return new Map(this.#puts);
  }
}
