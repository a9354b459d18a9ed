import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';
import { type DatabaseConfig, parseDatabaseUrl } from './config';
import { startEmbeddedPostgres } from './embedded/embedded-postgres';
import { migrate, readMigrations } from './migrate';
import { connectionOptions, createPool, type Pool } from './pool';
import type {} from './test-postgres';

export interface TestDatabase {
  config: DatabaseConfig;
  pool: Pool;
  /** Ends the pool and drops the database. */
  drop(): Promise<void>;
}

/** The project's committed migrations. */
export const MIGRATIONS = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));

// Throw-away data: nothing is lost that a test could miss, and kill -9 of our own processes still loses nothing.
const SETTINGS = { fsync: 'off', full_page_writes: 'off', max_connections: '300', shared_buffers: '128MB' };

const INSUFFICIENT_PRIVILEGE = '42501';

let server: Promise<DatabaseConfig> | undefined;
let template: Promise<string> | undefined;

/**
 * The server of this test run: TEST_DATABASE_URL (its user may create databases), or an embedded PostgreSQL that the
 * first caller starts and Vitest's global set-up stops. That none can be had is a failure, never a skip.
 */
export function testServer(): Promise<DatabaseConfig> {
  const given = process.env.TEST_DATABASE_URL;
  server ??= given
    ? Promise.resolve(parseDatabaseUrl(given))
    : startEmbeddedPostgres({ dataDir: inject('testPostgresFolder'), settings: SETTINGS }).then(({ config }) => config);
  return server;
}

/** A new, migrated database, copied from a template. Called in a test it is dropped with it; elsewhere call `drop`. */
export async function testDatabase(options: { migrations?: string } = {}): Promise<TestDatabase> {
  const main = await testServer();
  template ??= makeTemplate(main, MIGRATIONS);
  const source = await (options.migrations === undefined ? template : makeTemplate(main, options.migrations));
  const name = `test_${randomBytes(8).toString('hex')}`;
  await administer(main, async (client) => {
    await client.query(`create database "${name}" template "${source}"`);
  });
  const config = { ...main, database: name };
  const pool = createPool({ ...config, applicationName: 'packproof-test' });
  let dropped: Promise<void> | undefined;
  const drop = () => {
    dropped ??= (async () => {
      await pool.end();
      await administer(main, (client) => dropDatabase(client, name));
    })();
    return dropped;
  };
  try {
    onTestFinished(drop);
  } catch {
    // In beforeAll and the like there is no test to finish: the caller drops it.
  }
  return { config, pool, drop };
}

/** Workers race to make it: one does, under a lock, the others find it. */
async function makeTemplate(main: DatabaseConfig, directory: string): Promise<string> {
  const hash = createHash('sha256');
  for (const { name, checksum } of await readMigrations(directory)) hash.update(`${name} ${checksum}\n`);
  const name = `template_${hash.digest('hex').slice(0, 16)}`;
  await administer(main, async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [name]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount !== 0) return;
    const unfinished = `${name}_${randomBytes(4).toString('hex')}`;
    await client.query(`create database "${unfinished}"`);
    const pool = createPool({ ...main, database: unfinished, max: 1 });
    try {
      await migrate(pool, { directory });
    } finally {
      await pool.end();
    }
    await client.query(`alter database "${unfinished}" rename to "${name}"`);
  });
  return name;
}

/** Autovacuum works as a superuser, whom our role may not end: it is soon done with so small a database. */
async function dropDatabase(client: pg.Client, name: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query(`drop database if exists "${name}" with (force)`);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== INSUFFICIENT_PRIVILEGE || attempt >= 20) throw error;
      await sleep(250);
    }
  }
}

async function administer(config: DatabaseConfig, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(connectionOptions(config));
  client.on('error', () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
