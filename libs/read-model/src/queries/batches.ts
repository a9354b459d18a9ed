import { batchState, type Gln, type Hex, type Holds } from '@packproof/contract';
import type { Pool } from '@packproof/database';
import type { Batch, BatchKey } from '../rows';
import { heldBelow } from './held-below';
import { decodeCursor, type Page, type PageRequest, pageSize, toPage } from './page';
import type { BatchFilter } from './queries';
import { ask, inOrder, type Statement } from './statement';
import { byteaOfHex, given } from './values';
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
  tranches: { id: Hex; root: Hex; count: number; payload: Hex | null; loaded: boolean }[] | null;
}

const COLUMNS = `encode(b.batch_id, 'hex') as id, b.gtin, b.lot, b.expiry::text as expiry, b.holds, b.recalls,
    g.withdrawn is not null as withdrawn,
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
    tranches: (row.tranches ?? []).map(({ id, payload, ...tranche }) => ({
      trancheId: id,
      ...tranche,
      ...given('payloadHash', payload),
    })),
  };
}

const found = (where: string): { all: Statement; own: Statement } => ({
  all: {
    text: `select ${COLUMNS}, b.packs from read.batch b join read.product g on g.gtin = b.gtin where ${where}`,
  },
  own: {
    text: `with recursive ${mine('$1')}
      select ${COLUMNS}, case when g.owner = $1 then b.packs else coalesce(m.packs, 0) end as packs
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
const STATE = `case when b.recalls > 0 then 'RECALLED' when g.withdrawn is not null then 'WITHDRAWN'
    when b.expiry < $7::date then 'EXPIRED' when b.holds <> '{}' then 'QUARANTINED' else 'ACTIVE' end`;

const FILTER = `($2::text is null or b.gtin = $2) and ($3::text is null or b.lot = $3)
    and ($4::text is null or ${STATE} = $4) and ($5::date is null or b.expiry < $5)
    and ($6::text is null or (b.gtin, b.lot) > ($6, $8::text))`;

const LIST = {
  all: {
    text: `select ${COLUMNS}, b.packs from read.batch b join read.product g on g.gtin = b.gtin
      where ${FILTER} and $1::text is not null order by b.gtin, b.lot limit $9`,
  },
  own: {
    text: `with recursive ${mine('$1')}
      select ${COLUMNS}, case when g.owner = $1 then b.packs else coalesce(m.packs, 0) end as packs
      from read.batch b join read.product g on g.gtin = b.gtin left join mine m on m.batch = b.number
      where (g.owner = $1 or m.batch is not null) and ${FILTER} order by b.gtin, b.lot limit $9`,
  },
};

/** The viewer's own products' and those of which it has packs, or is to get some. */
export async function batches(
  pool: Pool,
  viewer: Viewer,
  { filter = {}, ...page }: PageRequest & { filter?: BatchFilter },
  today: string,
): Promise<Page<Batch>> {
  const size = pageSize(page);
  const [gtin, lot] = decodeCursor(page.after, ['s', 's']) ?? [null, null];
  const values: (Gln | string | number | null)[] = [
    viewer.gln,
    filter.gtin ?? null,
    filter.lot ?? null,
    filter.state ?? null,
    filter.expiresBefore ?? null,
    gtin ?? null,
    today,
    lot ?? null,
    size + 1,
  ];
  const rows = await ask<Row & Record<string, unknown>>(pool, seesAll(viewer) ? LIST.all : LIST.own, values);
  return toPage(
    rows,
    size,
    (row) => toBatch(row, today),
    (row) => [row.gtin, row.lot],
  );
}
