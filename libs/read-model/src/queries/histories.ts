import type { HolderId, ShipPurpose } from '@packproof/contract';
import type { Pool } from '@packproof/database';
import type { PackKey, TraceEvent } from '../rows';
import { askAsMember } from './as-member';
import { packsByKey } from './packs';
import { ask, type Statement } from './statement';
import { UNIT_LEAVES } from './unit-leaves';
import { unitRows } from './unit-rows';
import { unitAccess } from './units';
import { given, toTime } from './values';
import { seesAll, type Viewer } from './viewer';

interface EventRow {
  index: number;
  n: number;
  tx: string;
  block: number;
  committed_at: Date;
  occurred_at: Date;
  type: string;
  organisation: string;
  addressee: string | null;
  location_gln: string;
  location_extension: string | null;
  holder: HolderId | null;
  source: HolderId | null;
  shipment: string | null;
  purpose: string | null;
  as_state: string | null;
  recall: string | null;
  reason: string | null;
}

/** @param events the log positions (index, n) of the events; @param seen a condition on `e`. */
const eventsAt = (events: string, seen: string): string => `
    select e.index, e.n, encode(l.tx, 'hex') as tx, l.block, l.committed_at, l.occurred_at, e.type, e.organisation,
      e.addressee, e.location_gln, e.location_extension, h.id as holder, s.id as source,
      encode(e.shipment, 'hex') as shipment, e.purpose, e.as_state, encode(e.recall, 'hex') as recall, e.reason
    from (select distinct index, n from ${events} found) f
    join read.trace_event e on e.index = f.index and e.n = f.n
    join read.receipt l on l.index = e.index
    left join read.holder h on h.number = e.holder
    left join read.holder s on s.number = e.source
    where ${seen}
    order by e.index, e.n`;

// SPLIT and STORED with a source put some packs into a holder: they are told of those packs only, which came in then.
const FOREIGN_ARRIVAL = `e.type in ('SPLIT', 'STORED') and e.source is not null`;

const PACK: Statement = {
  name: 'read_pack_history',
  text: `with p as (
      select p.tranche, p.leaf, t.batch, g.owner from read.pack p
      join read.tranche t on t.number = p.tranche join read.product g on g.gtin = p.gtin
      where p.gtin = $1 and p.serial = $2
    ), arrivals as (
      select holder, since from (
        select d.holder, d.since, lag(d.holder) over (order by d.since) as earlier from p cross join lateral (
          select v.holder, v.since from read.interval_past v
          where int8range((v.tranche::bigint << 32) + v.first_leaf, (v.tranche::bigint << 32) + v.end_leaf) @> ((p.tranche::bigint << 32) + p.leaf)
          union all
          select v.holder, v.since from (
            select i.holder, i.since from read.interval i
            where i.tranche = p.tranche and i.first_leaf <= p.leaf order by i.first_leaf desc limit 1
          ) v
        ) d
      ) d where earlier is distinct from holder
    ), events as (
      select e.index, e.n from p cross join lateral read.holders_of_leaf(p.tranche, p.leaf) w
      join read.trace_event e on e.holder = w.holder and e.index >= w.since and (w.until is null or e.index < w.until)
      where not (${FOREIGN_ARRIVAL}) or exists (select from arrivals a where a.holder = e.holder and a.since = e.index)
      union all
      select e.index, e.n from p join read.trace_event e on e.tranche = p.tranche and e.leaf = p.leaf
      union all
      select e.index, e.n from p join read.trace_event e on e.batch = p.batch
      where e.recall is null or exists (
        select from read.recall_target r where r.recall = e.recall and r.batch = p.batch and (r.whole or exists (
          select from read.recall_interval v
          where v.recall = e.recall and v.tranche = p.tranche and v.first_leaf <= p.leaf and v.end_leaf > p.leaf
        ))
      )
    )
    ${eventsAt('events', '$3::text is null or e.parties is null or $3 = any(e.parties) or $3 = (select owner from p)')}`,
};

export async function packHistory(pool: Pool, viewer: Viewer, key: PackKey): Promise<TraceEvent[]> {
  const [pack] = await packsByKey(pool, viewer, [key]);
  if (pack === undefined) return [];
  const rows = await askAsMember<EventRow & Record<string, unknown>>(pool, viewer, PACK, [
    key.gtin,
    key.serial,
    seesAll(viewer) ? null : viewer.gln,
  ]);
  return rows.map(toTraceEvent);
}

const ENTRIES_OF_PACK: Statement = {
  name: 'read_entries_of_pack',
  text: `with p as (
      select p.tranche, p.leaf, t.index from read.pack p join read.tranche t on t.number = p.tranche
      where p.gtin = $1 and p.serial = $2
    )
    select index from p
    union
    select e.index from p cross join lateral read.holders_of_leaf(p.tranche, p.leaf) w
    join read.trace_event e on e.holder = w.holder and e.index >= w.since and (w.until is null or e.index < w.until)
    union
    select e.index from p join read.trace_event e on e.tranche = p.tranche and e.leaf = p.leaf
    order by 1`,
};

export async function entriesOfPack(pool: Pool, { gtin, serial }: PackKey): Promise<number[]> {
  const rows = await ask<{ index: number }>(pool, ENTRIES_OF_PACK, [gtin, serial]);
  return rows.map(({ index }) => index);
}

// An inner unit without a record has been wherever the unit around it was, since its tranche was committed.
const UNIT: Statement = {
  name: 'read_unit_history',
  text: `with recursive asked as (select 1::bigint as n, $1::text as id), ${UNIT_LEAVES}, spans as (
      select f.holder, coalesce(t.index, 0) as since, null::bigint as until, true as own
      from found f left join read.tranche t on t.number = f.tranche
      union all
      select hp.parent, greatest(s.since, hp.since), least(s.until, hp.until), false
      from spans s join read.holder_parent hp
        on hp.holder = s.holder and (s.until is null or hp.since < s.until) and (hp.until is null or hp.until > s.since)
    ), events as (
      select e.index, e.n from spans s
      join read.trace_event e on e.holder = s.holder and e.index >= s.since and (s.until is null or e.index < s.until)
      where s.own or not (${FOREIGN_ARRIVAL})
    )
    ${eventsAt('events', '$2::text is null or e.parties is null or $2 = any(e.parties)')}`,
};

export async function unitHistory(pool: Pool, viewer: Viewer, unit: HolderId): Promise<TraceEvent[]> {
  const [row] = await unitRows(pool, [unit], null);
  if (row === undefined || unitAccess(row, viewer) === 'none') return [];
  const rows = await askAsMember<EventRow & Record<string, unknown>>(pool, viewer, UNIT, [
    unit,
    seesAll(viewer) ? null : viewer.gln,
  ]);
  return rows.map(toTraceEvent);
}

function toTraceEvent(row: EventRow): TraceEvent {
  return {
    index: row.index,
    n: row.n,
    tx: row.tx,
    block: row.block,
    committedAt: toTime(row.committed_at),
    occurredAt: toTime(row.occurred_at),
    // Taken out of one holder into another without a shipment: the schema's word for it.
    type: row.type === 'SPLIT' ? 'UNPACKED' : row.type,
    organisation: row.organisation,
    ...given('to', row.addressee),
    location: { gln: row.location_gln, ...given('extension', row.location_extension) },
    ...given('sscc', row.holder?.startsWith('sscc:') ? row.holder.slice(5) : undefined),
    ...given('holder', row.holder),
    ...given('source', row.source),
    ...given('shipment', row.shipment),
    ...given('purpose', row.purpose as ShipPurpose | null),
    ...given('as', row.as_state),
    ...given('recall', row.recall),
    ...given('reason', row.reason),
  };
}
