import type { Holds, RecallLine, SigningKey } from '@packproof/contract';
import { Table } from './table';

export interface OrganisationRow {
  gln: string;
  name: string;
  role: string;
  licence_number: string;
  licence_valid_until: string;
  company_prefixes: string[];
  keys: SigningKey[];
}
export const ORGANISATIONS = new Table<OrganisationRow>(
  'organisation',
  ['gln'],
  ['gln', 'name', 'role', 'licence_number', 'licence_valid_until', 'company_prefixes', 'keys'],
);

export interface PlaceRow {
  organisation: string;
  gln: string;
  position: number;
  name: string;
  latitude_microdegrees: number | null;
  longitude_microdegrees: number | null;
}
export const PLACES = new Table<PlaceRow>(
  'place',
  ['organisation', 'gln'],
  ['organisation', 'gln', 'position', 'name', 'latitude_microdegrees', 'longitude_microdegrees'],
);

export interface ProductRow {
  gtin: string;
  owner: string;
  name: string;
  name_zh: string | null;
  form: string | null;
  strength: string | null;
  pack_size: string | null;
  min_millicelsius: number | null;
  max_millicelsius: number | null;
  storage_note: string | null;
  withdrawn: object | null;
}
export const PRODUCTS = new Table<ProductRow>(
  'product',
  ['gtin'],
  [
    'gtin',
    'owner',
    'name',
    'name_zh',
    'form',
    'strength',
    'pack_size',
    'min_millicelsius',
    'max_millicelsius',
    'storage_note',
    'withdrawn',
  ],
);

/** Without `packs`, which its tranches add up to. */
export interface BatchRow {
  number: number;
  batch_id: string;
  gtin: string;
  lot: string;
  expiry: string;
  holds: Holds;
  recalls: number;
}
export const BATCHES = new Table<BatchRow>(
  'batch',
  ['number'],
  ['number', 'batch_id', 'gtin', 'lot', 'expiry', 'holds', 'recalls'],
);

export interface TrancheRow {
  number: number;
  tranche_id: string;
  batch: number;
  gtin: string;
  root: string;
  count: number;
  payload_hash: string | null;
  index: number;
  loaded: boolean;
}
export const TRANCHES = new Table<TrancheRow>(
  'tranche',
  ['number'],
  ['number', 'tranche_id', 'batch', 'gtin', 'root', 'count', 'payload_hash', 'index', 'loaded'],
);

export interface PackStateRow {
  tranche: number;
  leaf: number;
  end_as: string | null;
  end_by: string | null;
  end_place: string | null;
  end_time: string | null;
  end_tx: string | null;
  end_into: string | null;
  holds: Holds | null;
  changed: number;
}
export const PACK_STATES = new Table<PackStateRow>(
  'pack_state',
  ['tranche', 'leaf'],
  ['tranche', 'leaf', 'end_as', 'end_by', 'end_place', 'end_time', 'end_tx', 'end_into', 'holds', 'changed'],
);

export interface RecallRow {
  id: string;
  index: number;
  opened_by: string;
  class: string;
  level: string;
  reason: string;
  instructions: string | null;
  drill: boolean;
  state: string;
  opened_at: string;
  closed_at: string | null;
  closing_note: string | null;
}
export const RECALLS = new Table<RecallRow>(
  'recall',
  ['id'],
  [
    'id',
    'index',
    'opened_by',
    'class',
    'level',
    'reason',
    'instructions',
    'drill',
    'state',
    'opened_at',
    'closed_at',
    'closing_note',
  ],
  ['index'],
);

export interface RecallTargetRow {
  recall: string;
  batch: number;
  position: number;
  whole: boolean;
  packs: number | null;
}
export const RECALL_TARGETS = new Table<RecallTargetRow>(
  'recall_target',
  ['recall', 'batch'],
  ['recall', 'batch', 'position', 'whole', 'packs'],
);

export interface RecallIntervalRow {
  recall: string;
  tranche: number;
  first_leaf: number;
  end_leaf: number;
}
export const RECALL_INTERVALS = new Table<RecallIntervalRow>(
  'recall_interval',
  ['recall', 'tranche', 'first_leaf'],
  ['recall', 'tranche', 'first_leaf', 'end_leaf'],
);

export interface AcknowledgementRow {
  recall: string;
  gln: string;
  lines: RecallLine[];
  acknowledged_at: string;
  tx: string;
}
export const ACKNOWLEDGEMENTS = new Table<AcknowledgementRow>(
  'acknowledgement',
  ['recall', 'gln'],
  ['recall', 'gln', 'lines', 'acknowledged_at', 'tx'],
);

export interface AnchorRow {
  root: string;
  count: number;
  anchored_by: string;
  anchored_at: string;
}
export const ANCHORS = new Table<AnchorRow>(
  'anchor',
  ['root', 'count'],
  ['root', 'count', 'anchored_by', 'anchored_at'],
);
