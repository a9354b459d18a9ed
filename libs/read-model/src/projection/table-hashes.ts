import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { type Pool, type PoolClient, withTransaction } from '@packproof/database';
import { to as copyTo } from 'pg-copy-streams';
import type { TableHash } from './projector-types';

/** All tables of the read model, each with its primary key. */
export const READ_TABLES: Readonly<Record<string, string>> = {
  projection: '"only"',
  organisation: 'gln',
  place: 'organisation, gln',
  product: 'gtin',
  batch: 'number',
  tranche: 'number',
  pack: 'gtin, serial',
  pack_conflict: 'gtin, serial, tranche, leaf',
  payload_fault: 'tranche',
  tranche_tile: 'tranche, level, index',
  interval: 'tranche, first_leaf',
  interval_past: 'tranche, first_leaf, since',
  holder: 'number',
  holder_parent: 'holder, since',
  holder_custody: 'holder, since',
  inner_unit: 'tranche, root, index',
  inner_unit_interval: 'tranche, depth, first_leaf',
  pack_state: 'tranche, leaf',
  entry: 'index',
  trace_event: 'index, n',
  shipment: 'tx',
  shipment_item: 'shipment, holder',
  shipment_exception: 'index, n',
  recall: 'id',
  recall_target: 'recall, batch',
  recall_interval: 'recall, tranche, first_leaf',
  acknowledgement: 'recall, gln',
  anchor: 'root, count',
};

/** Streams each table in the order of its key: a table of any size takes no memory. All as of one moment. */
export async function tableHashes(pool: Pool): Promise<TableHash[]> {
  return withTransaction(pool, hashAll, 'begin isolation level repeatable read read only');
}

async function hashAll(client: PoolClient): Promise<TableHash[]> {
  await client.query("set local timezone = 'UTC'");
  await client.query("set local extra_float_digits = 1; set local bytea_output = 'hex'; set local datestyle = 'ISO'");
  const hashes: TableHash[] = [];
  for (const [table, key] of Object.entries(READ_TABLES)) {
    const hash = createHash('sha256');
    const source = client.query(copyTo(`copy (select t.* from read."${table}" t order by ${key}) to stdout`));
    await pipeline(source, async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) hash.update(chunk);
    });
    hashes.push({ table, rows: source.rowCount, hash: hash.digest('hex') });
  }
  return hashes;
}
