// npm run migrate:new -- NAME: writes what the Prisma schema has and the committed migrations lack as a new migration.
import { chmod, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPrismaSchema } from '../src/development/prisma-schema';
import { schemaDifference } from '../src/development/schema-engine';
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '../src/embedded/embedded-postgres';
import { migrate, readMigrations } from '../src/migrate';
import { createPool } from '../src/pool';

const MIGRATIONS = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));

const name = process.argv[2] ?? '';
if (!/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error(
    'Give the migration a name of small letters, digits and underscores: npm run migrate:new -- add_colour',
  );
  process.exit(2);
}

const sql = await withScratchDatabase(async (config) => schemaDifference(config, await readPrismaSchema()));
if (sql === '') {
  console.log('The migrations and the Prisma schema agree: nothing to write.');
} else {
  const now = new Date().toISOString().replace(/[-:T]/g, '').slice(0, 14);
  // After the last one in any case: clocks differ, and the order of the names is the order of application.
  const last = (await readMigrations(MIGRATIONS)).at(-1)?.name.slice(0, 14) ?? '0';
  const timestamp = now > last ? now : String(Number(last) + 1);
  const folder = join(MIGRATIONS, `${timestamp}_${name}`);
  await mkdir(folder);
  await writeFile(join(folder, 'migration.sql'), `${sql.trimEnd()}\n`);
  console.log(`Written: prisma/migrations/${timestamp}_${name}/migration.sql. Read it before it is committed.`);
}

async function withScratchDatabase<T>(work: (config: Parameters<typeof createPool>[0]) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'packproof-migrate-'));
  await chmod(dataDir, 0o711);
  const server = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off' } });
  try {
    const pool = createPool(server.config);
    try {
      await migrate(pool, { directory: MIGRATIONS });
    } finally {
      await pool.end();
    }
    return await work(server.config);
  } finally {
    await removeEmbeddedPostgres(dataDir);
  }
}
