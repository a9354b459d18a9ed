import type { BatchRecord, OrganisationRecord, ProductRecord, TrancheRecord } from '@packproof/contract';
import type { PoolClient } from '@packproof/database';
import type { Counters, Numbering } from './numbering';
import {
  BATCHES,
  type BatchRow,
  ORGANISATIONS,
  type OrganisationRow,
  PLACES,
  type PlaceRow,
  PRODUCTS,
  type ProductRow,
  TRANCHES,
  type TrancheRow,
} from './register-tables';
import { bytea, byteaOr } from './table';

/** Organisations, products, batches and tranches of the blocks at hand: the last record of each counts. */
export class RegisterChanges {
  readonly #numbering: Numbering;
  readonly #counters: Counters;
  readonly #organisations = new Map<string, OrganisationRecord>();
  readonly #products = new Map<string, ProductRecord>();
  readonly #batches = new Map<number, BatchRow>();
  readonly #tranches: TrancheRow[] = [];

  constructor(numbering: Numbering, counters: Counters) {
    this.#numbering = numbering;
    this.#counters = counters;
  }

  /** Tranches that are new here and have a payload. */
  get committed(): { number: number; payloadHash: string }[] {
    return this.#tranches.flatMap(({ number, payload_hash }) =>
      payload_hash === null ? [] : [{ number, payloadHash: payload_hash.slice(2) }],
    );
  }

  organisation(record: OrganisationRecord): void {
    this.#organisations.set(record.gln, record);
  }

  product(record: ProductRecord): void {
    this.#products.set(record.gtin, record);
  }

  batch(record: BatchRecord): void {
    if (!this.#numbering.hasBatch(record.batchId)) {
      this.#numbering.addBatch(record.batchId, this.#counters.nextBatch++);
    }
    const number = this.#numbering.batch(record.batchId);
    this.#batches.set(number, {
      number,
      batch_id: bytea(record.batchId),
      gtin: record.gtin,
      lot: record.lot,
      expiry: record.expiry,
      holds: record.holds,
      recalls: record.recalls.length,
    });
  }

  /** After its batch. @param owner of the product, who commits it. */
  tranche(record: TrancheRecord, owner: string, index: number): void {
    const number = this.#counters.nextTranche++;
    const batch = this.#numbering.batch(record.batchId);
    this.#numbering.addTranche(record.trancheId, { number, batch, owner });
    this.#tranches.push({
      number,
      tranche_id: bytea(record.trancheId),
      batch,
      gtin: record.gtin,
      root: bytea(record.root),
      count: record.count,
      payload_hash: byteaOr(record.payloadHash),
      index,
      loaded: false,
    });
  }

  async write(client: PoolClient): Promise<void> {
    const organisations = [...this.#organisations.values()];
    await ORGANISATIONS.upsert(client, organisations.map(toOrganisationRow));
    if (organisations.length > 0) {
      await client.query({
        name: 'read_clear_places',
        text: 'delete from read.place where organisation = any($1::text[])',
        values: [organisations.map(({ gln }) => gln)],
      });
      await PLACES.insert(client, organisations.flatMap(toPlaceRows));
    }
    await PRODUCTS.upsert(client, [...this.#products.values()].map(toProductRow));
    await BATCHES.upsert(client, [...this.#batches.values()]);
    await TRANCHES.insert(client, this.#tranches);
    if (this.#tranches.length > 0) {
      await client.query({
        name: 'read_count_batches',
        text: `update read.batch b set packs = (select sum(t.count) from read.tranche t where t.batch = b.number)
          where b.number = any($1::integer[])`,
        values: [this.#tranches.map(({ batch }) => batch)],
      });
    }
  }
}

const toOrganisationRow = (record: OrganisationRecord): OrganisationRow => ({
  gln: record.gln,
  name: record.name,
  role: record.role,
  licence_number: record.licence.number,
  licence_valid_until: record.licence.validUntil,
  company_prefixes: record.companyPrefixes,
  keys: record.keys,
});

const toPlaceRows = (record: OrganisationRecord): PlaceRow[] => {
  // A place that is named twice is there once, as it was named last.
  const places = new Map(record.places.map((place, position) => [place.gln, { ...place, position }]));
  return [...places.values()].map((place) => ({
    organisation: record.gln,
    gln: place.gln,
    position: place.position,
    name: place.name,
    latitude_microdegrees: place.latitudeMicrodegrees ?? null,
    longitude_microdegrees: place.longitudeMicrodegrees ?? null,
  }));
};

const toProductRow = (record: ProductRecord): ProductRow => ({
  gtin: record.gtin,
  owner: record.owner,
  name: record.name,
  name_zh: record.nameZh ?? null,
  form: record.form ?? null,
  strength: record.strength ?? null,
  pack_size: record.packSize ?? null,
  min_millicelsius: record.storage.minMillicelsius ?? null,
  max_millicelsius: record.storage.maxMillicelsius ?? null,
  storage_note: record.storage.note ?? null,
  withdrawn: record.withdrawn ?? null,
});
