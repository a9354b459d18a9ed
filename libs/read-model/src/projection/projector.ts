import { setTimeout as sleep } from 'node:timers/promises';
import type { Hex } from '@packproof/contract';
import type { DatabaseConfig, Pool } from '@packproof/database';
import type { Ledger } from '@packproof/ledger';
import { PayloadLoader } from '../payload/payload-loader';
import type { PayloadReader } from '../payload/payload-reader';
import type { Applied } from './apply-blocks';
import { BlockQueue } from './block-queue';
import { verifyInvariant } from './invariant';
import type { Projector, ProjectorLog } from './projector-types';
import { notify, type Progress, ProjectionSession } from './session';
import { READ_TABLES, tableHashes } from './table-hashes';
import { Waiters } from './waiters';

export interface ProjectorOptions {
  pool: Pool;
  database: DatabaseConfig;
  ledger: Ledger;
  payloads: PayloadReader;
  log: ProjectorLog;
}

/** How often a process that does not project asks whether it should. */
const LOCK_MILLISECONDS = 500;
const FAULT_MILLISECONDS = 500;
const STOPPED = 'the projector was stopped';

export function createProjector(options: ProjectorOptions): Projector {
  return new LedgerProjector(options);
}

class LedgerProjector implements Projector {
  readonly #options: ProjectorOptions;
  readonly #loader: PayloadLoader;
  readonly #rows = new Waiters();
  readonly #payloads = new Waiters();
  #stopping: AbortController | undefined;
  #running: Promise<void> | undefined;
  /** Payloads are loaded one after another, beside the blocks that follow. */
  #loading: Promise<void> = Promise.resolve();
  #pendingLoads = 0;

  constructor(options: ProjectorOptions) {
    this.#options = options;
    this.#loader = new PayloadLoader(options.pool, options.payloads, options.log);
  }

  async start(): Promise<void> {
    if (this.#running !== undefined) return;
    this.#stopping = new AbortController();
    this.#reached(everything(await this.checkpoint()));
    this.#running = this.#run(this.#stopping.signal);
  }

  async stop(): Promise<void> {
    this.#stopping?.abort(new Error(STOPPED));
    this.#rows.stop(new Error(STOPPED));
    this.#payloads.stop(new Error(STOPPED));
    await this.#running;
    this.#running = undefined;
    await this.#loading;
  }

  /** Until it is told to stop: whatever fails is tried again, on a new connection, from the checkpoint. */
  async #run(signal: AbortSignal): Promise<void> {
    const { log } = this.#options;
    while (!signal.aborted) {
      try {
        await this.#follow(signal);
      } catch (error) {
        if (signal.aborted) return;
        log.error({ err: error }, 'projection failed; trying again from the checkpoint');
        await sleep(FAULT_MILLISECONDS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  async #follow(outer: AbortSignal): Promise<void> {
    const lost = new AbortController();
    const signal = AbortSignal.any([outer, lost.signal]);
    const session = await this.#open((error) => lost.abort(error));
    try {
      while (!(await session.lock())) {
        await this.#lookForOthersWork();
        await sleep(LOCK_MILLISECONDS, undefined, { signal });
      }
      this.#rows.reached(session.nextBlock);
      this.#takeUpLoads(session.nextBlock, signal);
      await this.#project(session, signal, true);
      signal.throwIfAborted();
    } finally {
      await this.#loading;
      await session.close().catch(() => undefined);
    }
  }

  /** What another process did is told by a notification, which a connection that broke meanwhile has missed. */
  async #lookForOthersWork(): Promise<void> {
    const next = await this.checkpoint();
    this.#rows.reached(next);
    if ((await this.#loader.missing()).length === 0) this.#payloads.reached(next);
  }

  /** Whoever projected before may have ended in the midst of loading: payloads count as loaded when these are. */
  #takeUpLoads(nextBlock: number, signal: AbortSignal): void {
    this.#pendingLoads += 1;
    this.#loading = this.#loading.then(async () => {
      await this.#loadMissing(signal);
      this.#pendingLoads -= 1;
      this.#payloads.reached(nextBlock);
      await notify(this.#options.pool, { nextBlock, nextLoaded: nextBlock }).catch(() => undefined);
    });
  }

  #open(lost: (error: Error) => void): Promise<ProjectionSession> {
    return ProjectionSession.open(this.#options.database, (progress) => this.#reached(progress), lost);
  }

  /** @returns what was projected, when the signal aborts or, without `follow`, at the head of the ledger. */
  async #project(session: ProjectionSession, signal: AbortSignal, follow: boolean) {
    const queue = new BlockQueue(this.#options.ledger.blocks(session.nextBlock, { follow, signal }));
    const stop = () => queue.end();
    signal.addEventListener('abort', stop, { once: true });
    const done = { blocks: 0, entries: 0, events: 0 };
    try {
      for (let blocks = await queue.take(); blocks !== undefined; blocks = await queue.take()) {
        const applied = await session.apply(blocks, (fresh, next) => this.#nextLoaded(fresh, next));
        this.#after(session.nextBlock, applied);
        done.blocks += blocks.length;
        done.entries += applied.entries;
        done.events += applied.events;
      }
    } finally {
      signal.removeEventListener('abort', stop);
      queue.end();
    }
    return done;
  }

  /** Payloads are loaded in the order of their blocks: while one is under way, later blocks wait for it. */
  #nextLoaded({ committed }: Applied, nextBlock: number): number {
    return committed.length === 0 && this.#pendingLoads === 0 ? nextBlock : this.#payloads.nextBlock;
  }

  #after(nextBlock: number, applied: Applied): void {
    const nextLoaded = this.#nextLoaded(applied, nextBlock);
    this.#reached({ nextBlock, nextLoaded });
    if (nextLoaded === nextBlock) return;
    this.#pendingLoads += 1;
    this.#loading = this.#loading.then(async () => {
      for (const { payloadHash } of applied.committed) await this.#load(payloadHash);
      this.#pendingLoads -= 1;
      this.#payloads.reached(nextBlock);
      await notify(this.#options.pool, { nextBlock, nextLoaded: nextBlock }).catch(() => undefined);
    });
  }

  #reached({ nextBlock, nextLoaded }: Progress): void {
    this.#rows.reached(nextBlock);
    this.#payloads.reached(nextLoaded);
  }

  async #loadMissing(signal: AbortSignal): Promise<void> {
    try {
      for (const { payloadHash } of await this.#loader.missing()) {
        if (signal.aborted) return;
        await this.#load(payloadHash);
      }
    } catch (error) {
      this.#options.log.error({ err: error }, 'could not look for payloads that are missing');
    }
  }

  async #load(payloadHash: Hex): Promise<void> {
    try {
      await this.#loader.load(payloadHash);
    } catch (error) {
      // Its tranche stays without rows until the payload is told of again, or the next start.
      this.#options.log.error({ err: error, payloadHash }, 'payload could not be loaded');
    }
  }

  async catchUp(): Promise<void> {
    if (this.#running !== undefined) {
      const height = await this.#options.ledger.height();
      if (height > 0) await this.waitFor(height - 1, { payloads: true });
      return;
    }
    await this.#alone((session, signal) => this.#project(session, signal, false));
  }

  async rebuild(): Promise<{ blocks: number; entries: number; events: number }> {
    const wasRunning = this.#running !== undefined;
    await this.stop();
    try {
      return await this.#alone(async (session, signal) => {
        await session.empty(Object.keys(READ_TABLES));
        return this.#project(session, signal, false);
      });
    } finally {
      if (wasRunning) await this.start();
    }
  }

  async #alone<T>(work: (session: ProjectionSession, signal: AbortSignal) => Promise<T>): Promise<T> {
    const lost = new AbortController();
    const session = await this.#open((error) => lost.abort(error));
    try {
      if (!(await session.lock())) throw new Error('another process is projecting; stop it first');
      const result = await work(session, lost.signal);
      lost.signal.throwIfAborted();
      await this.#loading;
      await this.#loadMissing(lost.signal);
      return result;
    } finally {
      await session.close().catch(() => undefined);
    }
  }

  async waitFor(block: number, options: { payloads?: boolean; signal?: AbortSignal } = {}): Promise<void> {
    await (options.payloads ? this.#payloads : this.#rows).wait(block, options.signal);
  }

  onProjected(listener: (nextBlock: number) => void): () => void {
    return this.#rows.listen(listener);
  }

  async checkpoint(): Promise<number> {
    const { rows } = await this.#options.pool.query<{ next: number }>('select next_block as next from read.projection');
    return rows[0]?.next ?? 0;
  }

  async payloadArrived(payloadHash: Hex): Promise<void> {
    await this.#loader.load(payloadHash);
  }

  async payloadErased(payloadHash: Hex): Promise<void> {
    await this.#loader.remove(payloadHash);
  }

  async tableHashes() {
    return tableHashes(this.#options.pool);
  }

  async verifyInvariant() {
    return verifyInvariant(this.#options.pool);
  }
}

const everything = (nextBlock: number): Progress => ({ nextBlock, nextLoaded: nextBlock });
