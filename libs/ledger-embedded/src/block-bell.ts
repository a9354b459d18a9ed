import type { Pool, PoolClient } from '@packproof/database';
import { BLOCK_CHANNEL } from './statements';

/** Where no notification comes (a proxy that does not pass them), new blocks are found after this time. */
const LOOK_AGAIN = 5_000;
const RECONNECT_AFTER = 500;

/** Wakes followers when a block was committed, by this process or by another one on the same database. */
export class BlockBell {
  readonly #pool: Pool;
  readonly #waiting = new Set<() => void>();
  #rings = 0;
  #listener: PoolClient | undefined;
  #connecting: Promise<void> | undefined;
  #again: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** How often it rang so far: taken before looking for blocks, and given to `after` when there were none. */
  get rings(): number {
    this.#connecting ??= this.#listen();
    return this.#rings;
  }

  ring(): void {
    this.#rings += 1;
    for (const wake of [...this.#waiting]) wake();
  }

  /** Resolves once it rang more than `rings` times, and sooner or later in any case. */
  after(rings: number, signal: AbortSignal): Promise<void> {
    if (this.#rings !== rings || this.#closed || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake);
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, LOOK_AGAIN);
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake, { once: true });
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#again);
    await this.#connecting;
    this.#listener?.removeAllListeners('notification');
    this.#listener?.release(true);
    this.#listener = undefined;
    this.ring();
  }

  async #listen(): Promise<void> {
    try {
      const client = await this.#pool.connect();
      let gone = false;
      client.on('error', (error) => {
        if (gone) return;
        gone = true;
        this.#listener = undefined;
        client.release(error);
        this.#listenLater();
      });
      client.on('notification', () => this.ring());
      await client.query(`listen ${BLOCK_CHANNEL}`);
      if (!gone) this.#listener = client;
      // Whatever was committed before the connection stood went unheard.
      this.ring();
    } catch {
      this.#listenLater();
    }
  }

  #listenLater(): void {
    if (this.#closed) return;
    this.#again = setTimeout(() => {
      this.#connecting = this.#listen();
    }, RECONNECT_AFTER);
    this.#again.unref();
  }
}
