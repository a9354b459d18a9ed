import pg from 'pg';
import type { DatabaseConfig } from './config';

export type Pool = pg.Pool;
export type PoolClient = pg.PoolClient;

export interface PoolOptions extends DatabaseConfig {
  /** Most connections at a time; 10 unless told. */
  max?: number;
  /** Shown in pg_stat_activity. */
  applicationName?: string;
  /** Told of connections that broke while idle; the pool replaces them by itself. */
  onError?: (error: Error) => void;
}

const INT8 = 20;

/** int8 as a number: log indexes and block numbers pass 2^31 but not 2^53. */
function readInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`the database holds ${text}, which is past 2^53 - 1`);
  return value;
}

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 && format !== 'binary'
      ? readInt8
      : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

/** Options of `pg` for a server: shared by pools and single clients (LISTEN). */
export function connectionOptions(config: DatabaseConfig): pg.ClientConfig {
  const { host, port, user, password, database, tls } = config;
  return {
    host,
    port,
    user,
    password,
    database,
    types,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    ...(tls === undefined || tls === false ? {} : { ssl: { rejectUnauthorized: tls === true } }),
  };
}

/** A pool whose broken idle connections do not end the process. int8 columns read as numbers. */
export function createPool(options: PoolOptions): Pool {
  const pool = new pg.Pool({
    ...connectionOptions(options),
    max: options.max ?? 10,
    application_name: options.applicationName ?? 'packproof',
  });
  pool.on('error', (error) => options.onError?.(error));
  // A connection that breaks while it is checked out tells its user by the next statement; that it also emits an error
  // must not end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/**
 * Runs `work` in one transaction: committed when it resolves, rolled back when it throws. A connection that cannot even
 * roll back is thrown away.
 * @param begin how it begins: isolation, role and settings go in the same round trip, as text.
 */
export async function withTransaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  begin = 'begin',
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((fault: Error) => {
      broken = fault;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
