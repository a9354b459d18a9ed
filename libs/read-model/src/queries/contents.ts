import {
  type Content,
  contentOf,
  contentSize,
  type EncodedContent,
  encodeContent,
  type Hex,
  type Interval,
  type Sscc,
} from '@packproof/contract';
import type { Pool } from '@packproof/database';
import type { BatchKey } from '../rows';
import { toColumns } from './locate';
import type { PackOfContent, SelectedContent, SerialSelection } from './located';
import { ask, type Statement } from './statement';
import { UNIT_LEAVES } from './unit-leaves';
import { byteaOfHex } from './values';

const PACKS: Statement = {
  text: `select p.gtin, p.serial, encode(t.tranche_id, 'hex') as "trancheId", p.leaf
    from unnest($1::bytea[], $2::bigint[], $3::bigint[]) as r(tranche_id, first_leaf, end_leaf)
    join read.tranche t on t.tranche_id = r.tranche_id
    join read.pack p on p.tranche = t.number and p.leaf >= r.first_leaf and p.leaf < r.end_leaf
    order by p.tranche, p.leaf limit $4`,
};

export async function packsOfContent(pool: Pool, content: EncodedContent, limit: number): Promise<PackOfContent[]> {
  return ask<PackOfContent>(pool, PACKS, [...toColumns(content), limit]);
}

interface RunRow {
  tranche: Hex | null;
  first: number;
  end: number;
}

// Leaves that follow one another become one row.
const RUNS = `
  select encode(t.tranche_id, 'hex') as tranche, min(l.leaf)::bigint as first, max(l.leaf)::bigint + 1 as end
  from (select tranche, leaf, leaf - row_number() over (partition by tranche order by leaf) as run from chosen) l
  join read.tranche t on t.number = l.tranche
  group by t.tranche_id, l.tranche, l.run`;

const BY_SERIAL: Statement = {
  name: 'read_leaves_of_serials',
  text: `with b as (select number, gtin from read.batch where gtin = $1 and lot = $2), chosen as (
      select p.tranche, p.leaf from b join read.pack p on p.gtin = b.gtin and p.serial = any($3::text[])
      join read.tranche t on t.number = p.tranche and t.batch = b.number
    )
    ${RUNS}`,
};

const UNKNOWN_SERIALS: Statement = {
  name: 'read_unknown_serials',
  text: `select r.serial from unnest($3::text[]) with ordinality as r(serial, n)
    where not exists (
      select from read.pack p join read.tranche t on t.number = p.tranche join read.batch b on b.number = t.batch
      where p.gtin = $1 and p.serial = r.serial and b.lot = $2
    ) order by r.n`,
};

const BY_RANGE: Statement = {
  name: 'read_leaves_of_serial_range',
  text: `with b as (select number, gtin from read.batch where gtin = $1 and lot = $2), chosen as (
      select p.tranche, p.leaf from b
      join read.pack p on p.gtin = b.gtin and p.serial >= $3 and p.serial <= $4 and length(p.serial) = length($3)
      join read.tranche t on t.number = p.tranche and t.batch = b.number
    )
    ${RUNS}`,
};

export async function contentOfSerials(
  pool: Pool,
  batch: BatchKey,
  selection: SerialSelection,
): Promise<SelectedContent | undefined> {
  if (!(await isBatch(pool, batch))) return undefined;
  const { gtin, lot } = batch;
  if ('serials' in selection) {
    const values = [gtin, lot, selection.serials];
    const [runs, unknown] = await Promise.all([
      ask<RunRow & Record<string, unknown>>(pool, BY_SERIAL, values),
      ask<{ serial: string }>(pool, UNKNOWN_SERIALS, values),
    ]);
    return selected(
      runs,
      unknown.map(({ serial }) => serial),
    );
  }
  const { from, to } = selection;
  return selected(await ask<RunRow & Record<string, unknown>>(pool, BY_RANGE, [gtin, lot, from, to]), []);
}

const IS_BATCH: Statement = {
  name: 'read_is_batch',
  text: 'select exists (select from read.batch where gtin = $1 and lot = $2) as found',
};

async function isBatch(pool: Pool, { gtin, lot }: BatchKey): Promise<boolean> {
  const [row] = await ask<{ found: boolean }>(pool, IS_BATCH, [gtin, lot]);
  return row!.found;
}

/** Throws the contract's LIMIT_EXCEEDED where they lie so scattered that no command can name them. */
function selected(runs: readonly RunRow[], unknown: string[]): SelectedContent {
  const content: Content = contentOf(runs.map(({ tranche, first, end }) => [tranche!, [first, end] as Interval]))!;
  return { content: encodeContent(content), packs: contentSize(content), unknown };
}

// Units as they are now; a shipment as it left, wherever its packs are now.
const BY_UNIT: Statement = {
  text: `with recursive asked as (
      select n, 'sscc:' || sscc as id from unnest($3::text[]) with ordinality as r(sscc, n)
    ), ${UNIT_LEAVES}, shipped as (
      select i.holder, s.index from read.shipment s join read.shipment_item i on i.shipment = s.tx where s.tx = $4::bytea
      union all
      select p.holder, s.index from shipped s join read.holder_parent p
        on p.parent = s.holder and p.since <= s.index and (p.until is null or p.until > s.index)
    ), pieces as (
      select tranche, first_leaf, end_leaf from leaves
      union all
      select v.tranche, v.first_leaf, v.end_leaf from shipped s join read.interval v on v.holder = s.holder and v.since <= s.index
      union all
      select v.tranche, v.first_leaf, v.end_leaf
      from shipped s join read.interval_past v on v.holder = s.holder and v.since <= s.index and v.until > s.index
    ), own as (
      select r.tranche, range_agg(int8range(r.first_leaf, r.end_leaf)) as leaves
      from pieces r join read.tranche t on t.number = r.tranche join read.batch b on b.number = t.batch
      where b.gtin = $1 and b.lot = $2 group by r.tranche
    )
    select encode(t.tranche_id, 'hex') as tranche, lower(piece) as first, upper(piece) as end
    from own o join read.tranche t on t.number = o.tranche cross join lateral unnest(o.leaves) as piece`,
};

const UNKNOWN_UNITS: Statement = {
  name: 'read_unknown_units',
  text: `select r.sscc from unnest($1::text[]) with ordinality as r(sscc, n)
    where not exists (select from read.holder h where h.id = 'sscc:' || r.sscc)
      and not exists (select from read.inner_unit u where u.sscc = r.sscc) order by r.n`,
};

export async function contentOfUnits(
  pool: Pool,
  batch: BatchKey,
  { ssccs = [], shipment }: { ssccs?: readonly Sscc[]; shipment?: Hex },
): Promise<SelectedContent | undefined> {
  if (!(await isBatch(pool, batch))) return undefined;
  const tx = shipment === undefined ? null : byteaOfHex(shipment);
  const [runs, unknown] = await Promise.all([
    ask<RunRow & Record<string, unknown>>(pool, BY_UNIT, [batch.gtin, batch.lot, ssccs, tx]),
    ask<{ sscc: Sscc }>(pool, UNKNOWN_UNITS, [ssccs]),
  ]);
  return selected(
    runs,
    unknown.map(({ sscc }) => sscc),
  );
}
