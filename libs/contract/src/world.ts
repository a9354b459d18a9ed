import type { Step } from './decision';
import type { StateKey } from './keys';
import type { RecordOf, StateRecord } from './records';
import { refuse } from './refusal';

/**
 * Keys that one command may read. A thousand units with a thousand listed children each would keep an executor, and all
 * who wait for it, busy for minutes.
 */
export const MAX_KEYS = 50_000;

/** A point to go back to. */
export type Mark = number;

/**
 * World state as a command sees it: what was fetched, under what the command itself has put (rule 9). Records are
 * values: whoever changes one puts a new one.
 */
export class World {
  readonly #fetched = new Map<StateKey, StateRecord | undefined>();
  readonly #puts = new Map<StateKey, StateRecord>();
  /** What each put replaced, to take it back. */
  readonly #journal: [StateKey, StateRecord | undefined][] = [];

  *get<K extends StateKey>(key: K): Step<RecordOf<K> | undefined> {
    const put = this.#puts.get(key);
    if (put !== undefined) return put as RecordOf<K>;
    if (!this.#fetched.has(key)) yield* this.fetch([key]);
    return this.#fetched.get(key) as RecordOf<K> | undefined;
  }

  /** Fetches what is not yet here in one round, so that a shell can do it in one statement. */
  *fetch(keys: Iterable<StateKey>): Step<void> {
    const missing = new Set<StateKey>();
    for (const key of keys) if (!this.#puts.has(key) && !this.#fetched.has(key)) missing.add(key);
    if (missing.size === 0) return;
    if (this.#fetched.size + missing.size > MAX_KEYS) refuse('LIMIT_EXCEEDED', { limit: MAX_KEYS });
    const found = yield [...missing];
    for (const key of missing) this.#fetched.set(key, found.get(key));
  }

  put<K extends StateKey>(key: K, record: RecordOf<K>): void {
    this.#journal.push([key, this.#puts.get(key)]);
    this.#puts.set(key, record);
  }

  savepoint(): Mark {
    return this.#journal.length;
  }

  /** Takes back every put since the mark: a refused item leaves nothing (rule 9). */
  rollback(mark: Mark): void {
    while (this.#journal.length > mark) {
      const [key, before] = this.#journal.pop()!;
      if (before === undefined) this.#puts.delete(key);
      else this.#puts.set(key, before);
    }
  }

  /** Values after the command, one per changed key. */
  puts(): Map<StateKey, StateRecord> {
    return new Map(this.#puts);
  }
}
