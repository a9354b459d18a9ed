import {
  contentSize,
  decodeContent,
  EMPTY_CONTENT,
  encodeContent,
  type HolderId,
  type HolderRecord,
  ZERO_ROOT,
} from '@packproof/contract';
import type { PoolClient } from '@packproof/database';
import { IntervalChanges } from './interval-changes';
import type { Numbering } from './numbering';
import { SpanChanges } from './span-changes';
import { bytea, byteaOr } from './table';
import { CUSTODIES, HOLDER_COLUMNS, HOLDERS, type HolderRow, PARENTS } from './tables';

/** A holder as it is after the entries folded so far. */
export interface HolderNow {
  row: HolderRow;
  /** As the ledger encodes it; `row.content` is the same as bytea. */
  content: string;
}

/** Holders of the blocks at hand: what they were, what they become, and what that means for intervals and parents. */
export class HolderChanges {
  readonly #numbering: Numbering;
  readonly #now = new Map<HolderId, HolderNow>();
  readonly #byNumber = new Map<number, HolderId>();
  readonly #written = new Set<HolderId>();
  readonly #intervals: IntervalChanges;
  readonly #parents = new SpanChanges<'parent', number>('holder_parent', 'parent');
  readonly #custodies = new SpanChanges<'custodian', string>('holder_custody', 'custodian');
  #nextNumber: number;

  constructor(numbering: Numbering, nextNumber: number) {
    this.#numbering = numbering;
    this.#nextNumber = nextNumber;
    this.#intervals = new IntervalChanges(numbering);
  }

  get nextNumber(): number {
    return this.#nextNumber;
  }

  async load(client: PoolClient, ids: ReadonlySet<HolderId>): Promise<void> {
    if (ids.size === 0) return;
    const { rows } = await client.query<{ row: HolderRow }>({
      name: 'read_load_holders',
      text: `select to_json(h) as row from (
          select ${HOLDER_COLUMNS.map((column) => `"${column}"`).join(', ')} from read.holder where id = any($1::text[])
        ) h`,
      values: [[...ids]],
    });
    for (const { row } of rows) {
      this.#now.set(row.id, { row, content: Buffer.from(row.content.slice(2), 'hex').toString('base64url') });
      this.#byNumber.set(row.number, row.id);
    }
  }

  find(id: HolderId): HolderNow | undefined {
    return this.#now.get(id);
  }

  byNumber(number: number): HolderNow | undefined {
    const id = this.#byNumber.get(number);
    return id === undefined ? undefined : this.#now.get(id);
  }

  number(id: HolderId): number {
    const found = this.#now.get(id);
    if (found === undefined) throw new Error(`the ledger writes about holder ${id}, of which it has no record`);
    return found.row.number;
  }

  /** The holders of one entry. Parents may come after their children. */
  apply(index: number, records: readonly HolderRecord[]): void {
    const earlier = records.map((record) => {
      const before = this.#now.get(record.id);
      const number = before?.row.number ?? this.#nextNumber++;
      const now = { row: toRow(record, number, before?.row.created ?? index, index), content: record.content };
      this.#now.set(record.id, now);
      this.#byNumber.set(number, record.id);
      this.#written.add(record.id);
      return { record, before, now };
    });
    for (const { record, before, now } of earlier) {
      const { row } = now;
      row.parent = record.parent === undefined ? null : this.number(record.parent);
      if (before?.content !== record.content) {
        row.packs = contentSize(decodeContent(record.content));
        this.#intervals.change(row.number, before?.content, record.content, index);
      } else {
        row.packs = before.row.packs;
      }
      this.#parents.change(row.number, before?.row.parent ?? undefined, row.parent ?? undefined, index);
      this.#custodies.change(row.number, before && custodyOf(before.row), custodyOf(row), index);
    }
    this.#intervals.endEntry(index);
  }

  /** GLNs of the owners of its own packs; those in child records are not among them. */
  owners(content: string): string[] {
    if (content === EMPTY_ENCODED) return [];
    return [...new Set([...decodeContent(content).keys()].map((tranche) => this.#numbering.tranche(tranche).owner))];
  }

  async write(client: PoolClient): Promise<void> {
    await HOLDERS.upsert(
      client,
      [...this.#written].map((id) => this.#now.get(id)!.row),
    );
    await this.#intervals.write(client);
    await this.#parents.write(client, (rows) => PARENTS.insert(client, rows));
    await this.#custodies.write(client, (rows) => CUSTODIES.insert(client, rows));
  }
}

/** Only a topmost holder's custodian counts. */
const custodyOf = (row: HolderRow): string | undefined => (row.parent === null ? row.custodian : undefined);

const EMPTY_ENCODED = encodeContent(EMPTY_CONTENT);

function toRow(record: HolderRecord, number: number, created: number, changed: number): HolderRow {
  const { transit, disputed } = record;
  return {
    number,
    id: record.id,
    kind: record.kind,
    content: bytea(Buffer.from(record.content, 'base64url').toString('hex')),
    packs: 0,
    inner_root: record.innerRoot === ZERO_ROOT ? null : bytea(record.innerRoot),
    inner_count: record.innerCount,
    committed_by: record.committedBy ?? null,
    custodian: record.custodian,
    location_gln: record.location.gln,
    location_extension: record.location.extension ?? null,
    shipped_from: record.from ?? null,
    transit_to: transit?.to ?? null,
    transit_tx: byteaOr(transit?.tx),
    transit_purpose: transit?.purpose ?? null,
    transit_payload_hash: byteaOr(transit?.payloadHash),
    disputed_to: disputed?.to ?? null,
    disputed_tx: byteaOr(disputed?.tx),
    holds: record.holds,
    held_leaves:
      record.heldLeaves === EMPTY_ENCODED ? null : bytea(Buffer.from(record.heldLeaves, 'base64url').toString('hex')),
    ending: record.end ?? null,
    parent: null,
    children: record.children,
    height: record.height,
    created,
    changed,
  };
}
