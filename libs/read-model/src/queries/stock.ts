import type { PackState } from '@packproof/contract';
import type { Pool } from '@packproof/database';
import type { StockLine } from '../rows';
import type { StockFilter } from './queries';
import { ask, type Statement } from './statement';
import { given } from './values';
import { seesAll, type Viewer } from './viewer';

const MAX_LINES = 10_000;

// $1 the viewer, null for those who see all · $2 holder · $3 location · $4 gtin · $5 lot · $6 state · $7 expires before

/** `placed(holder, …)`: everything under the topmost holders of a custodian, with what the way down says of it. */
const DOWNWARD = `
  placed as (
    select h.number as holder, h.custodian, h.location_gln, h.location_extension, h.transit_to is not null as in_transit,
      h.ending ->> 'as' as end_as, h.holds <> '{}' as held
    from read.holder h
    where h.parent is null and h.custodian = coalesce($2::text, $1::text) and ($3::text is null or h.location_gln = $3)
    union all
    select h.number, p.custodian, p.location_gln, p.location_extension, p.in_transit,
      coalesce(h.ending ->> 'as', p.end_as), p.held or h.holds <> '{}'
    from placed p join read.holder h on h.parent = p.holder
  ), leaves as (
    select i.tranche, i.first_leaf, i.end_leaf, p.*, b.number as batch, b.gtin, b.lot, b.expiry,
      p.held or b.holds <> '{}' as withheld
    from placed p join read.interval i on i.holder = p.holder
    join read.tranche t on t.number = i.tranche join read.batch b on b.number = t.batch
    join read.product g on g.gtin = b.gtin
    where ($4::text is null or b.gtin = $4) and ($5::text is null or b.lot = $5) and ($7::date is null or b.expiry < $7)
      and ($1::text is null or $1 = p.custodian or g.owner = $1)
  )`;

/** The same from the other end: the packs of products that the viewer may see everywhere, and the way up from each. */
const UPWARD = `
  goods as (
    select i.tranche, i.first_leaf, i.end_leaf, i.holder, b.number as batch, b.gtin, b.lot, b.expiry, b.holds
    from read.product g join read.batch b on b.gtin = g.gtin join read.tranche t on t.batch = b.number
    join read.interval i on i.tranche = t.number
    where ($1::text is null or g.owner = $1) and ($4::text is null or g.gtin = $4) and ($5::text is null or b.lot = $5)
      and ($7::date is null or b.expiry < $7)
  ), up as (
    select h.number as holder, h.parent, 0 as above, h.number as at from read.holder h
    where h.number in (select holder from goods)
    union all
    select u.holder, h.parent, u.above + 1, h.number from up u join read.holder h on h.number = u.parent
  ), placed as (
    select u.holder, max(h.custodian) filter (where u.parent is null) as custodian,
      max(h.location_gln) filter (where u.parent is null) as location_gln,
      max(h.location_extension) filter (where u.parent is null) as location_extension,
      bool_or(h.transit_to is not null) as in_transit,
      (array_agg(h.ending ->> 'as' order by u.above) filter (where h.ending is not null))[1] as end_as,
      bool_or(h.holds <> '{}') as held
    from up u join read.holder h on h.number = u.at
    group by u.holder
  ), leaves as (
    select g.tranche, g.first_leaf, g.end_leaf, p.*, g.batch, g.gtin, g.lot, g.expiry, p.held or g.holds <> '{}' as withheld
    from goods g join placed p on p.holder = g.holder
    where ($3::text is null or p.location_gln = $3) and ($2::text is null or p.custodian = $2)
      and ($1::text is null or $2::text is not null or p.custodian <> $1)
  )`;

// Most packs have no state of their own: they are counted by subtraction, the others one by one.
const LINES = `
  counted as (
    select l.custodian, l.location_gln, l.location_extension, l.in_transit, l.gtin, l.lot, l.expiry,
      coalesce(l.end_as, case when l.withheld then 'QUARANTINED' else 'ACTIVE' end) as state,
      l.end_leaf - l.first_leaf - (
        select count(*) from read.pack_state s
        where s.tranche = l.tranche and s.leaf >= l.first_leaf and s.leaf < l.end_leaf
      ) as packs
    from leaves l
    union all
    select l.custodian, l.location_gln, l.location_extension, l.in_transit, l.gtin, l.lot, l.expiry,
      coalesce(s.end_as, l.end_as, case when l.withheld or s.holds is not null then 'QUARANTINED' else 'ACTIVE' end), 1
    from leaves l join read.pack_state s
      on s.tranche = l.tranche and s.leaf >= l.first_leaf and s.leaf < l.end_leaf
  )
  select custodian, location_gln, location_extension, in_transit, gtin, lot, expiry::text as expiry, state,
    sum(packs)::bigint as packs
  from counted
  where case when $6::text is null then state in ('ACTIVE', 'QUARANTINED') else state = $6 end
  group by custodian, location_gln, location_extension, in_transit, gtin, lot, expiry, state
  having sum(packs) > 0
  order by gtin, lot, custodian, location_gln, location_extension, in_transit, state
  limit ${MAX_LINES}`;

const OF_HOLDER: Statement = { text: `with recursive ${DOWNWARD}, ${LINES}` };
const OF_PRODUCTS: Statement = { text: `with recursive ${UPWARD}, ${LINES}` };

interface Row {
  custodian: string;
  location_gln: string;
  location_extension: string | null;
  in_transit: boolean;
  gtin: string;
  lot: string;
  expiry: string;
  state: PackState;
  packs: number;
}

/** What the viewer has, and what anybody has of the viewer's own products. In transit: its shipper has it. */
export async function stock(pool: Pool, viewer: Viewer, filter: StockFilter = {}): Promise<StockLine[]> {
  const values = [
    seesAll(viewer) ? null : viewer.gln,
    filter.holder ?? null,
    filter.location ?? null,
    filter.gtin ?? null,
    filter.lot ?? null,
    filter.state ?? null,
    filter.expiresBefore ?? null,
  ];
  const all = seesAll(viewer);
  // By its holder where one is named and nothing narrows it to a product; else from the products.
  if (filter.holder !== undefined && filter.gtin === undefined) return lines(pool, OF_HOLDER, values);
  if (all || filter.holder !== undefined) return lines(pool, OF_PRODUCTS, seenOf(viewer, values));
  const [own, elsewhere] = await Promise.all([lines(pool, OF_HOLDER, values), lines(pool, OF_PRODUCTS, values)]);
  return [...own, ...elsewhere].slice(0, MAX_LINES);
}

/** One's own stock of a product that belongs to somebody else is one's own to see. */
function seenOf(viewer: Viewer, values: (string | null)[]): (string | null)[] {
  return values[1] === viewer.gln ? [null, ...values.slice(1)] : values;
}

async function lines(pool: Pool, statement: Statement, values: (string | null)[]): Promise<StockLine[]> {
  const rows = await ask<Row & Record<string, unknown>>(pool, statement, values);
  return rows.map((row) => ({
    holder: row.custodian,
    location: { gln: row.location_gln, ...given('extension', row.location_extension) },
    gtin: row.gtin,
    lot: row.lot,
    expiry: row.expiry,
    state: row.state,
    inTransit: row.in_transit,
    packs: row.packs,
  }));
}
