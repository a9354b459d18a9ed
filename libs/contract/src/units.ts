import { EMPTY_ENCODED } from './content';
import type { Step } from './decision';
import { type HolderId, holderKey, type Sscc, unitHolderId } from './keys';
import { coversKey } from './organisation';
import type { HolderRecord, OrganisationRecord } from './records';
import { refuse } from './refusal';
import { ZERO_ROOT } from './values';
import type { World } from './world';

/** Rule 5: nothing in it, on it or about it. Such a number may be used again. */
export function isEmptyRecord(holder: HolderRecord): boolean {
  return (
    holder.content === EMPTY_ENCODED &&
    holder.children === 0 &&
    holder.parent === undefined &&
    holder.transit === undefined &&
    holder.disputed === undefined &&
    holder.end === undefined &&
    Object.keys(holder.holds).length === 0
  );
}

/** Rule 5: a new SSCC lies under the prefix of who commits it, and its record is absent or empty. */
export function* freeUnit(world: World, committer: OrganisationRecord, sscc: Sscc, field: string): Step<HolderId> {
  if (!coversKey(committer, sscc)) refuse('SSCC_FOREIGN', { sscc }, field);
  const id = unitHolderId(sscc);
  const present = yield* world.get(holderKey(id));
  if (present && !isEmptyRecord(present)) refuse('SSCC_IN_USE', { sscc }, field);
  return id;
}

/** A holder at rest with nothing said about it but who has it, where. */
export function newHolder(
  stated: Pick<HolderRecord, 'id' | 'kind' | 'content' | 'custodian' | 'location'> & Partial<HolderRecord>,
): HolderRecord {
  return {
    innerRoot: ZERO_ROOT,
    innerCount: 0,
    holds: {},
    heldLeaves: EMPTY_ENCODED,
    children: 0,
    height: 0,
    ...stated,
  };
}
