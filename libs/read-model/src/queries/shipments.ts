import { type Hex, type HolderId, type ShipmentState, type ShipPurpose, shipmentState } from '@packproof/contract';
import type { Pool } from '@packproof/database';
import type { Shipment, ShipmentException } from '../rows';
import { askAsMember } from './as-member';
import { Conditions, type Listed, Listing, type SortKey } from './listing';
import type { Page } from './page';
import type { ShipmentOrder, ShipmentsAsked } from './queries';
import { inOrder, type Statement } from './statement';
import { byteaOfHex, given, toTime } from './values';
import { seesAll, type Viewer } from './viewer';

interface Row {
  id: Hex;
  index: number;
  sender: string;
  addressee: string;
  purpose: ShipPurpose;
  payload: Hex | null;
  shipped_at: Date;
  packs: number;
  answered: boolean;
  in_transit: boolean;
  answered_at: Date | null;
  units: HolderId[] | null;
  block: number;
  committed_at: Date;
}

const select = (
  more?: string,
) => `select ${more === undefined ? '' : `${more}, `}encode(s.tx, 'hex') as id, s.index, s.sender, s.addressee, s.purpose,
    encode(s.payload_hash, 'hex') as payload, s.shipped_at, s.packs, s.answered, s.in_transit, s.answered_at,
    (select array_agg(h.id order by i.position) from read.shipment_item i join read.holder h on h.number = i.holder
      where i.shipment = s.tx) as units,
    l.block, l.committed_at
  from read.shipment s join read.receipt l on l.index = s.index`;

function toShipment(row: Row): Shipment {
  const state = shipmentState({ answered: row.answered, inTransit: row.in_transit });
  return {
    id: row.id,
    from: row.sender,
    to: row.addressee,
    purpose: row.purpose,
    state,
    shippedAt: toTime(row.shipped_at),
    ...given('receivedAt', state === 'RECEIVED' && row.answered_at !== null ? toTime(row.answered_at) : undefined),
    packs: row.packs,
    units: row.units ?? [],
    ...given('payloadHash', row.payload),
    receipt: { index: row.index, tx: row.id, block: row.block, committedAt: toTime(row.committed_at) },
  };
}

/** Its sender, its addressee, the owners of the products in it. */
const VISIBLE = '($1::text is null or s.parties @> array[$1::text])';
const whoAsks = (viewer: Viewer) => (seesAll(viewer) ? null : viewer.gln);

const BY_ID: Statement = {
  name: 'read_shipments_by_id',
  text: `${select()} where ${VISIBLE} and s.tx = any($2::bytea[])`,
};

export async function shipmentsById(
  pool: Pool,
  viewer: Viewer,
  ids: readonly Hex[],
): Promise<(Shipment | undefined)[]> {
  const rows = await askAsMember<Row & Record<string, unknown>>(pool, viewer, BY_ID, [
    whoAsks(viewer),
    ids.map(byteaOfHex),
  ]);
  return inOrder(ids, (id) => id, new Map(rows.map((row) => [row.id, toShipment(row)])));
}

/** Which (answered, in_transit) have a state: `shipmentState` the other way round. */
function flagsOf(state: ShipmentState | undefined): { answered: boolean | null; inTransit: boolean | null } {
  for (const answered of [false, true]) {
    for (const inTransit of [false, true]) {
      if (shipmentState({ answered, inTransit }) === state) return { answered, inTransit };
    }
  }
  return { answered: null, inTransit: null };
}

/** Packs of the product were in it as it left; whoever only owns other products in it is not told. */
const shippedWith = (gtin: string) => `exists (
    with recursive shipped as (
      select i.holder from read.shipment_item i where i.shipment = s.tx
      union all
      select p.holder from shipped x join read.holder_parent p
        on p.parent = x.holder and p.since <= s.index and (p.until is null or p.until > s.index)
    ), pieces as (
      select v.tranche from shipped x join read.interval v on v.holder = x.holder and v.since <= s.index
      union all
      select v.tranche from shipped x join read.interval_past v
        on v.holder = x.holder and v.since <= s.index and v.until > s.index
    )
    select from pieces e join read.tranche t on t.number = e.tranche where t.gtin = ${gtin}
  ) and ($1::text is null or $1 in (s.sender, s.addressee)
    or $1 = (select owner from read.product where gtin = ${gtin}))`;

const INDEX: SortKey = { sql: 's.index', type: 'bigint' };
const SORT_KEYS: Readonly<Record<ShipmentOrder['field'], readonly SortKey[]>> = {
  SHIPPED_AT: [{ sql: 's.shipped_at', type: 'time' }, INDEX],
  PACKS: [{ sql: 's.packs', type: 'bigint' }, INDEX],
};

/** Without an order the latest first. */
export async function shipments(
  pool: Pool,
  viewer: Viewer,
  { filter = {}, orderBy, alsoExcepted = [], ...page }: ShipmentsAsked,
): Promise<Page<Shipment>> {
  const conditions = new Conditions();
  conditions.value(whoAsks(viewer));
  conditions.and(VISIBLE);
  const { answered, inTransit } = flagsOf(filter.state);
  conditions.when(filter.from, (value) => `s.sender = ${value}`);
  conditions.when(filter.to, (value) => `s.addressee = ${value}`);
  conditions.when(filter.purpose, (value) => `s.purpose = ${value}`);
  conditions.when(answered, (value) => `s.answered = ${value}::boolean`);
  conditions.when(inTransit, (value) => `s.in_transit = ${value}::boolean`);
  conditions.when(filter.gtin, shippedWith);
  conditions.when(
    filter.withExceptions,
    (value) => `${value}::boolean = (encode(s.tx, 'hex') = any(${conditions.value(alsoExcepted)}::text[]) or exists (
        select from read.shipment_exception x where x.shipment = s.tx and x.state = 'OPEN'
      ))`,
  );
  const list =
    orderBy === undefined
      ? new Listing([INDEX], 'DESC', ['shipments', filter], page)
      : new Listing(SORT_KEYS[orderBy.field], orderBy.direction ?? 'ASC', ['shipments', filter], page);
  list.begin(conditions);
  const rows = await askAsMember<Row & Listed & Record<string, unknown>>(
    pool,
    viewer,
    { text: `${select(list.column)} where ${conditions.where} ${list.orderBy}` },
    conditions.values,
  );
  return list.page(rows, toShipment);
}

interface ExceptionRow {
  index: number;
  n: number;
  shipment: Hex;
  kind: ShipmentException['kind'];
  state: ShipmentException['state'];
  resolution: ShipmentException['resolution'] | null;
  holder: HolderId;
  packs: number;
  reason: string | null;
  reported_by: string;
  reported_at: Date;
  resolved_by: string | null;
  resolved_at: Date | null;
}

const EXCEPTIONS = `select x.index, x.n, encode(x.shipment, 'hex') as shipment, x.kind, x.state, x.resolution, h.id as holder,
    x.packs, x.reason, x.reported_by, x.reported_at, x.resolved_by, x.resolved_at
  from read.shipment_exception x join read.shipment s on s.tx = x.shipment join read.holder h on h.number = x.holder
  where ${VISIBLE}`;

const EXCEPTIONS_OF: Statement = {
  name: 'read_exceptions_of_shipments',
  text: `${EXCEPTIONS} and x.shipment = any($2::bytea[]) order by x.index, x.n`,
};

export async function exceptionsOfShipments(
  pool: Pool,
  viewer: Viewer,
  ids: readonly Hex[],
): Promise<ShipmentException[][]> {
  const rows = await askAsMember<ExceptionRow & Record<string, unknown>>(pool, viewer, EXCEPTIONS_OF, [
    whoAsks(viewer),
    ids.map(byteaOfHex),
  ]);
  return ids.map((id) => rows.filter(({ shipment }) => shipment === id).map(toException));
}

const EXCEPTIONS_BY_ID: Statement = {
  name: 'read_exceptions_by_id',
  text: `${EXCEPTIONS} and (x.index, x.n) in (select * from unnest($2::bigint[], $3::integer[]))`,
};

export async function exceptionsById(
  pool: Pool,
  viewer: Viewer,
  ids: readonly string[],
): Promise<(ShipmentException | undefined)[]> {
  const keys = ids.flatMap((id) => /^(\d{1,15})-(\d{1,9})$/.exec(id)?.slice(1, 3).map(Number) ?? []);
  const rows = await askAsMember<ExceptionRow & Record<string, unknown>>(pool, viewer, EXCEPTIONS_BY_ID, [
    whoAsks(viewer),
    keys.filter((_, i) => i % 2 === 0),
    keys.filter((_, i) => i % 2 === 1),
  ]);
  const found = rows.map(toException);
  return inOrder(ids, (id) => id, new Map(found.map((exception) => [exception.id, exception])));
}

function toException(row: ExceptionRow): ShipmentException {
  return {
    id: `${row.index}-${row.n}`,
    shipment: row.shipment,
    kind: row.kind,
    state: row.state,
    ...given('resolution', row.resolution),
    holder: row.holder,
    packs: row.packs,
    ...given('reason', row.reason),
    reportedBy: row.reported_by,
    reportedAt: toTime(row.reported_at),
    ...given('resolvedBy', row.resolved_by),
    ...given('resolvedAt', row.resolved_at === null ? undefined : toTime(row.resolved_at)),
  };
}
