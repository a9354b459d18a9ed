import type { Holds } from '@packproof/contract';
import { Table } from './table';

/** What is written; types as JSON has them: bytea as `\x` and hex, times as RFC 3339. */
export interface HolderRow {
  number: number;
  id: string;
  kind: string;
  content: string;
  packs: number;
  inner_root: string | null;
  inner_count: number;
  committed_by: string | null;
  custodian: string;
  location_gln: string;
  location_extension: string | null;
  shipped_from: string | null;
  transit_to: string | null;
  transit_tx: string | null;
  transit_purpose: string | null;
  transit_payload_hash: string | null;
  disputed_to: string | null;
  disputed_tx: string | null;
  holds: Holds;
  held_leaves: string | null;
  ending: object | null;
  parent: number | null;
  children: number;
  height: number;
  created: number;
  changed: number;
}

export const HOLDER_COLUMNS = [
  'number',
  'id',
  'kind',
  'content',
  'packs',
  'inner_root',
  'inner_count',
  'committed_by',
  'custodian',
  'location_gln',
  'location_extension',
  'shipped_from',
  'transit_to',
  'transit_tx',
  'transit_purpose',
  'transit_payload_hash',
  'disputed_to',
  'disputed_tx',
  'holds',
  'held_leaves',
  'ending',
  'parent',
  'children',
  'height',
  'created',
  'changed',
] as const satisfies readonly (keyof HolderRow)[];
export const HOLDERS = new Table<HolderRow>('holder', ['number'], HOLDER_COLUMNS);

export interface IntervalRow {
  tranche: number;
  first_leaf: number;
  end_leaf: number;
  holder: number;
  since: number;
}
export interface PastIntervalRow extends IntervalRow {
  until: number;
}
export const INTERVALS = new Table<IntervalRow>(
  'interval',
  ['tranche', 'first_leaf'],
  ['tranche', 'first_leaf', 'end_leaf', 'holder', 'since'],
);
export const PAST_INTERVALS = new Table<PastIntervalRow>(
  'interval_past',
  ['tranche', 'first_leaf', 'since'],
  ['tranche', 'first_leaf', 'end_leaf', 'holder', 'since', 'until'],
);

export interface ParentRow {
  holder: number;
  parent: number;
  since: number;
  until: number | null;
}
export const PARENTS = new Table<ParentRow>(
  'holder_parent',
  ['holder', 'since'],
  ['holder', 'parent', 'since', 'until'],
);

export interface CustodyRow {
  holder: number;
  custodian: string;
  since: number;
  until: number | null;
}
export const CUSTODIES = new Table<CustodyRow>(
  'holder_custody',
  ['holder', 'since'],
  ['holder', 'custodian', 'since', 'until'],
);

export interface TraceRow {
  index: number;
  n: number;
  item: number;
  type: string;
  holder: number | null;
  tranche: number | null;
  leaf: number | null;
  batch: number | null;
  source: number | null;
  organisation: string;
  addressee: string | null;
  location_gln: string;
  location_extension: string | null;
  shipment: string | null;
  purpose: string | null;
  as_state: string | null;
  recall: string | null;
  reason: string | null;
  parties: string[] | null;
}
export const TRACE_EVENTS = new Table<TraceRow>(
  'trace_event',
  ['index', 'n'],
  [
    'index',
    'n',
    'item',
    'type',
    'holder',
    'tranche',
    'leaf',
    'batch',
    'source',
    'organisation',
    'addressee',
    'location_gln',
    'location_extension',
    'shipment',
    'purpose',
    'as_state',
    'recall',
    'reason',
    'parties',
  ],
);

export interface EntryRow {
  index: number;
  block: number;
  tx: string;
  actor: string;
  command_id: string;
  command: string;
  place: string;
  issued_at: string;
  occurred_at: string;
  committed_at: string;
  parties: string[] | null;
}
export const ENTRIES = new Table<EntryRow>(
  'entry',
  ['index'],
  [
    'index',
    'block',
    'tx',
    'actor',
    'command_id',
    'command',
    'place',
    'issued_at',
    'occurred_at',
    'committed_at',
    'parties',
  ],
);

export interface ShipmentRow {
  tx: string;
  index: number;
  sender: string;
  addressee: string;
  purpose: string;
  payload_hash: string | null;
  shipped_at: string;
  packs: number;
  answered: boolean;
  in_transit: boolean;
  answered_at: string | null;
  parties: string[];
}
export const SHIPMENTS = new Table<ShipmentRow>(
  'shipment',
  ['tx'],
  [
    'tx',
    'index',
    'sender',
    'addressee',
    'purpose',
    'payload_hash',
    'shipped_at',
    'packs',
    'answered',
    'in_transit',
    'answered_at',
    'parties',
  ],
);

export interface ShipmentItemRow {
  shipment: string;
  position: number;
  holder: number;
  packs: number;
}
export const SHIPMENT_ITEMS = new Table<ShipmentItemRow>(
  'shipment_item',
  ['shipment', 'holder'],
  ['shipment', 'position', 'holder', 'packs'],
);

export interface ExceptionRow {
  index: number;
  n: number;
  shipment: string;
  kind: 'MISSING' | 'DAMAGED';
  state: 'OPEN' | 'RESOLVED';
  resolution: string | null;
  holder: number;
  packs: number;
  reason: string | null;
  reported_by: string;
  reported_at: string;
  resolved_by: string | null;
  resolved_at: string | null;
  resolved_index: number | null;
}
export const EXCEPTION_COLUMNS = [
  'index',
  'n',
  'shipment',
  'kind',
  'state',
  'resolution',
  'holder',
  'packs',
  'reason',
  'reported_by',
  'reported_at',
  'resolved_by',
  'resolved_at',
  'resolved_index',
] as const satisfies readonly (keyof ExceptionRow)[];
export const EXCEPTIONS = new Table<ExceptionRow>('shipment_exception', ['index', 'n'], EXCEPTION_COLUMNS);
