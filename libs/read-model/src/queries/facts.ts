import type { Gln, Gtin, Hex, HolderId, PackFacts, Sscc, UnitFacts } from '@packproof/contract';
import type { Batch, LocationKey, Product } from '../rows';

/** One reading of a scan; several readings of one scan, or many scans, are asked in one round trip. */
export type Reading = PackReading | UnitReading;
export interface PackReading {
  gtin: Gtin;
  serial: string;
  /** What the pack says; compared with the record by whoever asks. */
  lot?: string;
}
export interface UnitReading {
  sscc: Sscc;
}

export interface FactsQuestion {
  asker: Gln;
  /** Also look whether the asker had it in custody before (RETURN, and what the asker may see of it). */
  heldBefore?: boolean;
}

/** As `BatchFacts`, with its key. */
export type BatchRead = Pick<Batch, 'batchId' | 'gtin' | 'lot' | 'expiry' | 'holds'>;

/** Where something is: of the topmost holder. */
export interface Whereabouts {
  /** The one holder whose content has the pack; of a unit the unit itself, or the record that it is still inside. */
  holder: HolderId;
  /** From `holder` to the topmost. */
  chain: HolderId[];
  topmost: HolderId;
  custodian: Gln;
  location: LocationKey;
  /** Who shipped it last to its custodian. */
  from?: Gln;
}

export interface PackFound extends Whereabouts {
  tranche: number;
  trancheId: Hex;
  leaf: number;
  batch: BatchRead;
  /** What `assessPack` takes. */
  facts: PackFacts;
  /** Its holder has units inside that have no record of their own: in one of them it may be. */
  hasInnerUnits: boolean;
}

export interface PackReadingFacts {
  reading: PackReading;
  /** Absent: UNKNOWN_PRODUCT. */
  product?: Product;
  /** Of the lot that the reading names; absent: not on record (or no lot was read). */
  batchRead?: BatchRead;
  /** Absent: no such serial of this product is on record here. */
  pack?: PackFound;
  /** The reading's lot (without one: some lot of the product) has serials whose list is not here yet: that a serial is unknown says nothing. */
  awaitingPayload: boolean;
  heldBefore?: boolean;
}

export interface UnitFound extends Whereabouts {
  /** False: an inner unit without a record of its own. */
  recorded: boolean;
  /** What `assessUnit` takes. */
  facts: UnitFacts;
  /** One per batch in the unit; packs less ended ones. */
  goods: { product: Product; batch: BatchRead; packs: number }[];
}

export interface UnitReadingFacts {
  reading: UnitReading;
  /** Absent: UNKNOWN_UNIT. */
  unit?: UnitFound;
  heldBefore?: boolean;
}

export type ReadingFacts = PackReadingFacts | UnitReadingFacts;
