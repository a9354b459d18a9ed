import { connectionOptions, type DatabaseConfig, type PoolClient } from '@packproof/database';
import type { Block } from '@packproof/ledger';
import pg from 'pg';
import { type Applied, applyBlocks } from './apply-blocks';
import { type Counters, Numbering } from './numbering';

/** Names the projection among the database's advisory locks ("read" in ASCII). */
const LOCK = 0x72656164;
const CHANNEL = 'packproof_read';

/** How far the rows are: the next block, and the next one of those whose payloads are loaded too. */
export interface Progress {
  nextBlock: number;
  nextLoaded: number;
}

interface Checkpoint extends Counters {
  nextBlock: number;
}
const EMPTY: Checkpoint = { nextBlock: 0, nextBatch: 0, nextTranche: 0, nextHolder: 0 };

/**
 * One connection that listens, and projects while it has the lock. Lock and transactions are the same connection's: who
 * loses it can no longer write.
 */
export class ProjectionSession {
  readonly #client: pg.Client;
  readonly #numbering = new Numbering();
  #checkpoint: Checkpoint = EMPTY;

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  /**
   * @param told how far the process that projects has come.
   * @param lost told when the connection broke.
   */
  static async open(
    database: DatabaseConfig,
    told: (progress: Progress) => void,
    lost: (error: Error) => void,
  ): Promise<ProjectionSession> {
    const client = new pg.Client({ ...connectionOptions(database), application_name: 'packproof-projector' });
    client.on('error', lost);
    client.on('notification', ({ payload }) => told(JSON.parse(payload!) as Progress));
    await client.connect();
    await client.query(`listen ${CHANNEL}`);
    // Rows that a crash of the server takes back are projected again, checkpoint and all.
    await client.query('set synchronous_commit = off');
    return new ProjectionSession(client);
  }

  async close(): Promise<void> {
    await this.#client.end();
  }

  /** Whether this connection may project now. */
  async lock(): Promise<boolean> {
    const { rows } = await this.#client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [LOCK]);
    if (rows[0]?.got !== true) return false;
    this.#checkpoint = await this.#read();
    return true;
  }

  async unlock(): Promise<void> {
    await this.#client.query('select pg_advisory_unlock($1)', [LOCK]);
  }

  get nextBlock(): number {
    return this.#checkpoint.nextBlock;
  }

  async #read(): Promise<Checkpoint> {
    const { rows } = await this.#client.query<Checkpoint>(
      `select next_block as "nextBlock", next_batch as "nextBatch", next_tranche as "nextTranche",
          next_holder as "nextHolder"
        from read.projection`,
    );
    return rows[0] ?? EMPTY;
  }

  /**
   * Projects blocks that follow the checkpoint, in one transaction with it. Blocks before it change nothing.
   * @param nextLoaded how far payloads are loaded, once these blocks are in the rows.
   */
  async apply(blocks: readonly Block[], nextLoaded: (applied: Applied, nextBlock: number) => number): Promise<Applied> {
    const fresh: Block[] = [];
    for (const block of blocks) {
      const expected = this.#checkpoint.nextBlock + fresh.length;
      if (block.number > expected) throw new Error(`block ${expected} is missing: block ${block.number} came instead`);
      if (block.number === expected) fresh.push(block);
    }
    const last = fresh.at(-1);
    if (last === undefined) return { committed: [], entries: 0, events: 0 };
    const next = { ...this.#checkpoint, nextBlock: last.number + 1 };
    const client = this.#client as unknown as PoolClient;
    await this.#client.query('begin');
    try {
      const applied = await applyBlocks(client, fresh, this.#numbering, next);
      await this.#write(next);
      await notify(client, { nextBlock: next.nextBlock, nextLoaded: nextLoaded(applied, next.nextBlock) });
      await this.#client.query('commit');
      this.#checkpoint = next;
      this.#numbering.committed();
      return applied;
    } catch (error) {
      this.#numbering.forgetNew();
      await this.#client.query('rollback');
      throw error;
    }
  }

  /** Fails where the checkpoint is not what this session left it at: then somebody else projects too. */
  async #write({ nextBlock, nextBatch, nextTranche, nextHolder }: Checkpoint): Promise<void> {
    const { rowCount } = await this.#client.query({
      name: 'read_checkpoint',
      text: `insert into read.projection as p (next_block, next_batch, next_tranche, next_holder)
        values ($1, $2, $3, $4)
        on conflict ("only") do update set next_block = $1, next_batch = $2, next_tranche = $3, next_holder = $4
          where p.next_block = $5`,
      values: [nextBlock, nextBatch, nextTranche, nextHolder, this.#checkpoint.nextBlock],
    });
    if (rowCount !== 1) throw new Error('the checkpoint was moved by somebody else');
  }

  /** Empties all tables of the read model. */
  async empty(tables: readonly string[]): Promise<void> {
    await this.#client.query(`truncate ${tables.map((table) => `read."${table}"`).join(', ')}`);
    this.#checkpoint = EMPTY;
    this.#numbering.forgetAll();
  }
}

/** Tells all processes; within a transaction when it commits. */
export async function notify(client: Pick<PoolClient, 'query'>, progress: Progress): Promise<void> {
  await client.query({
    name: 'read_notify',
    text: 'select pg_notify($1, $2)',
    values: [CHANNEL, JSON.stringify(progress)],
  });
}
