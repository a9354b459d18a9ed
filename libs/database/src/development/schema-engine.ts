import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import type { DiagnoseMigrationHistoryOutput, SchemaContainer, SchemaEngine } from '@prisma/schema-engine-wasm';
import pg from 'pg';
import type { DatabaseConfig } from '../config';
import type { Migration } from '../migrate';
import { connectionOptions } from '../pool';

// Prisma's own engine, as WebAssembly: the binary that `prisma migrate` runs cannot be downloaded everywhere. Its
// interface is internal to Prisma, so its version is pinned and schema.int.spec.ts covers what is used here.

/** In Node, though its types do not say so. */
const assembly = (globalThis as unknown as { WebAssembly: Assembly }).WebAssembly;
interface Assembly {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: Record<string, unknown> } }>;
}

/** PostgreSQL's catalogue writes single letters as `"char"`, for which the adapter has no name, and its array type. */
const CHAR = 18;
const CHAR_ARRAY = 1002;

/** First half of telling the engine of `"char"`: it passes the adapter under the name of its array. */
class CatalogueClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: pg declares a dozen overloads; a pool uses the one with a callback.
  override query(...args: any[]): any {
    const callback = args.at(-1);
    if (typeof callback === 'function') {
      args[args.length - 1] = (error: Error | null, result?: pg.QueryResult) =>
        callback(error, result && renamed(result));
    }
    // biome-ignore lint/suspicious/noExplicitAny: as above.
    const answer = (super.query as any)(...args);
    return answer instanceof Promise ? answer.then(renamed) : answer;
  }
}

function renamed(result: pg.QueryResult): pg.QueryResult {
  for (const field of result.fields ?? []) if (field.dataTypeID === CHAR) field.dataTypeID = CHAR_ARRAY;
  return result;
}

/** Second half: what the adapter calls an array of letters is a letter, as no array of them is ever asked for. */
class CatalogueAdapter extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      const { CharacterArray, Character } = ColumnTypeEnum;
      return { ...result, columnTypes: result.columnTypes.map((type) => (type === CharacterArray ? Character : type)) };
    };
    return adapter;
  }
}

let loaded: Promise<typeof SchemaEngine> | undefined;

async function loadEngine(): Promise<typeof SchemaEngine> {
  // Where the engine would put the text of a panic; it asks for it by this name.
  (globalThis as Record<string, unknown>).PRISMA_WASM_PANIC_REGISTRY ??= { set_message: () => undefined };
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const path = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = await readFile(join(dirname(path), 'schema_engine_bg.wasm'));
  const { instance } = await assembly.instantiate(bytes, { './schema_engine_bg.js': glue });
  const { __wbg_set_wasm, SchemaEngine } = glue as unknown as {
    __wbg_set_wasm(exports: unknown): void;
    SchemaEngine: typeof import('@prisma/schema-engine-wasm').SchemaEngine;
  };
  __wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return SchemaEngine;
}

/**
 * The SQL that takes a database to what the Prisma schema says; empty where they agree.
 * @param config a database with all migrations applied, by `migrate`: the engine itself cuts scripts at every semicolon,
 * also inside functions.
 * @param external tables as `schema.name` that Prisma shall not see (partitions, for example).
 */
export async function schemaDifference(
  config: DatabaseConfig,
  files: SchemaContainer[],
  external: string[] = [],
): Promise<string> {
  return withEngine(config, files, async (engine) => {
    const { stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: '/' },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: { externalTables: external, externalEnums: [] },
    });
    const sql = stdout ?? '';
    return sql.trim() === '-- This is an empty migration.' ? '' : sql;
  });
}

/** What Prisma's own `migrate status` sees in `_prisma_migrations`. */
export async function migrationDiagnosis(
  config: DatabaseConfig,
  files: SchemaContainer[],
  migrations: readonly Migration[],
): Promise<DiagnoseMigrationHistoryOutput> {
  return withEngine(config, files, (engine) =>
    engine.diagnoseMigrationHistory({
      optInToShadowDatabase: false,
      filters: { externalTables: [], externalEnums: [] },
      migrationsList: {
        baseDir: '/prisma/migrations',
        lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
        shadowDbInitScript: '',
        migrationDirectories: migrations.map(({ name, sql }) => ({
          path: name,
          migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
        })),
      },
    }),
  );
}

async function withEngine<T>(
  config: DatabaseConfig,
  files: SchemaContainer[],
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const pool = new pg.Pool({ ...connectionOptions(config), max: 2, Client: CatalogueClient });
  pool.on('error', () => undefined);
  const adapter = bindMigrationAwareSqlAdapterFactory(new CatalogueAdapter(pool));
  // Once a process: the engine's glue code has one memory.
  loaded ??= loadEngine();
  const Engine = await loaded;
  const engine = await Engine.new(
    { datamodels: files.map(({ path, content }) => [path, content]) },
    () => undefined,
    adapter,
  );
  try {
    return await work(engine);
  } finally {
    engine.free();
    await pool.end();
  }
}
