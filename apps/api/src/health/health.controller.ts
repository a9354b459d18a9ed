import { Controller, Get, Header, HttpCode, Inject, Res } from '@nestjs/common';
import type { Pool } from '@packproof/database';
import type { Ledger } from '@packproof/ledger';
import type { Projector } from '@packproof/read-model';
import type { FastifyReply } from 'fastify';
import { Open } from '../identity/guard';
import { LEDGER, POOL, PROJECTOR } from '../tokens';
import { Metrics } from './metrics';

/** Blocks that the read model may be behind and still be of use. */
const MOST_LAG = 1_000;
const PATIENCE_MILLISECONDS = 2_000;

/** For whoever runs the node. `live`: this process answers. `ready`: so do database and ledger, and the read model keeps up. */
@Controller()
export class HealthController {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(PROJECTOR) private readonly projector: Projector,
    private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  @Open()
  @Header('cache-control', 'no-store')
  live() {
    return { status: 'live' };
  }

  @Get('health/ready')
  @Open()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const checks = {
      database: await answers(this.pool.query('select 1')),
      ledger: await answers(this.ledger.height()),
      readModel: await answers(this.#lag().then((lag) => (lag > MOST_LAG ? Promise.reject(new Error('lags')) : lag))),
    };
    const isReady = Object.values(checks).every(Boolean);
    if (!isReady) reply.code(503);
    return { status: isReady ? 'ready' : 'not ready', checks };
  }

  @Get('metrics')
  @Open()
  @Header('cache-control', 'no-store')
  async text(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    reply.header('content-type', this.metrics.registry.contentType);
    return this.metrics.registry.metrics();
  }

  async #lag(): Promise<number> {
    return (await this.ledger.height()) - (await this.projector.checkpoint());
  }
}

async function answers(question: Promise<unknown>): Promise<boolean> {
  let impatience: NodeJS.Timeout | undefined;
  const late = new Promise((_resolve, reject) => {
    impatience = setTimeout(() => reject(new Error('no answer')), PATIENCE_MILLISECONDS);
  });
  try {
    await Promise.race([question, late]);
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(impatience);
  }
}
