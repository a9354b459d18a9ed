import type { DatabaseConfig, Pool } from '@packproof/database';
import type { Ledger } from '@packproof/ledger';
import type { PayloadReader } from './payload/payload-reader';
import { createProjector } from './projection/projector';
import type { Projector, ProjectorLog } from './projection/projector-types';
import { createQueries } from './queries/create-queries';
import type { Queries } from './queries/queries';

export interface ReadModelOptions {
  pool: Pool;
  /** For the one connection that holds the projection's lock and listens: it is no connection of the pool. */
  database: DatabaseConfig;
  ledger: Ledger;
  payloads: PayloadReader;
  log: ProjectorLog;
  /** Today, for what expires; milliseconds since 1970. */
  clock?: () => number;
}

export interface ReadModel {
  projector: Projector;
  queries: Queries;
}

export function createReadModel(options: ReadModelOptions): ReadModel {
  const { pool, database, ledger, payloads, log, clock = Date.now } = options;
  return {
    projector: createProjector({ pool, database, ledger, payloads, log }),
    queries: createQueries(pool, clock),
  };
}
