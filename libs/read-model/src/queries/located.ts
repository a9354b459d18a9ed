import type { EncodedContent, Gln, Gtin, Hex, HolderId, InnerUnitProof, Sscc, UnitKind } from '@packproof/contract';
import type { PackKey } from '../rows';

/** Hints for commands: which holder, which leaf. A stale one is refused by the ledger and looked up again once. */
export interface LocatedPack extends PackKey {
  tranche: number;
  trancheId: Hex;
  leaf: number;
  count: number;
  root: Hex;
  payloadHash?: Hex;
  lot: string;
  expiry: string;
  holder: HolderId;
  /** From `holder` to the topmost. */
  chain: HolderId[];
  custodian: Gln;
}

export interface LeafKey {
  tranche: number;
  leaf: number;
}

export interface InclusionPath extends LeafKey {
  /** RFC 6962 leaf hash of the packId, 64 hex digits. */
  leafHash: Hex;
  /** Siblings, lowest first. */
  path: Hex[];
}

export interface IntervalsPath {
  tranche: number;
  /** RFC 6962 leaf hashes of all leaves of the intervals, in order, one after another. */
  leafHashes: Uint8Array;
  /** As `intervalsPath` of libs/merkle. */
  path: Uint8Array[];
}

export type LocatedUnit =
  | {
      sscc: Sscc;
      recorded: true;
      holder: HolderId;
      kind: UnitKind;
      chain: HolderId[];
      custodian: Gln;
      content: EncodedContent;
      innerCount: number;
    }
  | {
      sscc: Sscc;
      recorded: false;
      kind: UnitKind;
      /** The record that it is still inside. */
      holder: HolderId;
      chain: HolderId[];
      custodian: Gln;
      /** What is left of it there. */
      content: EncodedContent;
      /** From directly inside `holder` to the unit itself: one detach each. */
      detaches: InnerUnitProof[];
    };

/** Serials of a batch: a list, or a range in ASCII order among serials of the length of `from`. */
export type SerialSelection = { serials: readonly string[] } | { from: string; to: string };

export interface SelectedContent {
  content: EncodedContent;
  packs: number;
  /** Of a list: those that are not on record. */
  unknown: string[];
}

export interface PackOfContent extends PackKey {
  trancheId: Hex;
  leaf: number;
}

export type GtinLot = { gtin: Gtin; lot: string };

/** A serial that was committed twice; `lot` is that of the later one. */
export interface PackConflict extends PackKey {
  lot: string;
}
