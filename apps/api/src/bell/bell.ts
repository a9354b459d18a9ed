import { EventEmitter } from 'node:events';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Pool, PoolClient } from '@packproof/database';
import { POOL } from '../tokens';

/** What is told: that a thing changed, never what is in it; whoever is told looks for itself, with its own rights. */
export interface Topics {
  job: { id: string; organisation: string };
  alert: { id: string; news: 'raised' | 'changed' };
  recall: { id: string };
  shipment: { id: string };
}
export type Topic = keyof Topics;

const CHANNEL = 'packproof_bell';
const AGAIN_MILLISECONDS = 1_000;

/**
 * Tells every process of this node that something changed (PostgreSQL LISTEN and NOTIFY), for subscriptions. Not kept:
 * who was not listening looks again.
 */
@Injectable()
export class Bell implements OnApplicationShutdown {
  readonly #emitter = new EventEmitter().setMaxListeners(0);
  readonly #logger = new Logger('bell');
  #listening: Promise<void> | undefined;
  #client: PoolClient | undefined;
  #closed = false;

  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async ring<T extends Topic>(topic: T, message: Topics[T]): Promise<void> {
    await this.pool.query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify({ topic, message })]);
  }

  /**
   * Messages of a topic from now on; ends when the consumer returns or the node stops. Only the latest matters, so a slow
   * consumer loses the oldest of many.
   */
  async listen<T extends Topic>(topic: T): Promise<AsyncIterableIterator<Topics[T]>> {
    await this.#listen();
    return new Messages<Topics[T]>(this.#emitter, topic);
  }

  async onApplicationShutdown(): Promise<void> {
    this.#closed = true;
    this.#emitter.emit('closed');
    await this.#listening?.catch(() => undefined);
    this.#client?.release(true);
    this.#client = undefined;
  }

  #listen(): Promise<void> {
    this.#listening ??= this.#connect().catch((error: unknown) => {
      this.#listening = undefined;
      throw error;
    });
    return this.#listening;
  }

  async #connect(): Promise<void> {
    const client = await this.pool.connect();
    client.on('notification', ({ payload }) => {
      const { topic, message } = JSON.parse(payload ?? '{}') as { topic: string; message: unknown };
      this.#emitter.emit(topic, message);
    });
    client.on('error', (error) => {
      if (this.#client !== client) return;
      this.#logger.warn({ err: error }, 'lost the connection that listens');
      this.#client = undefined;
      this.#listening = undefined;
      client.release(true);
      if (!this.#closed) setTimeout(() => void this.#listen().catch(() => undefined), AGAIN_MILLISECONDS).unref();
    });
    await client.query(`listen ${CHANNEL}`);
    this.#client = client;
  }
}

const MOST_WAITING = 1_000;

class Messages<T> implements AsyncIterableIterator<T> {
  readonly #waiting: T[] = [];
  readonly #takers: ((result: IteratorResult<T>) => void)[] = [];
  #done = false;

  constructor(
    private readonly emitter: EventEmitter,
    private readonly topic: string,
  ) {
    emitter.on(topic, this.#put);
    emitter.on('closed', this.#end);
  }

  readonly #put = (message: T) => {
    const taker = this.#takers.shift();
    if (taker) taker({ done: false, value: message });
    else if (this.#waiting.push(message) > MOST_WAITING) this.#waiting.shift();
  };

  readonly #end = () => {
    this.#done = true;
    this.emitter.off(this.topic, this.#put);
    this.emitter.off('closed', this.#end);
    for (const taker of this.#takers.splice(0)) taker({ done: true, value: undefined });
  };

  next(): Promise<IteratorResult<T>> {
    const value = this.#waiting.shift();
    if (value !== undefined) return Promise.resolve({ done: false, value });
    if (this.#done) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => this.#takers.push(resolve));
  }

  async return(): Promise<IteratorResult<T>> {
    this.#end();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator]() {
    return this;
  }
}
