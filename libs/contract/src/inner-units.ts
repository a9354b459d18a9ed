import type { InnerUnitProof } from './commands';
import { type Content, decodeContent, intersect } from './content';
import type { Context } from './context';
import type { Step } from './decision';
import { type HolderId, organisationKey } from './keys';
import type { HolderRecord } from './records';
import { refuse } from './refusal';
import { invalid } from './shape';
import { freeUnit } from './units';
import { innerUnitLeaf, provesLeaf, ZERO_ROOT } from './values';

/** An inner unit that gets a record of its own: what its leaf names and its holder still has. */
export interface InnerUnitFound {
  id: HolderId;
  content: Content;
  /** Fields of the new record that its leaf says. */
  stated: Pick<HolderRecord, 'id' | 'kind' | 'innerRoot' | 'innerCount' | 'committedBy'>;
}

/**
 * Checks that `holder.innerRoot` commits to the unit, that something of it is left, and that its number is free and under
 * the prefix of who committed it. Refuses in this order: PROOF_INVALID, NOTHING_LEFT, SSCC_FOREIGN, SSCC_IN_USE. Where
 * the number is taken, `split` works always (rule 5).
 */
export function* innerUnitOf(
  context: Pick<Context, 'world' | 'cryptography'>,
  holder: HolderRecord,
  { unit, index, path }: InnerUnitProof,
  field = 'unit',
): Step<InnerUnitFound> {
  const { world, cryptography } = context;
  if ((unit.innerCount === 0) !== (unit.innerRoot === ZERO_ROOT)) {
    invalid(`${field}.innerCount`, 'is 0 exactly when innerRoot is 64 zeros');
  }
  const claimed = decodeContent(unit.content, `${field}.content`);
  const { innerRoot: root, innerCount: count, committedBy } = holder;
  const leaf = { data: innerUnitLeaf(cryptography.sha256, unit), index, path };
  if (committedBy === undefined || !provesLeaf(cryptography.sha256, { root, count }, leaf)) {
    return refuse('PROOF_INVALID', { field, sscc: unit.sscc }, field);
  }
  const content = intersect(claimed, decodeContent(holder.content));
  if (content.size === 0) refuse('NOTHING_LEFT', { sscc: unit.sscc }, field);
  const committer = yield* world.get(organisationKey(committedBy));
  if (!committer) return refuse('UNKNOWN_ORGANISATION', { gln: committedBy }, field);
  const id = yield* freeUnit(world, committer, unit.sscc, `${field}.sscc`);
  const { kind, innerRoot, innerCount } = unit;
  return { id, content, stated: { id, kind, innerRoot, innerCount, ...(innerCount > 0 ? { committedBy } : {}) } };
}
