import type { Hex, HolderId } from '@packproof/contract';
import type { PoolClient } from '@packproof/database';
import { bytea } from './table';

export interface KnownTranche {
  number: number;
  batch: number;
  owner: string;
}

/** Next numbers, as the checkpoint row has them. */
export interface Counters {
  nextBatch: number;
  nextTranche: number;
  nextHolder: number;
}

/**
 * Short numbers for long names, given in the order of the log and therefore the same at every projection. What never
 * changes (a tranche's number, batch and owner; a batch's number) is remembered between blocks.
 */
export class Numbering {
  static readonly #REMEMBERED = 50_000;
  readonly #tranches = new Map<Hex, KnownTranche>();
  readonly #batches = new Map<Hex, number>();
  readonly #newTranches = new Map<Hex, KnownTranche>();
  readonly #newBatches = new Map<Hex, number>();

  tranche(id: Hex): KnownTranche {
    return this.#newTranches.get(id) ?? known(this.#tranches.get(id), 'tranche', id);
  }

  batch(id: Hex): number {
    return this.#newBatches.get(id) ?? known(this.#batches.get(id), 'batch', id);
  }

  hasBatch(id: Hex): boolean {
    return this.#newBatches.has(id) || this.#batches.has(id);
  }

  addTranche(id: Hex, tranche: KnownTranche): void {
    this.#newTranches.set(id, tranche);
  }

  addBatch(id: Hex, number: number): void {
    this.#newBatches.set(id, number);
  }

  /** Looks up those that are not remembered. Those that the database lacks are new. */
  async load(client: PoolClient, batches: ReadonlySet<Hex>, tranches: ReadonlySet<Hex>): Promise<void> {
    const missingBatches = [...batches].filter((id) => !this.#batches.has(id));
    if (missingBatches.length > 0) {
      const { rows } = await client.query<{ id: string; number: number }>({
        name: 'read_number_batches',
        text: `select encode(batch_id, 'hex') as id, number from read.batch where batch_id = any($1::bytea[])`,
        values: [missingBatches.map(bytea)],
      });
      for (const { id, number } of rows) this.#batches.set(id, number);
    }
    const missingTranches = [...tranches].filter((id) => !this.#tranches.has(id));
    if (missingTranches.length > 0) {
      const { rows } = await client.query<KnownTranche & { id: string }>({
        name: 'read_number_tranches',
        text: `select encode(t.tranche_id, 'hex') as id, t.number, t.batch, p.owner
          from read.tranche t join read.product p on p.gtin = t.gtin where t.tranche_id = any($1::bytea[])`,
        values: [missingTranches.map(bytea)],
      });
      for (const { id, ...tranche } of rows) this.#tranches.set(id, tranche);
    }
  }

  /** The transaction was committed: what it numbered is so. */
  committed(): void {
    for (const [id, tranche] of this.#newTranches) this.#tranches.set(id, tranche);
    for (const [id, number] of this.#newBatches) this.#batches.set(id, number);
    this.forgetNew();
    // Starting over is cheaper than keeping account of use, and as right.
    if (this.#tranches.size > Numbering.#REMEMBERED) this.#tranches.clear();
    if (this.#batches.size > Numbering.#REMEMBERED) this.#batches.clear();
  }

  /** The transaction was rolled back. */
  forgetNew(): void {
    this.#newTranches.clear();
    this.#newBatches.clear();
  }

  /** The read model was emptied. */
  forgetAll(): void {
    this.#tranches.clear();
    this.#batches.clear();
    this.forgetNew();
  }
}

function known<T>(found: T | undefined, kind: string, id: Hex | HolderId): T {
  if (found === undefined) throw new Error(`the ledger writes about ${kind} ${id}, of which it has no record`);
  return found;
}
