import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Pool } from '@packproof/database';
import type { Page } from '@packproof/read-model';
import type PgBoss from 'pg-boss';
import { Bell } from '../bell/bell';
import type { Config } from '../config';
import type { Caller } from '../identity/caller';
import { asOrganisation, type RowsOf } from '../identity/own-rows';
import { PayloadStore } from '../payloads/payload-store';
import { Refusal } from '../refusal';
import { CONFIG, POOL } from '../tokens';
import { csv } from './csv';
import { type JobsAsked, jobPage } from './job-list';
import { JOB_COLUMNS, type JobRow, type JobState, type JobView, jobView, UNFINISHED } from './job-row';

/** One attempt at a job; after a crash there is another, so that a handler must be able to find what it did before. */
export interface JobRun<Input> {
  /** Also fit as the command id of what it does: each attempt then does the same, once. */
  readonly id: string;
  readonly caller: Caller;
  readonly input: Input;
  /** Aborted when the job is cancelled or the node stops. */
  readonly signal: AbortSignal;
  /** Shown to whoever watches; at most a few times a second reach the database. */
  progress(done: number, failed?: number): Promise<void>;
  /** The result of each item, for results.csv: a header and rows. Stored encrypted. */
  results(header: readonly string[], rows: Iterable<readonly (string | number)[]>): Promise<void>;
  /** In place of `results`, where they can be made of what is kept elsewhere: what the kind's ResultsMaker is given. */
  keep(forResults: Uint8Array): Promise<void>;
}

/** Makes results.csv of what a job kept, when it is asked for: for the organisation whose job it is. */
export type ResultsMaker = (of: RowsOf, kept: Uint8Array) => AsyncIterable<string>;

export type JobHandler<Input> = (run: JobRun<Input>) => Promise<{ failed?: number } | undefined>;

const QUEUE = 'packproof-jobs';
const PROGRESS_EVERY_MILLISECONDS = 250;
const POLL_SECONDS = 0.5;
/** A job may run this long before another process thinks its worker dead. */
const EXPIRES_SECONDS = 60 * 60;

/** Work that takes longer than a few seconds: queued by pg-boss, seen and cancelled by its own organisation only. */
@Injectable()
export class Jobs implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #handlers = new Map<string, JobHandler<never>>();
  readonly #resultsMakers = new Map<string, ResultsMaker>();
  readonly #running = new Map<string, AbortController>();
  readonly #logger = new Logger('jobs');
  readonly #worker: string;
  #boss: Promise<PgBoss> | undefined;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(CONFIG) config: Config,
    private readonly payloads: PayloadStore,
    private readonly bell: Bell,
  ) {
    // One process at a time works on a data folder: what it left running, it takes up again.
    this.#worker = config.home;
  }

  /**
   * Called once for each kind, while the node starts. The input is JSON without serials: name a payload instead. What it
   * says of `gtin` and `lot` is shown with the job.
   */
  handle<Input>(kind: string, handler: JobHandler<Input>, results?: ResultsMaker): void {
    if (this.#handlers.has(kind)) throw new Error(`two handlers for jobs of kind ${kind}`);
    this.#handlers.set(kind, handler as JobHandler<never>);
    if (results) this.#resultsMakers.set(kind, results);
  }

  /** Queues a job. The same id again is the same job. */
  async start(caller: Caller, job: { id?: string; kind: string; input: unknown; total: number }): Promise<JobView> {
    if (!this.#handlers.has(job.kind)) throw new Error(`no handler for jobs of kind ${job.kind}`);
    const id = job.id ?? randomUUID();
    const made = await asOrganisation(this.pool, caller, async (client) => {
      const { rowCount } = await client.query(
        `insert into app.job (id, organisation, kind, state, total, input, caller) values ($1, $2, $3, 'QUEUED', $4, $5, $6)
         on conflict (id) do nothing`,
        [id, caller.gln, job.kind, job.total, JSON.stringify(job.input), JSON.stringify(caller)],
      );
      return rowCount === 1;
    });
    if (made) {
      await this.#queue(id);
      await this.bell.ring('job', { id, organisation: caller.gln });
    }
    const view = await this.find(caller, id);
    if (!view) throw new Refusal('ALREADY_EXISTS', { kind: 'job', id });
    return view;
  }

  async find(of: RowsOf, id: string): Promise<JobView | undefined> {
    const row = await this.#row(of, id);
    return row && jobView(row);
  }

  list(of: RowsOf, asked: JobsAsked): Promise<Page<JobView>> {
    return jobPage(this.pool, of, asked);
  }

  /** A job that has ended stays as it ended. */
  async cancel(of: RowsOf, id: string): Promise<JobView> {
    await asOrganisation(this.pool, of, (client) =>
      client.query(`update app.job set state = 'CANCELLED', finished_at = now() where id = $1 and state = any ($2)`, [
        id,
        UNFINISHED,
      ]),
    );
    const view = await this.find(of, id);
    // Whoever does not see it stops nothing.
    if (!view) throw new Refusal('NOT_FOUND', { kind: 'job', id });
    if (view.state === 'CANCELLED') this.#running.get(id)?.abort();
    await this.bell.ring('job', { id, organisation: of.gln });
    return view;
  }

  /** results.csv of a job, or undefined where it has none (yet). */
  async results(of: RowsOf, id: string): Promise<Uint8Array | Readable | undefined> {
    const row = await this.#row(of, id);
    const kept = row?.results_hash && (await this.payloads.open(row.results_hash.toString('hex'), of.gln));
    const make = row && this.#resultsMakers.get(row.kind);
    return kept && make ? Readable.from(make(of, kept)) : (kept ?? undefined);
  }

  async onApplicationBootstrap(): Promise<void> {
    const { rows } = await this.pool.query<{ id: string }>(
      `select id from app.job where state = 'RUNNING' and worker = $1`,
      [this.#worker],
    );
    for (const { id } of rows) await this.#queue(id);
    const { rowCount } = await this.pool.query(`select from app.job where state = 'QUEUED' limit 1`);
    if (rowCount) await this.#started();
  }

  async onApplicationShutdown(): Promise<void> {
    for (const controller of this.#running.values()) controller.abort();
    const boss = await this.#boss?.catch(() => undefined);
    await boss?.stop({ graceful: true, wait: true, timeout: 3_000 });
  }

  async #queue(id: string): Promise<void> {
    const boss = await this.#started();
    await boss.send(QUEUE, { id });
  }

  #started(): Promise<PgBoss> {
    this.#boss ??= this.#startBoss().catch((error: unknown) => {
      this.#boss = undefined;
      throw error;
    });
    return this.#boss;
  }

  async #startBoss(): Promise<PgBoss> {
    const { default: Boss } = await import('pg-boss');
    const boss = new Boss({
      db: { executeSql: (text, values) => this.pool.query(text, values) },
      schema: 'pgboss',
      schedule: false,
    });
    boss.on('error', (error) => this.#logger.error({ err: error }, 'pg-boss'));
    await boss.start();
    await boss.createQueue(QUEUE, { name: QUEUE, retryLimit: 3, retryDelay: 1, expireInSeconds: EXPIRES_SECONDS });
    await boss.work<{ id: string }>(QUEUE, { pollingIntervalSeconds: POLL_SECONDS, batchSize: 1 }, async (jobs) => {
      for (const { data } of jobs) await this.#work(data.id);
    });
    return boss;
  }

  async #work(id: string): Promise<void> {
    const { rows } = await this.pool.query<JobRow>(
      `update app.job set state = 'RUNNING', worker = $2 where id = $1 and state in ('QUEUED', 'RUNNING')
       returning ${JOB_COLUMNS}`,
      [id, this.#worker],
    );
    const row = rows[0];
    if (!row || this.#running.has(id)) return;
    const handler = this.#handlers.get(row.kind);
    const controller = new AbortController();
    this.#running.set(id, controller);
    try {
      await this.bell.ring('job', { id, organisation: row.organisation });
      if (!handler) throw new Error(`no handler for jobs of kind ${row.kind}`);
      const progress = this.#progress(row, controller);
      const outcome = await handler({
        id,
        caller: JSON.parse(row.caller) as Caller,
        input: JSON.parse(row.input) as never,
        signal: controller.signal,
        progress,
        results: (header, lines) => this.#storeResults(row, csv(header, lines)),
        keep: (forResults) => this.#storeResults(row, forResults),
      });
      const failed = outcome?.failed ?? 0;
      await this.#finish(row, failed > 0 ? 'SUCCEEDED_WITH_ERRORS' : 'SUCCEEDED', { done: row.total, failed });
    } catch (error) {
      // Cancelled, or stopping: then the next start takes it up again.
      if (controller.signal.aborted) return;
      const told = error instanceof Refusal ? error.code : 'INTERNAL';
      if (told === 'INTERNAL') this.#logger.error({ err: error, job: id, kind: row.kind }, 'a job failed');
      await this.#finish(row, 'FAILED', { error: told });
    } finally {
      this.#running.delete(id);
    }
  }

  #progress(row: JobRow, controller: AbortController): JobRun<unknown>['progress'] {
    let told = 0;
    return async (done, failed = 0) => {
      if (controller.signal.aborted) throw controller.signal.reason;
      if (Date.now() - told < PROGRESS_EVERY_MILLISECONDS) return;
      told = Date.now();
      const { rows } = await this.pool.query<{ state: JobState }>(
        'update app.job set done = $2, failed = $3 where id = $1 returning state',
        [row.id, done, failed],
      );
      await this.bell.ring('job', { id: row.id, organisation: row.organisation });
      // Cancelled through another process.
      if (rows[0]?.state === 'CANCELLED') controller.abort();
      if (controller.signal.aborted) throw controller.signal.reason;
    };
  }

  async #storeResults(row: JobRow, text: Uint8Array): Promise<void> {
    const { hash } = await this.payloads.put({ plaintext: text, owner: row.organisation });
    await this.pool.query('update app.job set results_hash = $2 where id = $1', [row.id, Buffer.from(hash, 'hex')]);
  }

  async #finish(
    row: JobRow,
    state: JobState,
    values: { done?: number; failed?: number; error?: string },
  ): Promise<void> {
    await this.pool.query(
      `update app.job set state = $2, done = coalesce($3, done), failed = coalesce($4, failed), error = $5, finished_at = now()
       where id = $1 and state = 'RUNNING'`,
      [row.id, state, values.done ?? null, values.failed ?? null, values.error ?? null],
    );
    await this.bell.ring('job', { id: row.id, organisation: row.organisation });
  }

  async #row(of: RowsOf, id: string): Promise<JobRow | undefined> {
    const { rows } = await asOrganisation(this.pool, of, (client) =>
      client.query<JobRow>(`select ${JOB_COLUMNS} from app.job where id = $1`, [id]),
    );
    return rows[0];
  }
}
