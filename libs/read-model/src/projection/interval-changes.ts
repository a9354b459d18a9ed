import { type Content, decodeContent, type EncodedContent, forEachInterval } from '@packproof/contract';
import type { PoolClient } from '@packproof/database';
import type { Numbering } from './numbering';
import { toJson } from './table';
import { INTERVALS, type IntervalRow, PAST_INTERVALS, type PastIntervalRow } from './tables';

/**
 * Contents become intervals: where a holder's content changed, only the intervals that differ do. What was opened and
 * closed within the same blocks goes straight to the past.
 */
export class IntervalChanges {
  readonly #numbering: Numbering;
  readonly #opened = new Map<string, IntervalRow>();
  readonly #closed: { tranche: number; first_leaf: number; until: number }[] = [];
  readonly #past: PastIntervalRow[] = [];
  #closing: { tranche: number; first: number }[] = [];
  #opening: IntervalRow[] = [];

  constructor(numbering: Numbering) {
    this.#numbering = numbering;
  }

  /** Within an entry; holders in any order. */
  change(holder: number, before: EncodedContent | undefined, after: EncodedContent, since: number): void {
    if (before === after) return;
    const old = intervalsOf(before === undefined ? undefined : decodeContent(before), this.#numbering);
    const now = intervalsOf(decodeContent(after), this.#numbering);
    for (const [key, { tranche, first }] of old) if (!now.has(key)) this.#closing.push({ tranche, first });
    for (const [key, { tranche, first, end }] of now) {
      if (!old.has(key)) this.#opening.push({ tranche, first_leaf: first, end_leaf: end, holder, since });
    }
  }

  /** After all holders of an entry: what one lost, another has. */
  endEntry(index: number): void {
    for (const { tranche, first } of this.#closing) {
      const key = `${tranche}/${first}`;
      const row = this.#opened.get(key);
      if (row === undefined) this.#closed.push({ tranche, first_leaf: first, until: index });
      else this.#past.push({ ...row, until: index });
      this.#opened.delete(key);
    }
    for (const row of this.#opening) {
      const key = `${row.tranche}/${row.first_leaf}`;
      if (this.#opened.has(key)) throw new Error(`entry ${index} puts leaf ${row.first_leaf} into two holders`);
      this.#opened.set(key, row);
    }
    this.#closing = [];
    this.#opening = [];
  }

  async write(client: PoolClient): Promise<void> {
    if (this.#closed.length > 0) {
      const { rowCount } = await client.query({
        name: 'read_close_intervals',
        text: `with closed as (
            delete from read.interval i
              using json_to_recordset($1::json) as c(tranche integer, first_leaf bigint, until bigint)
              where i.tranche = c.tranche and i.first_leaf = c.first_leaf
              returning i.tranche, i.first_leaf, i.end_leaf, i.holder, i.since, c.until
          )
          insert into read.interval_past (tranche, first_leaf, end_leaf, holder, since, until) select * from closed`,
        values: [toJson(this.#closed)],
      });
      if (rowCount !== this.#closed.length) {
        throw new Error(
          `the ledger takes ${this.#closed.length} intervals out of holders that have ${rowCount} of them`,
        );
      }
    }
    await PAST_INTERVALS.insert(client, this.#past);
    await INTERVALS.insert(client, [...this.#opened.values()]);
  }
}

function intervalsOf(content: Content | undefined, numbering: Numbering) {
  const found = new Map<string, { tranche: number; first: number; end: number }>();
  if (content === undefined) return found;
  forEachInterval(content, (id, first, end) => {
    const { number: tranche } = numbering.tranche(id);
    found.set(`${tranche}/${first}/${end}`, { tranche, first, end });
  });
  return found;
}
