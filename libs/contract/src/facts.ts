import type { Gln, HolderId } from './keys';
import type { End, Holds, RecallClass, RecallLevel, ShipPurpose } from './records';

/**
 * What is known about a pack or unit, as plain data: gathered from world state by the rules, from rows by the read model.
 * What is not known is absent, and then says nothing.
 */
export interface ProductFacts {
  withdrawn?: { reason: string };
}

/** A recall that blocks: open or completed. Drills and lifted ones are left out by whoever gathers. */
export interface RecallFacts {
  recall: string;
  /** The pack's leaf, or some of the unit's content, is among what it targets. */
  covers: boolean;
  class?: RecallClass;
  level?: RecallLevel;
  reason?: string;
  instructions?: string;
}

export interface BatchFacts {
  /** Last day on which it may be supplied, YYYY-MM-DD. */
  expiry: string;
  holds: Holds;
  recalls: readonly RecallFacts[];
}

/** The goods of one tranche. */
export interface GoodsFacts {
  product: ProductFacts;
  batch: BatchFacts;
}

/** A holder in the chain from the pack's own one up to the topmost. */
export interface LinkFacts {
  id: HolderId;
  holds: Holds;
  /** This pack, or any of this unit's own packs, is among `heldLeaves`. */
  heldLeaf: boolean;
  end?: End;
  transit?: { to: Gln; tx: string; purpose: ShipPurpose };
  disputed?: { to: Gln; tx: string };
  /** Counts in the topmost link only: a child's own is stale. */
  custodian: Gln;
}

export interface PackFacts extends GoodsFacts {
  /** Absent where the pack was never handled alone. */
  pack?: { end?: End; holds: Holds };
  /** Bottom first. Empty where its holder is not known: then it is in nobody's custody, never the asker's. */
  chain: readonly LinkFacts[];
}

export interface UnitFacts {
  /** One per tranche in the unit, child records' contents included. */
  goods: readonly GoodsFacts[];
  /** The unit itself first, then its parents. An inner unit without a record begins with the record that has it. */
  chain: readonly LinkFacts[];
  /** Child records at any depth that are held, or have held leaves. */
  childrenHeld?: Holds;
  /** No content, and no child record that has any. */
  empty: boolean;
}
