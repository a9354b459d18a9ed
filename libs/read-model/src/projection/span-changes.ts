import type { PoolClient } from '@packproof/database';
import { toJson } from './table';

type Span<Name extends string, Value> = { holder: number; since: number; until: number | null } & {
  [key in Name]: Value;
};

/** Something of a holder that has one value at a time, or none: its parent, its custodian. Kept with since and until. */
export class SpanChanges<Name extends string, Value extends string | number> {
  readonly #table: string;
  readonly #name: Name;
  readonly #open = new Map<number, Span<Name, Value>>();
  readonly #rows: Span<Name, Value>[] = [];
  readonly #closed: { holder: number; until: number }[] = [];

  constructor(table: 'holder_parent' | 'holder_custody', name: Name) {
    this.#table = table;
    this.#name = name;
  }

  change(holder: number, before: Value | undefined, after: Value | undefined, index: number): void {
    if (before === after) return;
    if (before !== undefined) {
      const open = this.#open.get(holder);
      if (open === undefined) this.#closed.push({ holder, until: index });
      else open.until = index;
      this.#open.delete(holder);
    }
    if (after !== undefined) {
      const row = { holder, [this.#name]: after, since: index, until: null } as Span<Name, Value>;
      this.#open.set(holder, row);
      this.#rows.push(row);
    }
  }

  async write(client: PoolClient, insert: (rows: Span<Name, Value>[]) => Promise<void>): Promise<void> {
    if (this.#closed.length > 0) {
      await client.query({
        name: `read_close_${this.#table}`,
        text: `update read.${this.#table} s set until = c.until
          from json_to_recordset($1::json) as c(holder bigint, until bigint)
          where s.holder = c.holder and s.until is null`,
        values: [toJson(this.#closed)],
      });
    }
    await insert(this.#rows);
  }
}
