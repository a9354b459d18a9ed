import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Pool } from '@packproof/database';
import type { Logger } from 'pino';
import type { Parts } from './app.module';

interface Running {
  app: NestFastifyApplication;
  parts: Parts;
  pools: Pool[];
  logger: Logger;
}

/** How long requests under way may take to end. */
const PATIENCE_MILLISECONDS = 8_000;

/**
 * Ends once, from the outside in: no new requests, then what was asked is answered, then the projection, the ledger, and
 * the connections. On SIGTERM and SIGINT, and when the launcher that started this process is gone.
 */
export function stopInOrder({ app, parts, pools, logger }: Running): void {
  let isStopping = false;
  const stop = async (why: string) => {
    if (isStopping) return;
    isStopping = true;
    logger.info({ why }, 'stopping');
    setTimeout(() => process.exit(1), PATIENCE_MILLISECONDS).unref();
    try {
      await app.close();
      await parts.readModel.projector.stop();
      await parts.ledger.close();
      await Promise.all(pools.map((pool) => pool.end()));
      process.exit(0);
    } catch (error) {
      logger.error({ err: error }, 'could not stop in order');
      process.exit(1);
    }
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop(signal));
  process.on('disconnect', () => void stop('the launcher is gone'));
}
