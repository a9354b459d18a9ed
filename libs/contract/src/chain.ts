import { endOutcome } from './assess';
import type { Step } from './decision';
import { type HolderId, holderKey } from './keys';
import { type HolderRecord, MAX_HEIGHT } from './records';
import { refuse } from './refusal';
import type { World } from './world';

interface Actor {
  readonly world: World;
  readonly actor: { readonly gln: string };
}

/** The holder of that id, or NOT_FOUND at `field`. */
export function* holderOf({ world }: Pick<Actor, 'world'>, id: HolderId, field = 'holder'): Step<HolderRecord> {
  const holder = yield* world.get(holderKey(id));
  return holder ?? refuse('NOT_FOUND', { kind: 'holder', id }, field);
}

/** The holder and all its parents, bottom first. */
export function* chainOf(context: Pick<Actor, 'world'>, id: HolderId, field = 'holder'): Step<HolderRecord[]> {
  const chain = [yield* holderOf(context, id, field)];
  for (let parent = chain[0]!.parent; parent !== undefined; parent = chain.at(-1)!.parent) {
    // Rule 3 keeps chains this short. World state that breaks it must not keep an executor busy for ever.
    if (chain.length > MAX_HEIGHT) throw new Error(`holder ${id} has more than ${MAX_HEIGHT} parents`);
    chain.push(yield* holderOf(context, parent, field));
  }
  return chain;
}

/**
 * Rule 1: the whole chain is in the actor's custody (the topmost's custodian counts) and not in transit, disputed or
 * ended. Refuses in that order: custody, then state.
 */
export function atRestInCustody(
  { actor }: Pick<Actor, 'actor'>,
  chain: readonly HolderRecord[],
  field = 'holder',
): void {
  if (chain.at(-1)!.custodian !== actor.gln) refuse('NOT_CUSTODIAN', undefined, field);
  for (const { transit, disputed, end } of chain) {
    if (end) refuse(endOutcome(end, actor.gln), { since: end.time }, field);
    if (disputed) refuse('DISPUTED', undefined, field);
    if (transit) refuse('IN_TRANSIT', undefined, field);
  }
}

/**
 * Rule 6: every child record of `holder` at any depth, of which the caller gives the ids in any order. `children`, which
 * counts the records that name one as parent, proves the list complete: CHILDREN_UNLISTED otherwise.
 */
export function* descendantsListed(
  context: Pick<Actor, 'world'>,
  holder: HolderRecord,
  ids: readonly HolderId[] = [],
): Step<HolderRecord[]> {
  if (ids.length === 0) {
    if (holder.children > 0) unlisted(holder.id);
    return [];
  }
  const { world } = context;
  yield* world.fetch(ids.map(holderKey));
  const missing = new Map<HolderId, number>([[holder.id, holder.children]]);
  const records: HolderRecord[] = [];
  for (const [index, id] of ids.entries()) {
    if (missing.has(id)) refuse('DUPLICATE_ITEM', { id }, `children[${index}]`);
    const record = yield* holderOf(context, id, `children[${index}]`);
    missing.set(id, record.children);
    records.push(record);
  }
  for (const { id, parent } of records) {
    const left = parent === undefined ? undefined : missing.get(parent);
    // Not under this holder: a list that names strangers proves nothing.
    if (left === undefined) unlisted(id);
    missing.set(parent!, left! - 1);
  }
  for (const [id, left] of missing) if (left !== 0) unlisted(id);
  return records;
}

function unlisted(id: HolderId): never {
  return refuse('CHILDREN_UNLISTED', { id, ...(id.startsWith('sscc:') ? { sscc: id.slice(5) } : {}) }, 'children');
}
