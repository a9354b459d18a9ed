import { batchState, type Hex, type Holds } from '@packproof/contract';
import type { Pool } from '@packproof/database';
import type { Batch, BatchKey } from '../rows';
import { heldBelow } from './held-below';
import { Conditions, type Listed, Listing, type SortKey } from './listing';
import type { Page, PageRequest } from './page';
import type { BatchFilter, BatchOrder } from './queries';
import { gtinPattern, searchPattern } from './search';
import { ask, inOrder, type Statement } from './statement';
import { byteaOfHex, given, toTime } from './values';
import { seesAll, type Viewer } from './viewer';

interface Row {
  id: Hex;
  gtin: string;
  lot: string;
  expiry: string;
  holds: Holds;
  recalls: number;
  withdrawn: boolean;
  packs: number;
  /** Something of it is the viewer's business. */
  concerns: boolean;
  commissioned_at: Date | null;
  tranches: { id: Hex; root: Hex; count: number; payload: Hex | null; loaded: boolean }[] | null;
}

const COLUMNS = `encode(b.batch_id, 'hex') as id, b.gtin, b.lot, b.expiry::text as expiry, b.holds, b.recalls,
    g.withdrawn is not null as withdrawn,
    (select l.occurred_at from read.tranche t join read.receipt l on l.index = t.index
      where t.batch = b.number order by t.number limit 1) as commissioned_at,
    (select json_agg(json_build_object('id', encode(t.tranche_id, 'hex'), 'root', encode(t.root, 'hex'), 'count', t.count,
      'payload', encode(t.payload_hash, 'hex'), 'loaded', t.loaded) order by t.number)
      from read.tranche t where t.batch = b.number) as tranches`;

/** `mine(batch, packs)`: what the viewer has, or is to get, of each batch; at any depth, ended packs included. */
const mine = (gln: string) => `
  ${heldBelow(gln)}, mine as (
    select t.batch, sum(i.end_leaf - i.first_leaf)::bigint as packs
    from below b join read.interval i on i.holder = b.number join read.tranche t on t.number = i.tranche
    group by t.batch
  )`;

/** Who is neither the owner nor sees all is told of its own packs only. @param whole whether the viewer sees all. */
function toBatch(row: Row, today: string): Batch {
  return {
    batchId: row.id,
    gtin: row.gtin,
    lot: row.lot,
    expiry: row.expiry,
    holds: row.holds,
    state: batchState({
      recalls: Array.from({ length: row.recalls }),
      withdrawn: row.withdrawn,
      expiry: row.expiry,
      holds: row.holds,
      today,
    }),
    packs: row.packs,
    ...given('commissionedAt', row.concerns && row.commissioned_at !== null ? toTime(row.commissioned_at) : undefined),
    tranches: (row.tranches ?? []).map(({ id, payload, ...tranche }) => ({
      trancheId: id,
      ...tranche,
      ...given('payloadHash', payload),
    })),
  };
}

const found = (where: string): { all: Statement; own: Statement } => ({
  all: {
    text: `select ${COLUMNS}, b.packs, true as concerns
      from read.batch b join read.product g on g.gtin = b.gtin where ${where}`,
  },
  own: {
    text: `with recursive ${mine('$1')}
      select ${COLUMNS}, case when g.owner = $1 then b.packs else coalesce(m.packs, 0) end as packs,
        g.owner = $1 or m.batch is not null as concerns
      from read.batch b join read.product g on g.gtin = b.gtin left join mine m on m.batch = b.number
      where ${where}`,
  },
});

const BY_KEY = found('(b.gtin, b.lot) in (select * from unnest($2::text[], $3::text[]))');
const BY_ID = found('b.batch_id = any($2::bytea[])');

/** `$1` is the viewer in both; those who see all have no need of it. */
function variant(statements: { all: Statement; own: Statement }, viewer: Viewer): Statement {
  if (!seesAll(viewer)) return statements.own;
  return { ...statements.all, text: `${statements.all.text} and $1::text is not null` };
}

export async function batchesByKey(
  pool: Pool,
  viewer: Viewer,
  keys: readonly BatchKey[],
  today: string,
): Promise<(Batch | undefined)[]> {
  const values = [viewer.gln, keys.map(({ gtin }) => gtin), keys.map(({ lot }) => lot)];
  const rows = await ask<Row & Record<string, unknown>>(pool, variant(BY_KEY, viewer), values);
  const name = ({ gtin, lot }: BatchKey) => `${gtin} ${lot}`;
  return inOrder(keys, name, new Map(rows.map((row) => [name(row), toBatch(row, today)])));
}

export async function batchesById(
  pool: Pool,
  viewer: Viewer,
  ids: readonly Hex[],
  today: string,
): Promise<(Batch | undefined)[]> {
  const values = [viewer.gln, ids.map(byteaOfHex)];
  const rows = await ask<Row & Record<string, unknown>>(pool, variant(BY_ID, viewer), values);
  return inOrder(ids, (id) => id, new Map(rows.map((row) => [row.id, toBatch(row, today)])));
}

// The order of `batchState`, as conditions for a filter: which rows are looked at; what they are called is the rules'.
const stateOn = (
  today: string,
) => `case when b.recalls > 0 then 'RECALLED' when g.withdrawn is not null then 'WITHDRAWN'
    when b.expiry < ${today}::date then 'EXPIRED' when b.holds <> '{}' then 'QUARANTINED' else 'ACTIVE' end`;

const LOT: SortKey = { sql: 'b.lot', type: 'text' };
const GTIN: SortKey = { sql: 'b.gtin', type: 'text' };
/** Of one product by lot. */
const BY_KEY_ORDER: readonly SortKey[] = [GTIN, LOT];

/** @param packs as the viewer is told of them */
const sortKeys = (packs: string): Readonly<Record<BatchOrder['field'], readonly SortKey[]>> => ({
  LOT: [LOT, GTIN],
  EXPIRY: [{ sql: 'b.expiry', type: 'date' }, GTIN, LOT],
  PRODUCT_NAME: [{ sql: 'lower(g.name)', type: 'text' }, GTIN, LOT],
  PACKS: [{ sql: packs, type: 'bigint' }, GTIN, LOT],
  // Numbered in the order of the log.
  COMMISSIONED_AT: [{ sql: 'b.number', type: 'bigint' }],
});

const OWNS: Statement = {
  name: 'read_owns_products',
  text: 'select exists (select from read.product where owner = $1) as owns',
};

/** The viewer's own products' and those of which it has packs, or is to get some. */
export async function batches(
  pool: Pool,
  viewer: Viewer,
  { filter = {}, orderBy, ...page }: PageRequest & { filter?: BatchFilter; orderBy?: BatchOrder },
  today: string,
): Promise<Page<Batch>> {
  const conditions = new Conditions();
  const all = seesAll(viewer);
  // Named in `mine` and in what is shown: the first parameter in any case.
  const gln = `${conditions.value(viewer.gln)}::text`;
  const packs = all ? 'b.packs' : `case when g.owner = ${gln} then b.packs else coalesce(m.packs, 0) end`;
  // Whoever owns no product has few batches among all: they are where to begin.
  const owns = !all && (await ask<{ owns: boolean }>(pool, OWNS, [viewer.gln]))[0]!.owns;
  const joined = all ? '' : `${owns ? 'left ' : ''}join mine m on m.batch = b.number`;
  conditions.and(all ? `${gln} is not null` : `g.owner = ${gln} or m.batch is not null`);
  conditions.when(filter.gtin, (value) => `b.gtin = ${value}`);
  conditions.when(filter.lot, (value) => `b.lot = ${value}`);
  conditions.when(filter.owner, (value) => `g.owner = ${value}`);
  conditions.when(filter.state, (value) => `${value} = ${stateOn(conditions.value(today))}`);
  conditions.when(filter.expiresBefore, (value) => `b.expiry < ${value}::date`);
  conditions.when(searchPattern(filter.search), (value) => {
    const gtin = gtinPattern(filter.search!);
    const begins = gtin === null ? '' : ` or ltrim(b.gtin, '0') like ${conditions.value(gtin)}`;
    return `b.lot ilike ${value} or g.name ilike ${value} or g.name_zh ilike ${value}${begins}`;
  });
  const keys = orderBy === undefined ? BY_KEY_ORDER : sortKeys(packs)[orderBy.field];
  const list = new Listing(keys, orderBy?.direction ?? 'ASC', ['batches', filter], page);
  list.begin(conditions);
  const rows = await ask<Row & Listed & Record<string, unknown>>(
    pool,
    {
      text: `with recursive ${mine(gln)}
        select ${COLUMNS}, ${packs} as packs, ${all || `g.owner = ${gln} or m.batch is not null`} as concerns, ${list.column}
        from read.batch b join read.product g on g.gtin = b.gtin ${joined}
        where ${conditions.where} ${list.orderBy}`,
    },
    conditions.values,
  );
  return list.page(rows, (row) => toBatch(row, today));
}
