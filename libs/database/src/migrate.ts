import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool, PoolClient } from './pool';

export interface Migration {
  /** Folder name: `<timestamp>_<name>`; their order is the order of application. */
  name: string;
  sql: string;
  /** SHA-256 of the file, lower-case hex: what Prisma writes. */
  checksum: string;
}

/** As `prisma migrate deploy` uses, so that neither runs beside the other. */
const PRISMA_ADVISORY_LOCK = 72707369;

// The table as Prisma 7 makes it, so that `prisma migrate deploy` and `status` agree wherever they can run.
const MIGRATIONS_TABLE = `
  create table if not exists _prisma_migrations (
    id varchar(36) primary key not null,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`;

/** The migrations of a folder such as `prisma/migrations`, in order. */
export async function readMigrations(directory: string): Promise<Migration[]> {
  const folders = (await readdir(directory, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const names = folders.map(({ name }) => name).sort();
  return Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(join(directory, name, 'migration.sql'));
      return { name, sql: bytes.toString('utf8'), checksum: createHash('sha256').update(bytes).digest('hex') };
    }),
  );
}

/**
 * Applies the migrations that the database lacks, in order, each in one transaction with its row in
 * `_prisma_migrations`. Safe to call from several processes at once.
 * @param directory a folder with `<timestamp>_<name>/migration.sql` in it.
 * @returns names of what was applied now.
 * @throws Error one sentence, when an applied migration was edited afterwards, is missing from the folder, or fails.
 */
export async function migrate(pool: Pool, { directory }: { directory: string }): Promise<string[]> {
  const migrations = await readMigrations(directory);
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('select pg_advisory_lock($1)', [PRISMA_ADVISORY_LOCK]);
    try {
      return await applyPending(client, migrations);
    } finally {
      await client.query('select pg_advisory_unlock($1)', [PRISMA_ADVISORY_LOCK]).catch((fault: Error) => {
        broken = fault;
      });
    }
  } finally {
    client.release(broken);
  }
}

async function applyPending(client: PoolClient, migrations: readonly Migration[]): Promise<string[]> {
  await client.query(MIGRATIONS_TABLE);
  const { rows } = await client.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
    'select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null order by started_at',
  );
  const applied = new Map(rows.map((row) => [row.migration_name, row]));
  for (const { migration_name, checksum, finished_at } of rows) {
    const migration = migrations.find(({ name }) => name === migration_name);
    if (migration === undefined) {
      throw new Error(`The database has migration ${migration_name}, which this version does not know: it is newer.`);
    }
    if (finished_at === null)
      throw new Error(`Migration ${migration_name} failed half-way before; it must be resolved first.`);
    if (migration.checksum !== checksum) {
      throw new Error(`Migration ${migration_name} was changed after it was applied; write a new migration instead.`);
    }
  }
  const done: string[] = [];
  for (const migration of migrations.filter(({ name }) => !applied.has(name))) {
    await applyOne(client, migration);
    done.push(migration.name);
  }
  return done;
}

async function applyOne(client: PoolClient, { name, sql, checksum }: Migration): Promise<void> {
  const started = new Date();
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
       values ($1, $2, $3, $4, $5, 1)`,
      [randomUUID(), checksum, new Date(), name, started],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`Migration ${name} failed: ${(error as Error).message}.`, { cause: error });
  }
}
