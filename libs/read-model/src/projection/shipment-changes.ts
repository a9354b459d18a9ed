import type { LedgerEvent, ShipBody } from '@packproof/contract';
import type { PoolClient } from '@packproof/database';
import type { BlockEntry } from '@packproof/ledger';
import type { HolderChanges, HolderNow } from './holder-changes';
import type { Lookups } from './lookups';
import { sortedParties } from './parties';
import { bytea, byteaOr, toJson } from './table';
import { SHIPMENT_ITEMS, SHIPMENTS, type ShipmentItemRow, type ShipmentRow } from './tables';

/** Shipments: made when they leave; what is still on its way is read from the holders themselves. */
export class ShipmentChanges {
  readonly #holders: HolderChanges;
  readonly #lookups: Lookups;
  readonly #made = new Map<string, { row: ShipmentRow; parties: Set<string>; items: ShipmentItemRow[] }>();
  /** tx → when the addressee last booked some of it. */
  readonly #touched = new Map<string, string | null>();

  constructor(holders: HolderChanges, lookups: Lookups) {
    this.#holders = holders;
    this.#lookups = lookups;
  }

  apply(entry: BlockEntry, before: ReadonlyMap<string, HolderNow>): void {
    for (const event of entry.events) {
      if (event.type === 'SHIPPED' && event.holder !== undefined) this.#ship(entry, event);
      else if (event.shipment !== undefined && isAnswer(event)) {
        this.#touch(bytea(event.shipment), entry.envelope.occurredAt);
      }
    }
    for (const [id, { row }] of before) {
      const now = this.#holders.find(id)!.row;
      for (const tx of [row.transit_tx, now.transit_tx]) if (tx !== null) this.#touch(tx, null);
    }
  }

  #ship({ index, tx, envelope }: BlockEntry, event: LedgerEvent): void {
    const body = envelope.body as ShipBody;
    const key = bytea(tx);
    let made = this.#made.get(key);
    if (made === undefined) {
      const row: ShipmentRow = {
        tx: key,
        index,
        sender: envelope.actor,
        addressee: body.to,
        purpose: body.purpose,
        payload_hash: byteaOr(body.payloadHash),
        shipped_at: envelope.occurredAt,
        packs: 0,
        answered: false,
        in_transit: true,
        answered_at: null,
        parties: [],
      };
      made = { row, parties: new Set([envelope.actor, body.to]), items: [] };
      this.#made.set(key, made);
      this.#touch(key, null);
    }
    const { row, parties, items } = made;
    const { row: holder, content } = this.#holders.find(event.holder!)!;
    const item: ShipmentItemRow = { shipment: key, position: items.length, holder: holder.number, packs: holder.packs };
    items.push(item);
    for (const owner of this.#holders.owners(content)) parties.add(owner);
    if (holder.children === 0) {
      row.packs += holder.packs;
      return;
    }
    this.#lookups.inside(holder.number, index, ({ packs, owners }) => {
      item.packs = packs;
      row.packs += packs;
      for (const owner of owners) parties.add(owner);
    });
  }

  #touch(tx: string, answeredAt: string | null): void {
    const known = this.#touched.get(tx) ?? null;
    this.#touched.set(tx, known !== null && (answeredAt === null || known > answeredAt) ? known : answeredAt);
  }

  async write(client: PoolClient): Promise<void> {
    const made = [...this.#made.values()];
    await SHIPMENTS.insert(
      client,
      made.map(({ row, parties }) => ({ ...row, parties: sortedParties(parties) })),
    );
    await SHIPMENT_ITEMS.insert(
      client,
      made.flatMap(({ items }) => items),
    );
    if (this.#touched.size === 0) return;
    await client.query({
      name: 'read_touch_shipments',
      text: `update read.shipment s set
          answered = s.answered or t.answered_at is not null,
          answered_at = greatest(s.answered_at, t.answered_at),
          in_transit = exists (select from read.holder h where h.transit_tx = s.tx)
        from json_to_recordset($1::json) as t(tx bytea, answered_at timestamptz(3))
        where s.tx = t.tx`,
      values: [toJson([...this.#touched].map(([tx, answered_at]) => ({ tx, answered_at })))],
    });
  }
}

/** The addressee booked it: as received, missing or damaged. */
const isAnswer = ({ type, as }: LedgerEvent) =>
  type === 'RECEIVED' || type === 'DISPUTED' || (type === 'QUARANTINED' && as === 'DAMAGED');
