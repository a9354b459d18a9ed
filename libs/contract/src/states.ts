import type { LinkFacts } from './facts';
import type { End, EndState, Holds } from './records';

/** States are derived, never stored (outcomes.md "States, derived"). */
export type PackState = 'ACTIVE' | 'QUARANTINED' | EndState;
export type UnitState = 'AT_REST' | 'IN_TRANSIT' | 'DISPUTED' | 'QUARANTINED' | 'DECOMMISSIONED' | 'EMPTY';
export type BatchState = 'ACTIVE' | 'QUARANTINED' | 'RECALLED' | 'EXPIRED' | 'WITHDRAWN';
export type ShipmentState = 'IN_TRANSIT' | 'PARTLY_RECEIVED' | 'RECEIVED' | 'CANCELLED';

export const isHeld = (holds: Holds | undefined): boolean => holds !== undefined && Object.keys(holds).length > 0;

/** The pack's own end; else that of the nearest ended holder. `chain` bottom first. */
export function effectiveEnd(own: End | undefined, chain: readonly Pick<LinkFacts, 'end'>[]): End | undefined {
  return own ?? chain.find((link) => link.end)?.end;
}

export function packState(facts: {
  pack?: { end?: End; holds: Holds };
  chain: readonly Pick<LinkFacts, 'end' | 'holds' | 'heldLeaf'>[];
  batch: { holds: Holds };
}): PackState {
  const end = effectiveEnd(facts.pack?.end, facts.chain);
  if (end) return end.as;
  const held =
    isHeld(facts.pack?.holds) ||
    facts.chain[0]?.heldLeaf === true ||
    facts.chain.some((link) => isHeld(link.holds)) ||
    isHeld(facts.batch.holds);
  return held ? 'QUARANTINED' : 'ACTIVE';
}

/** `chain`: the unit itself first, then its parents: what holds the topmost holds the unit. */
export function unitState(facts: {
  chain: readonly Pick<LinkFacts, 'end' | 'holds' | 'transit' | 'disputed'>[];
  empty: boolean;
}): UnitState {
  if (facts.chain.some((link) => link.end)) return 'DECOMMISSIONED';
  if (facts.empty) return 'EMPTY';
  if (facts.chain.some((link) => link.disputed)) return 'DISPUTED';
  if (facts.chain.some((link) => link.transit)) return 'IN_TRANSIT';
  return facts.chain.some((link) => isHeld(link.holds)) ? 'QUARANTINED' : 'AT_REST';
}

/** `today`: YYYY-MM-DD. Recalls: those that block (open or completed, no drills), of the whole batch or a part of it. */
export function batchState(facts: {
  recalls: readonly unknown[];
  withdrawn: boolean;
  expiry: string;
  holds: Holds;
  today: string;
}): BatchState {
  if (facts.recalls.length > 0) return 'RECALLED';
  if (facts.withdrawn) return 'WITHDRAWN';
  if (facts.today > facts.expiry) return 'EXPIRED';
  return isHeld(facts.holds) ? 'QUARANTINED' : 'ACTIVE';
}

/**
 * `answered`: the addressee has booked some of it, as received, damaged or missing. `inTransit`: some of it still is.
 * CANCELLED: taken back before anything was received; what is cancelled after that leaves it RECEIVED.
 */
export function shipmentState(facts: { answered: boolean; inTransit: boolean }): ShipmentState {
  if (facts.inTransit) return facts.answered ? 'PARTLY_RECEIVED' : 'IN_TRANSIT';
  return facts.answered ? 'RECEIVED' : 'CANCELLED';
}
