import type { Hex } from '@packproof/contract';
import { type Pool, type PoolClient, withTransaction } from '@packproof/database';
import type { ProjectorLog } from '../projection/projector-types';
import { bytea } from '../projection/table';
import { removePacks } from './conflicts';
import { type CommittedTranche, loadTranche, PayloadFault } from './load-tranche';
import type { PayloadReader, TranchePayload } from './payload-reader';
import { PAYLOAD_FAULTS } from './payload-tables';

/** Turns payloads into rows, and takes them out again. Each tranche in a transaction of its own, safe to repeat. */
export class PayloadLoader {
  readonly #pool: Pool;
  readonly #payloads: PayloadReader;
  readonly #log: ProjectorLog;

  constructor(pool: Pool, payloads: PayloadReader, log: ProjectorLog) {
    this.#pool = pool;
    this.#payloads = payloads;
    this.#log = log;
  }

  /** Tranches that name a payload and have no rows yet. */
  async missing(): Promise<{ number: number; payloadHash: Hex }[]> {
    const { rows } = await this.#pool.query<{ number: number; payloadHash: Hex }>(
      `select number, encode(payload_hash, 'hex') as "payloadHash" from read.tranche
        where not loaded and payload_hash is not null order by number`,
    );
    return rows;
  }

  /** Inserts the rows of all tranches that name this payload, if it is here and they have none. */
  async load(payloadHash: Hex): Promise<void> {
    const { rows } = await this.#pool.query<{ number: number }>(
      'select number from read.tranche where payload_hash = $1 and not loaded order by number',
      [bytea(payloadHash)],
    );
    if (rows.length === 0) return;
    const payload = await this.#payloads.tranche(payloadHash);
    if (payload === undefined) return;
    for (const { number } of rows) await this.#loadOne(number, payloadHash, payload);
  }

  async #loadOne(number: number, payloadHash: Hex, payload: TranchePayload): Promise<void> {
    try {
      const reason = await withTransaction(this.#pool, async (client) => {
        const tranche = await lockTranche(client, number);
        if (tranche === undefined || tranche.loaded) return undefined;
        // What is projected can be projected again: it need not be on disk before the next one begins.
        await client.query('set local synchronous_commit = off');
        const unitFault = await loadTranche(client, tranche, payload);
        await client.query('delete from read.payload_fault where tranche = $1', [number]);
        if (unitFault !== undefined) await keepFault(client, number, payloadHash, unitFault);
        await client.query('update read.tranche set loaded = true where number = $1', [number]);
        return unitFault;
      });
      if (reason !== undefined) this.#log.warn({ payloadHash, tranche: number, reason }, 'units of a payload left out');
    } catch (error) {
      if (!(error instanceof PayloadFault)) throw error;
      this.#log.warn({ payloadHash, tranche: number, reason: error.message }, 'payload is not what was committed');
      await withTransaction(this.#pool, async (client) => {
        if ((await lockTranche(client, number)) !== undefined) {
          await keepFault(client, number, payloadHash, error.message);
        }
      });
    }
  }

  /** Deletes the rows of all tranches that name this payload. */
  async remove(payloadHash: Hex): Promise<void> {
    await withTransaction(this.#pool, async (client) => {
      const { rows } = await client.query<{ number: number }>(
        'select number from read.tranche where payload_hash = $1 order by number for update',
        [bytea(payloadHash)],
      );
      for (const { number } of rows) {
        await removePacks(client, number);
        for (const table of ['tranche_tile', 'inner_unit', 'inner_unit_interval', 'payload_fault']) {
          await client.query(`delete from read.${table} where tranche = $1`, [number]);
        }
        await client.query('update read.tranche set loaded = false where number = $1', [number]);
      }
    });
  }
}

const keepFault = (client: PoolClient, tranche: number, payloadHash: Hex, reason: string) =>
  PAYLOAD_FAULTS.upsert(client, [{ tranche, payload_hash: bytea(payloadHash), reason }]);

/** Whoever loads a tranche has its row: two that try do it once. */
async function lockTranche(
  client: PoolClient,
  number: number,
): Promise<(CommittedTranche & { loaded: boolean }) | undefined> {
  const { rows } = await client.query<CommittedTranche & { loaded: boolean }>(
    `select t.number, encode(t.tranche_id, 'hex') as "trancheId", t.gtin, b.lot, encode(t.root, 'hex') as root,
        t.count, t.loaded
      from read.tranche t join read.batch b on b.number = t.batch where t.number = $1 for update of t`,
    [number],
  );
  return rows[0];
}
