import type { Gtin, Hex } from '@packproof/contract';
import type { Pool } from '@packproof/database';
import type { PackConflict } from './located';
import { ask, type Statement } from './statement';
import { byteaOfHex } from './values';

const ON_RECORD: Statement = {
  name: 'read_serials_on_record',
  text: 'select serial from read.pack where gtin = $1 and serial = any($2::text[])',
};

/** Those of the serials that some tranche of the product has already; in no order. */
export async function serialsOnRecord(pool: Pool, gtin: Gtin, serials: readonly string[]): Promise<string[]> {
  const rows = await ask<{ serial: string }>(pool, ON_RECORD, [gtin, serials]);
  return rows.map(({ serial }) => serial);
}

const CONFLICTS: Statement = {
  name: 'read_pack_conflicts',
  text: `select c.gtin, c.serial, b.lot from read.pack_conflict c
    join read.tranche t on t.number = c.tranche join read.batch b on b.number = t.batch
    where t.tranche_id = any($1::bytea[]) order by c.tranche, c.leaf limit $2`,
};

/** Packs of these tranches whose serial an earlier tranche, or an earlier leaf, has too; at most `limit`. */
export async function packConflicts(pool: Pool, tranches: readonly Hex[], limit: number): Promise<PackConflict[]> {
  return ask<PackConflict>(pool, CONFLICTS, [tranches.map(byteaOfHex), limit]);
}
