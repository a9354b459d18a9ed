import { Table } from '../projection/table';

export interface InnerUnitRow {
  tranche: number;
  root: string;
  index: number;
  sscc: string;
  kind: string;
  inner_root: string | null;
  inner_count: number;
  content: string;
  packs: number;
  depth: number;
}
export const INNER_UNITS = new Table<InnerUnitRow>(
  'inner_unit',
  ['tranche', 'root', 'index'],
  ['tranche', 'root', 'index', 'sscc', 'kind', 'inner_root', 'inner_count', 'content', 'packs', 'depth'],
);

export interface InnerUnitIntervalRow {
  tranche: number;
  depth: number;
  first_leaf: number;
  end_leaf: number;
  root: string;
  index: number;
}
export const INNER_UNIT_INTERVALS = new Table<InnerUnitIntervalRow>(
  'inner_unit_interval',
  ['tranche', 'depth', 'first_leaf'],
  ['tranche', 'depth', 'first_leaf', 'end_leaf', 'root', 'index'],
);

export interface PayloadFaultRow {
  tranche: number;
  payload_hash: string;
  reason: string;
}
export const PAYLOAD_FAULTS = new Table<PayloadFaultRow>(
  'payload_fault',
  ['tranche'],
  ['tranche', 'payload_hash', 'reason'],
);
