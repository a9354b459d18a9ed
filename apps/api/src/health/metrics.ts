import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from '@packproof/database';
import type { Ledger } from '@packproof/ledger';
import type { Projector } from '@packproof/read-model';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { LEDGER, POOL, PROJECTOR } from '../tokens';

/** Prometheus: the process, requests by route, the connections, how far the ledger is and how far the read model. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  readonly #requests: Histogram<'method' | 'route' | 'status'>;

  constructor(@Inject(POOL) pool: Pool, @Inject(LEDGER) ledger: Ledger, @Inject(PROJECTOR) projector: Projector) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.#requests = new Histogram({
      name: 'packproof_http_request_duration_seconds',
      help: 'Time to answer a request, by route pattern.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    });
    const gauge = (name: string, help: string, read: () => number | Promise<number>) =>
      new Gauge({
        name,
        help,
        registers,
        async collect() {
          // A scrape tells what it can; a value that cannot be read is absent.
          try {
            this.set(await read());
          } catch {
            this.reset();
          }
        },
      });
    gauge('packproof_ledger_blocks', 'Blocks committed on the ledger.', () => ledger.height());
    gauge('packproof_read_model_blocks', 'Blocks that the read model has projected.', () => projector.checkpoint());
    gauge('packproof_read_model_lag_blocks', 'Blocks that the read model is behind the ledger.', async () =>
      Math.max(0, (await ledger.height()) - (await projector.checkpoint())),
    );
    gauge('packproof_database_connections', 'Connections of the pool.', () => pool.totalCount);
    gauge('packproof_database_waiting', 'Requests that wait for a connection.', () => pool.waitingCount);
  }

  /** Measures every request; the route's pattern is the label, never a path with a serial in it. */
  watch(fastify: FastifyInstance): void {
    fastify.addHook('onResponse', (request, reply, done) => {
      const labels = {
        method: request.method,
        route: request.routeOptions.url ?? '(none)',
        status: String(reply.statusCode),
      };
      this.#requests.observe(labels, reply.elapsedTime / 1000);
      done();
    });
  }
}
