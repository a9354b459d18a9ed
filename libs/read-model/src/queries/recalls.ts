import type { Hex, RecallLine as LedgerLine, RecallClass, RecallLevel, RecallState } from '@packproof/contract';
import type { Pool } from '@packproof/database';
import type { BatchKey, Recall, RecallHolder, RecallLine } from '../rows';
import { askAsMember } from './as-member';
import { Conditions, type Listed, Listing, type SortKey } from './listing';
import type { Page, PageRequest } from './page';
import type { RecallFilter, RecallOrder } from './queries';
import { gtinPattern, searchPattern } from './search';
import { ask, inOrder, type Statement } from './statement';
import { byteaOfHex, given, toTime } from './values';
import { seesAll, type Viewer } from './viewer';

interface Row {
  id: Hex;
  index: number;
  opened_by: string;
  class: RecallClass;
  level: RecallLevel;
  reason: string;
  instructions: string | null;
  drill: boolean;
  state: RecallState;
  opened_at: Date;
  closed_at: Date | null;
  closing_note: string | null;
  targets: { batchId: Hex; gtin: string; lot: string; whole: boolean; packs: number }[];
  block: number;
  committed_at: Date;
}

const select = (
  more?: string,
) => `select ${more === undefined ? '' : `${more}, `}encode(r.id, 'hex') as id, r.index, r.opened_by, r.class, r.level, r.reason, r.instructions, r.drill,
    r.state, r.opened_at, r.closed_at, r.closing_note, l.block, l.committed_at,
    (select json_agg(json_build_object('batchId', encode(b.batch_id, 'hex'), 'gtin', b.gtin, 'lot', b.lot,
      'whole', t.whole, 'packs', coalesce(t.packs, b.packs)) order by t.position)
      from read.recall_target t join read.batch b on b.number = t.batch where t.recall = r.id) as targets
  from read.recall r join read.receipt l on l.index = r.index`;

function toRecall(row: Row): Recall {
  return {
    id: row.id,
    state: row.state,
    class: row.class,
    level: row.level,
    reason: row.reason,
    ...given('instructions', row.instructions),
    drill: row.drill,
    openedBy: row.opened_by,
    openedAt: toTime(row.opened_at),
    ...given('closedAt', row.closed_at === null ? undefined : toTime(row.closed_at)),
    ...given('closingNote', row.closing_note),
    targets: row.targets,
    packs: row.targets.reduce((sum, { packs }) => sum + packs, 0),
    receipt: { index: row.index, tx: row.id, block: row.block, committedAt: toTime(row.committed_at) },
  };
}

const BY_ID: Statement = { name: 'read_recalls_by_id', text: `${select()} where r.id = any($1::bytea[])` };

export async function recallsById(pool: Pool, ids: readonly Hex[]): Promise<(Recall | undefined)[]> {
  const rows = await ask<Row & Record<string, unknown>>(pool, BY_ID, [ids.map(byteaOfHex)]);
  return inOrder(ids, (id) => id, new Map(rows.map((row) => [row.id, toRecall(row)])));
}

/** A target of the recall of which something is so. */
const someTarget = (is: string) => `exists (
    select from read.recall_target t join read.batch b on b.number = t.batch join read.product g on g.gtin = b.gtin
    where t.recall = r.id and (${is})
  )`;

const INDEX: SortKey = { sql: 'r.index', type: 'bigint' };
const PACKS = `(select coalesce(sum(coalesce(t.packs, b.packs)), 0)::bigint
    from read.recall_target t join read.batch b on b.number = t.batch where t.recall = r.id)`;
const SORT_KEYS: Readonly<Record<RecallOrder['field'], readonly SortKey[]>> = {
  OPENED_AT: [{ sql: 'r.opened_at', type: 'time' }, INDEX],
  PACKS: [{ sql: PACKS, type: 'bigint' }, INDEX],
};

/** Without an order the latest first. Recalls are public. */
export async function recalls(
  pool: Pool,
  { filter = {}, orderBy, ...page }: PageRequest & { filter?: RecallFilter; orderBy?: RecallOrder },
): Promise<Page<Recall>> {
  const conditions = new Conditions();
  conditions.when(filter.state, (value) => `r.state = ${value}`);
  conditions.when(filter.drill, (value) => `r.drill = ${value}::boolean`);
  conditions.when(filter.gtin, (value) => someTarget(`b.gtin = ${value}`));
  conditions.when(searchPattern(filter.search), (value) => {
    const gtin = gtinPattern(filter.search!);
    const begins = gtin === null ? '' : ` or ltrim(b.gtin, '0') like ${conditions.value(gtin)}`;
    const target = `b.lot ilike ${value} or g.name ilike ${value} or g.name_zh ilike ${value}${begins}`;
    return `r.reason ilike ${value} or ${someTarget(target)}`;
  });
  const list =
    orderBy === undefined
      ? new Listing([INDEX], 'DESC', ['recalls', filter], page)
      : new Listing(SORT_KEYS[orderBy.field], orderBy.direction ?? 'ASC', ['recalls', filter], page);
  list.begin(conditions);
  const rows = await ask<Row & Listed & Record<string, unknown>>(
    pool,
    { text: `${select(list.column)} where ${conditions.where} ${list.orderBy}` },
    conditions.values,
  );
  return list.page(rows, toRecall);
}

const OF_BATCHES: Statement = {
  name: 'read_recalls_of_batches',
  text: `${select()} where r.id in (
      select t.recall from read.recall_target t join read.batch b on b.number = t.batch
      where (b.gtin, b.lot) in (select * from unnest($1::text[], $2::text[]))
    ) order by r.index`,
};

export async function recallsOfBatches(pool: Pool, keys: readonly BatchKey[]): Promise<Recall[][]> {
  const rows = await ask<Row & Record<string, unknown>>(pool, OF_BATCHES, [
    keys.map(({ gtin }) => gtin),
    keys.map(({ lot }) => lot),
  ]);
  const found = rows.map(toRecall);
  return keys.map(({ gtin, lot }) =>
    found.filter(({ targets }) => targets.some((target) => target.gtin === gtin && target.lot === lot)),
  );
}

// Who answers for the packs now: from each interval of theirs up to the topmost holder. `$2`: a viewer that may see its own
// part and, of the batches `$3`, which are of its products, all; null for all of everything.
const HOLDERS: Statement = {
  text: `with recursive targets as (
      select t.recall, t.batch, t.whole, n.number as tranche,
        $2::text is null or encode(b.batch_id, 'hex') = any($3::text[]) as told
      from read.recall_target t join read.batch b on b.number = t.batch join read.tranche n on n.batch = t.batch
      where t.recall = $1::bytea
    ), goods as (
      select i.tranche, i.first_leaf, i.end_leaf, i.holder, t.told
      from targets t join read.interval i on i.tranche = t.tranche where t.whole
      union all
      select i.tranche, greatest(i.first_leaf, v.first_leaf), least(i.end_leaf, v.end_leaf), i.holder, t.told
      from targets t
      join read.recall_interval v on v.recall = t.recall and v.tranche = t.tranche
      join read.interval i on i.tranche = v.tranche and i.first_leaf < v.end_leaf and i.end_leaf > v.first_leaf
      where not t.whole
    ), up as (
      select h.number as holder, h.parent, h.custodian, h.transit_to is not null as in_transit, h.ending ->> 'as' as end_as
      from read.holder h where h.number in (select holder from goods)
      union all
      select u.holder, h.parent, h.custodian, u.in_transit or h.transit_to is not null, coalesce(u.end_as, h.ending ->> 'as')
      from up u join read.holder h on h.number = u.parent
    ), placed as (
      select holder, custodian, in_transit, end_as from up where parent is null
    ), counted as (
      select p.custodian, p.in_transit, p.end_as, g.end_leaf - g.first_leaf as packs, s.ended, s.dispensed
      from goods g join placed p on p.holder = g.holder
      cross join lateral (
        select count(s.end_as) as ended, count(*) filter (where s.end_as = 'DISPENSED') as dispensed
        from read.pack_state s where s.tranche = g.tranche and s.leaf >= g.first_leaf and s.leaf < g.end_leaf
      ) s
      where g.told or p.custodian = $2
    ), by_custodian as (
      select custodian,
        coalesce(sum(packs - ended) filter (where end_as is null), 0)::bigint as packs,
        coalesce(sum(packs - ended) filter (where end_as is null and in_transit), 0)::bigint as "inTransit",
        sum(dispensed + case when end_as = 'DISPENSED' then packs - ended else 0 end)::bigint as dispensed
      from counted group by custodian
    )
    select coalesce(c.custodian, a.gln) as organisation, coalesce(c.packs, 0) as packs,
      coalesce(c."inTransit", 0) as "inTransit", coalesce(c.dispensed, 0) as dispensed, a.acknowledged_at, a.lines
    from by_custodian c full join (select * from read.acknowledgement where recall = $1::bytea) a on a.gln = c.custodian
    where $2::text is null or c.custodian is not null or a.gln = $2
      or exists (select from jsonb_array_elements(a.lines) as line where line ->> 'batch' = any($3::text[]))
    order by 1`,
};

const TARGETS: Statement = {
  name: 'read_recall_targets',
  text: `select r.opened_by, encode(b.batch_id, 'hex') as "batchId", b.gtin, b.lot, g.owner
    from read.recall r join read.recall_target t on t.recall = r.id join read.batch b on b.number = t.batch
    join read.product g on g.gtin = b.gtin where r.id = $1::bytea`,
};

interface HolderRow {
  organisation: string;
  packs: number;
  inTransit: number;
  dispensed: number;
  acknowledged_at: Date | null;
  lines: LedgerLine[] | null;
}

export async function recallHolders(pool: Pool, viewer: Viewer, recall: Hex): Promise<RecallHolder[]> {
  const targets = await ask<{ opened_by: string; batchId: Hex; gtin: string; lot: string; owner: string }>(
    pool,
    TARGETS,
    [byteaOfHex(recall)],
  );
  const isOwn = ({ owner }: { owner: string }) => owner === viewer.gln;
  const whole = seesAll(viewer) || targets[0]?.opened_by === viewer.gln || targets.every(isOwn);
  const own = targets.filter(isOwn).map(({ batchId }) => batchId);
  const rows = await askAsMember<HolderRow & Record<string, unknown>>(pool, viewer, HOLDERS, [
    byteaOfHex(recall),
    whole ? null : viewer.gln,
    own,
  ]);
  const batches = new Map(targets.map(({ batchId, gtin, lot }) => [batchId, { gtin, lot }]));
  const toLine = ({ batch, ...line }: LedgerLine): RecallLine[] => {
    const key = batches.get(batch);
    return key === undefined ? [] : [{ ...key, ...line }];
  };
  return rows.map(({ acknowledged_at, lines, ...row }) => ({
    ...row,
    ...given('acknowledgedAt', acknowledged_at === null ? undefined : toTime(acknowledged_at)),
    lines: (lines ?? [])
      .filter(({ batch }) => whole || row.organisation === viewer.gln || own.includes(batch))
      .flatMap(toLine),
  }));
}
