import type { Pool } from '@packproof/database';
import type { PackKey } from '../rows';
import { Conditions, Listing, type SortKey } from './listing';
import type { Page, PageRequest } from './page';
import type { PackFilter } from './queries';
import { prefixPattern } from './search';
import { ask } from './statement';

/**
 * Where to look for packs: common table expressions, the last of them `pieces(tranche, first_leaf, end_leaf)`, of loaded
 * tranches. `parameter` gives a value's place in the text.
 */
export type Pieces = (parameter: (value: unknown) => string) => string;

const KEYS: readonly SortKey[] = [
  { sql: 'p.tranche', type: 'bigint' },
  { sql: 'p.leaf', type: 'bigint' },
];

/** So many serials with the same beginning are looked up by their beginning; among more, packs are looked at in order. */
const MOST_LOOKED_UP = 5_000;

/**
 * A page of packs in order of tranche and leaf. What the page does not reach is not looked at: pieces are counted by
 * their ends alone, since every leaf of a tranche that is loaded is a pack. With a state, packs that may have it: what
 * is `ACTIVE` is only known when the rules have seen it.
 * @param of what is looked into: a cursor is for that, and the filter, alone
 */
export async function askPackPage(
  pool: Pool,
  pieces: Pieces,
  of: readonly unknown[],
  { filter = {}, ...page }: PageRequest & { filter?: PackFilter },
): Promise<Page<PackKey>> {
  const conditions = new Conditions();
  const list = new Listing(KEYS, 'ASC', ['packs', ...of, filter], page);
  const value = (given: unknown) => conditions.value(given);
  const steps = [pieces(value)];
  let from = 'pieces';
  if (filter.state !== undefined && filter.state !== 'ACTIVE') {
    steps.push(`of_state as (${inState(from, value(filter.state))})`);
    from = 'of_state';
  }
  const begins = prefixPattern(filter.search);
  const lookedUp = begins !== null && (await fewBegin(pool, begins, pieces));
  if (lookedUp) {
    steps.push(`of_serial as (
      select h.tranche, h.leaf::bigint as first_leaf, h.leaf::bigint + 1 as end_leaf
      from read.pack h where h.gtin in (select distinct t.gtin from ${from} s join read.tranche t on t.number = s.tranche)
        and h.serial like ${value(begins)}
        and exists (select from ${from} s where s.tranche = h.tranche and h.leaf >= s.first_leaf and h.leaf < s.end_leaf)
    )`);
    from = 'of_serial';
  }
  const [tranche, leaf] = list.after ?? [];
  const rest =
    tranche === undefined
      ? `select tranche, first_leaf, end_leaf from ${from}`
      : `select tranche, end_leaf,
          case when tranche = ${value(Number(tranche))}::integer
            then greatest(first_leaf, ${value(Number(leaf))}::bigint + 1) else first_leaf end as first_leaf
        from ${from}
        where (tranche, end_leaf) > (${value(Number(tranche))}::integer, ${value(Number(leaf))}::bigint + 1)`;
  const scanned = begins !== null && !lookedUp;
  const limit = value(list.size + 1);
  const rows = await ask<PackKey & { tranche: number; leaf: number; cursor_key: string[] }>(
    pool,
    {
      text: `with recursive ${steps.join(', ')}, rest as (${rest}), counted as (
          select *, sum(end_leaf - first_leaf) over (order by tranche, first_leaf) - (end_leaf - first_leaf) as before
          from rest
        )
        select p.gtin, p.serial, p.tranche, p.leaf, ${list.column}
        from counted c join lateral (
          select p.* from read.pack p
          where p.tranche = c.tranche and p.leaf >= c.first_leaf and p.leaf < c.end_leaf
            ${scanned ? `and p.serial like ${value(begins)}` : ''}
          order by p.leaf limit ${limit}
        ) p on true
        ${scanned ? '' : `where c.before < ${limit}`}
        ${list.orderBy}`,
    },
    conditions.values,
  );
  return list.page(rows, ({ gtin, serial }) => ({ gtin, serial }));
}

/** Whether so few serials begin so that an index finds them faster than a look at each pack. */
async function fewBegin(pool: Pool, begins: string, pieces: Pieces): Promise<boolean> {
  const conditions = new Conditions();
  const looked = pieces((given) => conditions.value(given));
  const [row] = await ask<{ few: boolean }>(
    pool,
    {
      text: `with recursive ${looked}
        select count(*) <= ${MOST_LOOKED_UP} as few from (
          select from read.pack p
          where p.gtin in (select distinct t.gtin from pieces s join read.tranche t on t.number = s.tranche)
            and p.serial like ${conditions.value(begins)} limit ${MOST_LOOKED_UP + 1}
        ) found`,
    },
    conditions.values,
  );
  return row!.few;
}

/**
 * Pieces of which the state is the pack's own, or that of a holder around it, or the batch's. They may overlap, and each
 * pack is to come once: ranges are put together.
 */
const inState = (from: string, state: string) => `
    with recursive up as (
      select i.tranche, greatest(i.first_leaf, s.first_leaf) as first_leaf, least(i.end_leaf, s.end_leaf) as end_leaf,
        i.holder
      from ${from} s join read.interval i
        on i.tranche = s.tranche and i.first_leaf < s.end_leaf and i.end_leaf > s.first_leaf
    ), holders as (
      select distinct holder, holder as at from up
      union
      select h.holder, r.parent from holders h join read.holder r on r.number = h.at where r.parent is not null
    ), inside as (
      select distinct h.holder from holders h join read.holder r on r.number = h.at
      where r.ending ->> 'as' = ${state} or (${state} = 'QUARANTINED' and r.holds <> '{}')
    ), found as (
      select tranche, first_leaf, end_leaf from up where holder in (select holder from inside)
      union all
      select s.tranche, a.leaf, a.leaf + 1
      from ${from} s join read.pack_state a on a.tranche = s.tranche and a.leaf >= s.first_leaf and a.leaf < s.end_leaf
      where a.end_as = ${state} or (${state} = 'QUARANTINED' and a.holds is not null)
      union all
      select s.tranche, s.first_leaf, s.end_leaf
      from ${from} s join read.tranche t on t.number = s.tranche join read.batch b on b.number = t.batch
      where ${state} = 'QUARANTINED' and b.holds <> '{}'
    )
    select f.tranche, lower(piece) as first_leaf, upper(piece) as end_leaf
    from (select tranche, range_agg(int8range(first_leaf, end_leaf)) as leaves from found group by tranche) f
    cross join lateral unnest(f.leaves) as piece`;
