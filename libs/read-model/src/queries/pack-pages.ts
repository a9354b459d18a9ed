import type { Pool } from '@packproof/database';
import type { PackKey } from '../rows';
import { decodeCursor, type Page, type PageRequest, pageSize, toPage } from './page';
import { ask, type Statement } from './statement';

/**
 * A page of packs in order of tranche and leaf. What the page does not reach is not looked at: pieces are counted by
 * their ends alone, since every leaf of a tranche that is loaded is a pack.
 * @param pieces common table expressions, the last of them `pieces(tranche, first_leaf, end_leaf)`, of loaded tranches.
 *   Its own parameters begin with $4.
 */
export const packPage = (pieces: string): Statement => ({
  text: `with recursive ${pieces}, rest as (
      select tranche, end_leaf,
        case when tranche = $1::integer then greatest(first_leaf, $2::bigint + 1) else first_leaf end as first_leaf
      from pieces where $1::integer is null or (tranche, end_leaf) > ($1, $2::bigint + 1)
    ), counted as (
      select *, sum(end_leaf - first_leaf) over (order by tranche, first_leaf) - (end_leaf - first_leaf) as before from rest
    )
    select p.gtin, p.serial, p.tranche, p.leaf
    from counted c join lateral (
      select p.* from read.pack p
      where p.tranche = c.tranche and p.leaf >= c.first_leaf and p.leaf < c.end_leaf order by p.leaf limit $3
    ) p on true
    where c.before < $3
    order by p.tranche, p.leaf limit $3`,
});

export async function askPackPage(
  pool: Pool,
  statement: Statement,
  page: PageRequest,
  values: readonly unknown[],
): Promise<Page<PackKey>> {
  const size = pageSize(page);
  const [tranche, leaf] = decodeCursor(page.after, ['n', 'n']) ?? [null, null];
  const rows = await ask<PackKey & { tranche: number; leaf: number }>(pool, statement, [
    tranche,
    leaf,
    size + 1,
    ...values,
  ]);
  return toPage(
    rows,
    size,
    ({ gtin, serial }) => ({ gtin, serial }),
    (last) => [last.tranche, last.leaf],
  );
}
