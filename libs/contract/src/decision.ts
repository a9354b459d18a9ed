import type { Outcome } from '@packproof/outcomes';
import type { EncodedContent, Gln, Gtin, Hex, HolderId, StateKey } from './keys';
import type { EndState, Location, ShipPurpose, StateRecord } from './records';

/** A command asks for keys by yielding them and is given their records: synchronous and pure, each shell fetches its own way. */
export type Fetched = ReadonlyMap<StateKey, StateRecord | undefined>;
export type Step<T> = Generator<readonly StateKey[], T, Fetched>;

/** SHA-256 and Ed25519 are handed in: native in Node and browser. */
export interface Cryptography {
  sha256: (data: Uint8Array) => Uint8Array;
  verifyEd25519: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;
}

export type Parameters = Record<string, string | number | boolean | string[]>;

export interface ItemOutcome {
  ok: boolean;
  outcome: Outcome;
  /** Not part of the ledger's record: told to the caller only. */
  params?: Parameters;
  /** Path of the field at fault inside the item, e.g. `take[0].content`. */
  field?: string;
}

export type TraceType =
  | 'COMMISSIONED'
  | 'PACKED'
  | 'UNPACKED'
  | 'SPLIT'
  | 'SHIPPED'
  | 'SHIPMENT_CANCELLED'
  | 'RECEIVED'
  | 'DISPUTED'
  | 'DISPUTE_RESOLVED'
  | 'STORED'
  | 'DISPENSED'
  | 'DECOMMISSIONED'
  | 'REACTIVATED'
  | 'QUARANTINED'
  | 'RELEASED'
  | 'RECALLED'
  | 'RECALL_CLOSED';

/**
 * What happened, in the past tense, for histories: state itself is in the writes. Exactly one of `holder`, `pack`, `batch`
 * is the subject. A holder's event counts for all packs inside it at that moment.
 */
export interface LedgerEvent {
  type: TraceType;
  /** Which item of the command. */
  item: number;
  holder?: HolderId;
  pack?: { gtin: Gtin; packId: Hex; tranche: Hex; leaf: number };
  batch?: Hex;
  /** Where its packs came from (split, detach, receipts of a part). */
  source?: HolderId;
  /** Addressee, or whose hold was lifted. */
  to?: Gln;
  location?: Location;
  /** Shipment's tx: SHIPPED, SHIPMENT_CANCELLED, RECEIVED, DISPUTED, DISPUTE_RESOLVED, and QUARANTINED when damaged on receipt. */
  shipment?: Hex;
  purpose?: ShipPurpose;
  /** New end, undone end, or resolution. */
  as?: EndState | 'FOUND' | 'RETURNED' | 'NEVER_SENT' | 'LOST' | 'DAMAGED';
  recall?: Hex;
  /** What a recall targets in the batch; absent: all. */
  content?: EncodedContent;
  reason?: string;
}

export type Decision =
  | {
      accepted: true;
      /** Values after the command, one per changed key. Records are never deleted. */
      puts: Map<StateKey, StateRecord>;
      events: LedgerEvent[];
      results: ItemOutcome[];
    }
  | {
      accepted: false;
      /** Why the whole command is refused; with items, the first refused item's outcome. */
      outcome: Outcome;
      params?: Parameters;
      field?: string;
      /** Present when the items were looked at. */
      results?: ItemOutcome[];
    };
