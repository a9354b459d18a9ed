import type { EncodedContent, Gtin, Hex, Sscc, UnitKind } from '@packproof/contract';

/** A packed unit as its owner wrote it down; the units directly inside it in `units`. */
export interface PayloadUnit {
  kind: UnitKind;
  sscc: Sscc;
  /** All packs inside at any depth. */
  content: EncodedContent;
  innerRoot: Hex;
  innerCount: number;
  units: PayloadUnit[];
}

/** What the owner of a tranche keeps apart from the ledger, decrypted. */
export interface TranchePayload {
  gtin: Gtin;
  lot: string;
  /** YYYY-MM-DD */
  expiry: string;
  /** 32 bytes. */
  productSecret: Uint8Array;
  /** In packing order: position is leaf number. */
  serials: readonly string[];
  /** Those that were committed as records. */
  units: readonly PayloadUnit[];
}

export interface PayloadReader {
  /** Undefined where it is not here, or erased. */
  tranche(payloadHash: Hex): Promise<TranchePayload | undefined>;
}
