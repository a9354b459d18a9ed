import type { TestApi } from '../src/testing/start-api';

/** What changes by being looked at, or by being asked anything at all. */
const RESTLESS = new Set([
  'app.apikey',
  'app.command_outbox',
  'app.command_outbox_envelope',
  'app.odd_reading',
  'app.session',
]);

/** A hash for each table of ours, over all rows but those that name one of `except`. */
export async function tableHashes(api: TestApi, except: readonly string[] = []): Promise<Record<string, string>> {
  const { pool } = api.parts;
  const { rows: tables } = await pool.query<{ name: string }>(
    `select schemaname || '.' || tablename as name from pg_tables
     where schemaname in ('ledger', 'read', 'app', 'payload') order by 1`,
  );
  const hashes: Record<string, string> = {};
  for (const { name } of tables) {
    if (RESTLESS.has(name)) continue;
    const [schema, table] = name.split('.') as [string, string];
    const { rows } = await pool.query<{ hash: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(row, E'\\n' order by row)), '') as hash
       from (select t::text as row from "${schema}"."${table}" t) r
       where not exists (select from unnest($1::text[]) as e where position(e in row) > 0)`,
      [except],
    );
    hashes[name] = rows[0]!.hash;
  }
  return hashes;
}
