import type { LedgerEvent } from '@packproof/contract';
import type { PoolClient } from '@packproof/database';
import type { BlockEntry } from '@packproof/ledger';
import type { HolderChanges, HolderNow } from './holder-changes';
import type { Lookups } from './lookups';
import { bytea } from './table';
import { EXCEPTION_COLUMNS, EXCEPTIONS, type ExceptionRow, type HolderRow } from './tables';

/**
 * What was missing or damaged on receipt. MISSING closes when its holder is no longer disputed, DAMAGED when the part is
 * released, ended or returned (ledger.md "resolve").
 */
export class ExceptionChanges {
  readonly #holders: HolderChanges;
  readonly #lookups: Lookups;
  readonly #open = new Map<number, ExceptionRow[]>();
  readonly #changed = new Set<ExceptionRow>();
  readonly #counted = new Map<ExceptionRow, number>();

  constructor(holders: HolderChanges, lookups: Lookups) {
    this.#holders = holders;
    this.#lookups = lookups;
  }

  /** Open exceptions of the holders that the blocks write. */
  async load(client: PoolClient, holders: readonly number[]): Promise<void> {
    if (holders.length === 0) return;
    const { rows } = await client.query<{ row: ExceptionRow }>({
      name: 'read_load_exceptions',
      text: `select to_json(e) as row from (
          select ${EXCEPTION_COLUMNS.map((column) => `"${column}"`).join(', ')} from read.shipment_exception
          where holder = any($1::bigint[]) and state = 'OPEN' order by index, n
        ) e`,
      values: [holders],
    });
    for (const { row } of rows) this.#keepOpen(row);
  }

  #keepOpen(row: ExceptionRow): void {
    this.#open.set(row.holder, [...(this.#open.get(row.holder) ?? []), row]);
  }

  apply(entry: BlockEntry, before: ReadonlyMap<string, HolderNow>): void {
    let resolution: string | undefined;
    entry.events.forEach((event, n) => {
      if (event.holder === undefined || event.shipment === undefined) return;
      if (event.type === 'DISPUTED') this.#add(entry, event, n, 'MISSING', 'OPEN');
      if (event.type === 'QUARANTINED' && event.as === 'DAMAGED') this.#add(entry, event, n, 'DAMAGED', 'OPEN');
      if (event.type === 'DISPUTE_RESOLVED') {
        resolution = event.as;
        this.#resolvePart(entry, event, n, before);
      }
    });
    for (const id of before.keys()) {
      const { row } = this.#holders.find(id)!;
      for (const open of this.#open.get(row.number) ?? []) {
        const settled = open.kind === 'MISSING' ? missingSettled(row, resolution) : damageSettled(row);
        if (open.index !== entry.index && settled !== undefined) this.#close(open, entry, settled);
      }
    }
  }

  #add(
    { index, envelope }: BlockEntry,
    event: LedgerEvent,
    n: number,
    kind: ExceptionRow['kind'],
    state: ExceptionRow['state'],
  ): ExceptionRow {
    const { row: holder } = this.#holders.find(event.holder!)!;
    const row: ExceptionRow = {
      index,
      n,
      shipment: bytea(event.shipment!),
      kind,
      state,
      resolution: null,
      holder: holder.number,
      packs: holder.packs,
      reason: event.reason ?? null,
      reported_by: envelope.actor,
      reported_at: envelope.occurredAt,
      resolved_by: null,
      resolved_at: null,
      resolved_index: null,
    };
    this.#changed.add(row);
    if (state === 'OPEN') this.#keepOpen(row);
    this.#count(row, holder, index);
    return row;
  }

  /** The last count of a row is the one that stays. */
  #count(row: ExceptionRow, holder: HolderRow, at: number): void {
    row.packs = holder.packs;
    this.#counted.set(row, at);
    if (holder.children === 0) return;
    this.#lookups.inside(holder.number, at, ({ packs }) => {
      if (this.#counted.get(row) === at) row.packs = packs;
    });
  }

  /** Some of what is missing was settled, and left its holder for a part: that part has its own row, closed at once. */
  #resolvePart(entry: BlockEntry, event: LedgerEvent, n: number, before: ReadonlyMap<string, HolderNow>): void {
    const { row: part } = this.#holders.find(event.holder!)!;
    if (this.#open.get(part.number)?.some(({ kind }) => kind === 'MISSING')) return;
    const parent = before.get(event.holder!)?.row.parent;
    const source =
      event.source === undefined
        ? parent === null || parent === undefined
          ? undefined
          : this.#holders.byNumber(parent)
        : this.#holders.find(event.source);
    const whole = source && this.#open.get(source.row.number)?.find(({ kind }) => kind === 'MISSING');
    if (source === undefined || whole === undefined) return;
    const { packs: left, children } = source.row;
    if (left === 0 && children === 0) {
      // The last of it: what is told of the whole is told of this.
      if (this.#counted.get(whole) !== entry.index) Object.assign(whole, { packs: 0 });
      this.#counted.set(whole, entry.index);
      this.#addTo(whole, part, entry.index);
      return;
    }
    const row = this.#add(entry, event, n, 'MISSING', 'RESOLVED');
    Object.assign(row, { reported_by: whole.reported_by, reported_at: whole.reported_at, reason: whole.reason });
    Object.assign(row, resolved(entry, event.as ?? 'SETTLED'));
    this.#count(whole, source.row, entry.index);
    this.#changed.add(whole);
  }

  #addTo(row: ExceptionRow, holder: HolderRow, at: number): void {
    if (holder.children === 0) row.packs += holder.packs;
    else {
      this.#lookups.inside(holder.number, at, ({ packs }) => {
        row.packs += packs;
      });
    }
  }

  #close(row: ExceptionRow, entry: BlockEntry, resolution: string): void {
    Object.assign(row, { state: 'RESOLVED', ...resolved(entry, resolution) });
    this.#changed.add(row);
    this.#open.set(
      row.holder,
      this.#open.get(row.holder)!.filter((other) => other !== row),
    );
  }

  async write(client: PoolClient): Promise<void> {
    await EXCEPTIONS.upsert(client, [...this.#changed]);
  }
}

const resolved = ({ index, envelope }: BlockEntry, resolution: string) => ({
  resolution,
  resolved_by: envelope.actor,
  resolved_at: envelope.occurredAt,
  resolved_index: index,
});

const missingSettled = (row: HolderRow, resolution: string | undefined) =>
  row.disputed_tx === null ? (resolution ?? 'SETTLED') : undefined;

function damageSettled(row: HolderRow): string | undefined {
  if (row.ending !== null) {
    const { as } = row.ending as { as: string };
    return as === 'DESTROYED' || as === 'STOLEN' ? as : 'SETTLED';
  }
  if (row.transit_purpose === 'RETURN') return 'RETURNED';
  const left = row.packs > 0 || row.children > 0;
  return Object.keys(row.holds).length === 0 || !left ? 'SETTLED' : undefined;
}
