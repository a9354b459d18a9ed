import type {
  BatchState,
  End,
  Gln,
  Gtin,
  Hex,
  HolderId,
  HolderKind,
  Holds,
  OrganisationRole,
  PackState,
  RecallClass,
  RecallLevel,
  RecallState,
  ShipmentState,
  ShipPurpose,
  SigningKey,
  Sscc,
  UnitState,
} from '@packproof/contract';

/**
 * What the queries give, named after the types of schema.graphql; other rows are named by their keys (gln, gtin, holder
 * id…), to be fetched in batches. Times are RFC 3339 UTC with milliseconds, dates YYYY-MM-DD.
 */
export interface Organisation {
  gln: Gln;
  name: string;
  role: OrganisationRole;
  licence: { number: string; validUntil: string };
  companyPrefixes: string[];
  places: Location[];
  keys: SigningKey[];
}

export interface LocationKey {
  gln: Gln;
  extension?: string;
}

/** A place of an organisation. Degrees. */
export interface Location extends LocationKey {
  name: string;
  organisation: Gln;
  latitude?: number;
  longitude?: number;
}

export interface Product {
  gtin: Gtin;
  owner: Gln;
  name: string;
  nameZh?: string;
  form?: string;
  strength?: string;
  packSize?: string;
  storage: { minCelsius?: number; maxCelsius?: number; note?: string };
  withdrawn?: { reason: string; time: string; tx: Hex };
}

export interface BatchKey {
  gtin: Gtin;
  lot: string;
}

export interface Batch extends BatchKey {
  batchId: Hex;
  expiry: string;
  holds: Holds;
  state: BatchState;
  /** Committed in all; for a viewer who is neither its owner nor sees all, only what is in the viewer's custody. */
  packs: number;
  /** When its first tranche was made; absent where nothing of it concerns the viewer. */
  commissionedAt?: string;
  tranches: { trancheId: Hex; root: Hex; count: number; payloadHash?: Hex; loaded: boolean }[];
}

export interface PackKey {
  gtin: Gtin;
  serial: string;
}

export interface Pack extends PackKey {
  batchId: Hex;
  lot: string;
  expiry: string;
  state: PackState;
  end?: End;
  trancheId: Hex;
  leaf: number;
  /** The one holder whose content has it. */
  holder: HolderId;
  /** The innermost unit with a number: an inner unit's id (`sscc:…`) or a holder's; absent for loose packs and parts. */
  unit?: HolderId;
  custodian: Gln;
  location: LocationKey;
  transit?: { to: Gln; tx: Hex; purpose: ShipPurpose };
}

export interface Unit {
  /** Holder id; of an inner unit without a record `sscc:…` too. */
  id: HolderId;
  sscc?: Sscc;
  kind: HolderKind;
  state: UnitState;
  /** Has a record on the ledger; without one it is an inner unit of `parent`. */
  recorded: boolean;
  /** In it now at any depth, less ended ones. */
  packs: number;
  custodian: Gln;
  location: LocationKey;
  /** Who shipped it last to its custodian. */
  from?: Gln;
  parent?: HolderId;
  topmost: HolderId;
  transit?: { to: Gln; tx: Hex; purpose: ShipPurpose };
  disputed?: { to: Gln; tx: Hex };
  holds: Holds;
  end?: End;
}

export interface LedgerReceipt {
  index: number;
  tx: Hex;
  block: number;
  committedAt: string;
}

export interface TraceEvent extends LedgerReceipt {
  /** Order within the entry. */
  n: number;
  /** TraceEventType of the schema; SPLIT is told as UNPACKED. */
  type: string;
  occurredAt: string;
  organisation: Gln;
  to?: Gln;
  location: LocationKey;
  /** Of the unit that it happened to, where it has a number. */
  sscc?: Sscc;
  holder?: HolderId;
  source?: HolderId;
  shipment?: Hex;
  purpose?: ShipPurpose;
  as?: string;
  recall?: Hex;
  reason?: string;
}

export interface Shipment {
  /** tx of the ship command. */
  id: Hex;
  from: Gln;
  to: Gln;
  purpose: ShipPurpose;
  state: ShipmentState;
  shippedAt: string;
  /** When the last of it was booked. */
  receivedAt?: string;
  /** As it left. */
  packs: number;
  /** Topmost holders as they left. */
  units: HolderId[];
  payloadHash?: Hex;
  receipt: LedgerReceipt;
}

export interface ShipmentException {
  /** `{log index}-{n}`. */
  id: string;
  shipment: Hex;
  kind: 'MISSING' | 'DAMAGED';
  state: 'OPEN' | 'RESOLVED';
  resolution?: 'FOUND' | 'RETURNED' | 'NEVER_SENT' | 'LOST' | 'STOLEN' | 'DESTROYED' | 'SETTLED';
  holder: HolderId;
  packs: number;
  reason?: string;
  reportedBy: Gln;
  reportedAt: string;
  resolvedBy?: Gln;
  resolvedAt?: string;
}

export interface StockLine extends BatchKey {
  holder: Gln;
  location: LocationKey;
  expiry: string;
  state: PackState;
  inTransit: boolean;
  packs: number;
}

export interface Recall {
  /** tx of the openRecall command. */
  id: Hex;
  state: RecallState;
  class: RecallClass;
  level: RecallLevel;
  reason: string;
  instructions?: string;
  drill: boolean;
  openedBy: Gln;
  openedAt: string;
  closedAt?: string;
  closingNote?: string;
  targets: (BatchKey & { batchId: Hex; whole: boolean; packs: number })[];
  /** Sum of its targets'. */
  packs: number;
  receipt: LedgerReceipt;
}

export interface RecallLine extends BatchKey {
  quarantined: number;
  returned: number;
  destroyed: number;
  dispensed: number;
  notFound: number;
}

/** Who answers for recalled packs now: present custodians; for what is in transit the shipper. */
export interface RecallHolder {
  organisation: Gln;
  /** Not ended, in transit included. */
  packs: number;
  inTransit: number;
  dispensed: number;
  acknowledgedAt?: string;
  lines: RecallLine[];
}

export interface Entry extends LedgerReceipt {
  actor: Gln;
  commandId: string;
  command: string;
  at: Gln;
  issuedAt: string;
  occurredAt: string;
}

/** What a member may know of any entry of the log. */
export interface LedgerEntry {
  index: number;
  committedAt: string;
  /** Absent where the entry does not concern the viewer. */
  entry?: Entry;
}
