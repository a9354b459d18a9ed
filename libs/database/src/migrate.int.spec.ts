import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readPrismaSchema } from './development/prisma-schema';
import { migrationDiagnosis } from './development/schema-engine';
import { migrate, readMigrations } from './migrate';
import { MIGRATIONS, testDatabase } from './testing';

async function migrationsFolder(files: Record<string, string> = {}): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'packproof-migrations-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  for (const [name, sql] of Object.entries(files)) await addMigration(directory, name, sql);
  return directory;
}

async function addMigration(directory: string, name: string, sql: string): Promise<void> {
  await mkdir(join(directory, name), { recursive: true });
  await writeFile(join(directory, name, 'migration.sql'), sql);
}

const FIRST = 'create table one (id int primary key);';
const SECOND = 'alter table one add column two text;\ncreate table three (id int);';

describe('migrate', () => {
  it('applies in order, once, and says what it did', async () => {
    const directory = await migrationsFolder({ '2_second': SECOND, '1_first': FIRST });
    const { pool } = await testDatabase({ migrations: await migrationsFolder() });
    expect(await migrate(pool, { directory })).toEqual(['1_first', '2_second']);
    expect(await migrate(pool, { directory })).toEqual([]);
    await pool.query("insert into one (id, two) values (1, 'x')");
    await addMigration(directory, '3_third', 'drop table three;');
    expect(await migrate(pool, { directory })).toEqual(['3_third']);
  });

  it('leaves rows that Prisma itself takes for its own', async () => {
    const { pool, config } = await testDatabase();
    const { rows } = await pool.query('select * from _prisma_migrations order by migration_name');
    const migrations = await readMigrations(MIGRATIONS);
    expect(rows.map(({ migration_name, checksum }) => ({ migration_name, checksum }))).toEqual(
      migrations.map(({ name, checksum }) => ({ migration_name: name, checksum })),
    );
    for (const row of rows) {
      expect(row).toMatchObject({ logs: null, rolled_back_at: null, applied_steps_count: 1 });
      expect(row.id).toMatch(/^[0-9a-f-]{36}$/);
    }
    expect(await migrationDiagnosis(config, await readPrismaSchema(), migrations)).toMatchObject({
      history: null,
      editedMigrationNames: [],
      failedMigrationNames: [],
      hasMigrationsTable: true,
    });
    const edited = migrations.map((migration, i) =>
      i === 0 ? { ...migration, sql: `${migration.sql}\n` } : migration,
    );
    expect(await migrationDiagnosis(config, await readPrismaSchema(), edited)).toMatchObject({
      editedMigrationNames: [migrations[0]!.name],
    });
  });

  it('refuses a migration that was edited after it was applied', async () => {
    const directory = await migrationsFolder();
    await cp(MIGRATIONS, directory, { recursive: true });
    const { pool } = await testDatabase();
    const [first] = await readMigrations(directory);
    const path = join(directory, first!.name, 'migration.sql');
    await writeFile(path, `${await readFile(path, 'utf8')}-- one more line\n`);
    await expect(migrate(pool, { directory })).rejects.toThrow(
      `Migration ${first!.name} was changed after it was applied; write a new migration instead.`,
    );
  });

  it('refuses a database that is ahead of it', async () => {
    const directory = await migrationsFolder({ '1_first': FIRST, '2_second': SECOND });
    const { pool } = await testDatabase({ migrations: directory });
    await rm(join(directory, '2_second'), { recursive: true });
    await expect(migrate(pool, { directory })).rejects.toThrow(/2_second, which this version does not know/);
  });

  it('leaves nothing of a migration that fails, and goes on when it is mended', async () => {
    const directory = await migrationsFolder({ '1_first': FIRST, '2_bad': 'create table bad (id int); select 1/0;' });
    const { pool } = await testDatabase({ migrations: await migrationsFolder() });
    await expect(migrate(pool, { directory })).rejects.toThrow('Migration 2_bad failed: division by zero.');
    expect((await pool.query("select to_regclass('bad') as bad, to_regclass('one') as one")).rows).toEqual([
      { bad: null, one: 'one' },
    ]);
    await addMigration(directory, '2_bad', 'create table bad (id int);');
    expect(await migrate(pool, { directory })).toEqual(['2_bad']);
  });

  it('may be called by several at once', async () => {
    const directory = await migrationsFolder({ '1_first': FIRST, '2_second': SECOND });
    const { pool } = await testDatabase({ migrations: await migrationsFolder() });
    const done = await Promise.all(Array.from({ length: 5 }, () => migrate(pool, { directory })));
    expect(done.flat().sort()).toEqual(['1_first', '2_second']);
  });
});
