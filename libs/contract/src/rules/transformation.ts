import type { Context } from '../context';
import type { Step } from '../decision';
import { type Hex, type HolderId, holderKey } from '../keys';
import { Refusal, refuse } from '../refusal';
import { array, childIds, object, optional, wholeId } from '../shape';
import { endNow, refuseUnlessAtRest, refuseUnlessSuppliable } from './custody';
import { topmost, wholeTarget } from './whole-target';

/** A holder whole that goes into a new tranche, with all its child records at any depth (rule 6). */
export interface TransformedSource {
  holder: HolderId;
  children?: HolderId[];
}

export const sourcesShape = optional(
  array(object({ holder: wholeId, children: optional(childIds) }), { min: 1, max: 100 }),
);

/**
 * Re-pack and parallel trade: what goes in is in custody, at rest, and nothing of it is blocked, as for dispense. It ends
 * as checked out `into` the tranche, for good: those packs are the new ones now.
 */
export function* transform(context: Context, sources: readonly TransformedSource[], into: Hex): Step<void> {
  for (const [index, source] of sources.entries()) {
    try {
      yield* transformOne(context, source, into);
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      throw new Refusal(fault.outcome, fault.params, `from[${index}].${fault.field ?? 'holder'}`);
    }
  }
}

function* transformOne(context: Context, { holder, children }: TransformedSource, into: Hex): Step<void> {
  const top = yield* topmost(context, holder);
  context.claim(top.id, 'holder');
  refuseUnlessAtRest(context, [top]);
  const whole = yield* wholeTarget(context, top, children);
  if (whole.facts.empty) refuse('EMPTY_UNIT', undefined, 'holder');
  refuseUnlessSuppliable(context, whole);
  context.world.put(holderKey(top.id), { ...top, end: { ...endNow(context, 'CHECKED_OUT'), into } });
  context.emit({ type: 'DECOMMISSIONED', holder: top.id, as: 'CHECKED_OUT' });
}
