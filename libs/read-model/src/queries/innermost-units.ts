import { MAX_HEIGHT } from '@packproof/contract';
import type { Pool } from '@packproof/database';
import type { LeafKey } from './located';
import { askKeyed, keyed } from './statement';

// Units of a payload lie inside one another: the deepest that has the leaf is the innermost.
const INNERMOST = keyed(
  'read_innermost_units',
  { tranche: 'integer', leaf: 'bigint' },
  (keys) => `select r.tranche, r.leaf, u.unit from ${keys} join lateral (
      select 'sscc:' || iu.sscc as unit
      from generate_series(${MAX_HEIGHT}, 1, -1) as d(depth)
      cross join lateral (
        select v.* from read.inner_unit_interval v
        where v.tranche = r.tranche and v.depth = d.depth and v.first_leaf <= r.leaf
        order by v.first_leaf desc limit 1
      ) v
      join read.inner_unit iu on iu.tranche = v.tranche and iu.root = v.root and iu.index = v.index
      where v.end_leaf > r.leaf
      order by d.depth desc limit 1
    ) u on true`,
);

/** `{tranche}/{leaf}` → holder id of the innermost unit without a record. For leaves that are still in such units. */
export async function innermostUnits(pool: Pool, leaves: readonly LeafKey[]): Promise<Map<string, string>> {
  if (leaves.length === 0) return new Map();
  const keys = [leaves.map(({ tranche }) => tranche), leaves.map(({ leaf }) => leaf)];
  const rows = await askKeyed<LeafKey & { unit: string }>(pool, INNERMOST, keys);
  return new Map(rows.map(({ tranche, leaf, unit }) => [`${tranche}/${leaf}`, unit]));
}
