import { type Pool, withTransaction } from '@packproof/database';
import type { QueryResultRow } from 'pg';
import { ask, type Statement } from './statement';
import { seesAll, type Viewer } from './viewer';

/**
 * As `ask`, as the role whose row-level security shows what concerns the viewer only (migration read_model). The
 * statements say so themselves too: this is for the one that forgets it.
 */
export async function askAsMember<Row extends QueryResultRow>(
  pool: Pool,
  viewer: Viewer,
  statement: Statement,
  values: unknown[],
): Promise<Row[]> {
  if (seesAll(viewer)) return ask<Row>(pool, statement, values);
  if (!/^\d{13}$/.test(viewer.gln)) throw new RangeError('a viewer has a GLN of 13 digits');
  return withTransaction(
    pool,
    (client) => ask<Row>(client, statement, values),
    `begin read only; set local role packproof_member; set local packproof.gln = '${viewer.gln}'`,
  );
}
