import { type Hex, type HolderId, type ShipmentState, type ShipPurpose, shipmentState } from '@packproof/contract';
import type { Pool } from '@packproof/database';
import type { Shipment, ShipmentException } from '../rows';
import { askAsMember } from './as-member';
import { decodeCursor, type Page, type PageRequest, pageSize, toPage } from './page';
import type { ShipmentFilter } from './queries';
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

const SELECT = `select encode(s.tx, 'hex') as id, s.index, s.sender, s.addressee, s.purpose,
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
  text: `${SELECT} where ${VISIBLE} and s.tx = any($2::bytea[])`,
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

const LIST: Statement = {
  text: `${SELECT}
    where ${VISIBLE}
      and ($2::bigint is null or s.index < $2)
      and ($3::text is null or s.sender = $3) and ($4::text is null or s.addressee = $4)
      and ($5::boolean is null or s.answered = $5) and ($6::boolean is null or s.in_transit = $6)
      and ($7::boolean is null or $7 = exists (
        select from read.shipment_exception x where x.shipment = s.tx and x.state = 'OPEN'
      ))
    order by s.index desc limit $8`,
};

/** Latest first. */
export async function shipments(
  pool: Pool,
  viewer: Viewer,
  { filter = {}, ...page }: PageRequest & { filter?: ShipmentFilter },
): Promise<Page<Shipment>> {
  const size = pageSize(page);
  const [before] = decodeCursor(page.after, ['n']) ?? [null];
  const { answered, inTransit } = flagsOf(filter.state);
  const rows = await askAsMember<Row & Record<string, unknown>>(pool, viewer, LIST, [
    whoAsks(viewer),
    before,
    filter.from ?? null,
    filter.to ?? null,
    answered,
    inTransit,
    filter.withExceptions ?? null,
    size + 1,
  ]);
  return toPage(rows, size, toShipment, ({ index }) => [index]);
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
