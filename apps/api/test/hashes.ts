import type { TestApi } from '../src/testing/start-api';

/** What changes by being looked at, or by being asked anything at all. */
const RESTLESS = new Set([
  'ledger.block',
  'read.projection',
  'app.command_outbox',
  'app.command_outbox_envelope',
  'app.odd_reading',
  'app.session',
]);

/** Rows that belong to somebody without naming it. */
const WHOSE: Readonly<Record<string, string>> = {
  'app.alert_pack': 'alert_id not in (select id from app.alert where raised_by = any ($1))',
  'payload.access': 'hash not in (select hash from payload.payload where owner = any ($1))',
};

/**
 * Where somebody who may do nothing may still leave rows of its own: an alert that it raised, a note before a shipment
 * that was refused, its own people, keys and numbers, and its answer to
 * a recall.
 */
const OWN_ROWS = new Set([
  'app.alert',
  'app.alert_pack',
  'app.apikey',
  'app.invitation',
  'app.sscc_sequence',
  'payload.access',
  'payload.payload',
  'ledger.entry',
  'ledger.state',
  'ledger.tile',
  'read.acknowledgement',
  'read.entry',
]);

/** A hash for each table of ours, over all rows; where rows of one's own may be, but those that name one of `except`. */
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
       from (select (to_jsonb(t) - 'lastRequest')::text as row from "${schema}"."${table}" t where ${WHOSE[name] ?? 'true'}) r
       where not exists (select from unnest($1::text[]) as e where position(e in row) > 0)`,
      [OWN_ROWS.has(name) ? except : []],
    );
    hashes[name] = rows[0]!.hash;
  }
  return hashes;
}
