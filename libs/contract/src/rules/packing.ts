import { atRestInCustody, chainOf } from '../chain';
import type { PackBody } from '../commands';
import { EMPTY_ENCODED } from '../content';
import type { Context } from '../context';
import type { Step } from '../decision';
import { holderKey } from '../keys';
import { holdsOf, refuseHeld, settleFrom } from '../moves';
import { hasPlace } from '../organisation';
import { type HolderRecord, MAX_HEIGHT } from '../records';
import { refuse } from '../refusal';
import { ACCEPTED, GOODS_ROLES, type Rule } from '../rule';
import { holderId, invalid, location, object, optional, packableId, unitId, unitKind } from '../shape';
import { freeUnit, newHolder } from '../units';

type Item = PackBody['items'][number];

/** So that a list of all child records stays within what one command may name. */
const MAX_CHILDREN = 1000;

/** Rule 3: joins two different topmost units, so that no cycle can exist. */
export const pack: Rule<'pack'> = {
  command: 'pack',
  roles: GOODS_ROLES,
  lapsedLicence: false,
  maxItems: 1000,
  bodyShape: {},
  // A zone belongs to its keeper and is never packed (rule 4); a tranche's loose packs go into a unit by `split`.
  itemShape: object({
    child: packableId,
    parent: unitId,
    create: optional(object({ kind: unitKind, location: optional(location) })),
  }),
  prefetch: (items) => items.flatMap(({ child, parent }) => [holderKey(child), holderKey(parent)]),
  *item(context, item) {
    const { world } = context;
    if (item.child === item.parent) invalid('parent', 'must be another unit');
    const child = yield* topmost(context, item.child, 'child');
    const parent = item.create
      ? yield* createParent(context, item, item.create, child)
      : yield* existingParent(context, item, child);
    const height = Math.max(parent.height, child.height + 1);
    if (height > MAX_HEIGHT) refuse('UNIT_TOO_DEEP', { limit: MAX_HEIGHT + 1 }, 'parent');
    if (parent.children >= MAX_CHILDREN) refuse('LIMIT_EXCEEDED', { limit: MAX_CHILDREN }, 'parent');
    world.put(holderKey(child.id), { ...child, parent: parent.id });
    const wasEmpty = parent.content === EMPTY_ENCODED && parent.children === 0;
    world.put(holderKey(parent.id), {
      ...parent,
      ...(wasEmpty && child.from !== undefined ? { from: child.from } : {}),
      children: parent.children + 1,
      height,
    });
    yield* settleFrom(context, parent.id, [child]);
    context.emit({ type: 'PACKED', holder: child.id, location: parent.location });
    return ACCEPTED;
  },
};

function* topmost(context: Context<'pack'>, id: string, field: string): Step<HolderRecord> {
  const chain = yield* chainOf(context, id, field);
  atRestInCustody(context, chain, field);
  if (chain.length > 1) refuse('UNIT_NESTED', nestedIn(chain[1]!.id), field);
  return chain[0]!;
}

export const nestedIn = (parent: string) => (parent.startsWith('sscc:') ? { sscc: parent.slice(5) } : undefined);

function* existingParent(context: Context<'pack'>, item: Item, child: HolderRecord): Step<HolderRecord> {
  const parent = yield* topmost(context, item.parent, 'parent');
  // Rule 1: into a held unit nothing goes, and from a held one nothing into a unit that exists.
  refuseHeld([parent], 'parent');
  refuseHeld([child], 'child');
  return parent;
}

function* createParent(
  { world, actor }: Context<'pack'>,
  { parent }: Item,
  { kind, location: where }: NonNullable<Item['create']>,
  child: HolderRecord,
): Step<HolderRecord> {
  const place = where ?? child.location;
  if (where && !hasPlace(actor, where.gln)) refuse('UNKNOWN_LOCATION', { gln: where.gln }, 'create.location.gln');
  const id = yield* freeUnit(world, actor, parent.slice(5), 'parent');
  return newHolder({ id, kind, content: EMPTY_ENCODED, custodian: actor.gln, location: place });
}

/** Takes a child record out of its parent, one level; it stands alone then. */
export const unpack: Rule<'unpack'> = {
  command: 'unpack',
  roles: GOODS_ROLES,
  lapsedLicence: true,
  maxItems: 1000,
  bodyShape: {},
  itemShape: object({ holder: holderId }),
  prefetch: (items) => items.map(({ holder }) => holderKey(holder)),
  *item(context, { holder: id }) {
    const { world } = context;
    const chain = yield* chainOf(context, id);
    atRestInCustody(context, chain);
    const [holder, parent, top] = [chain[0]!, chain[1], chain.at(-1)!];
    if (!parent) return refuse('UNIT_NOT_NESTED', undefined, 'holder');
    world.put(holderKey(id), leftParent(chain));
    world.put(holderKey(parent.id), withoutChild(parent));
    context.emit({ type: 'UNPACKED', holder: holder.id, source: parent.id, location: top.location });
    return ACCEPTED;
  },
};

/** Rule 2: what leaves a unit takes its topmost parent's custodian, place and `from`, and all holds of the chain. */
export function leftParent(chain: readonly HolderRecord[]): HolderRecord {
  const { parent: _parent, from: _stale, ...holder } = chain[0]!;
  const { custodian, location: place, from } = chain.at(-1)!;
  return { ...holder, custodian, location: place, ...(from === undefined ? {} : { from }), holds: holdsOf(chain) };
}

export function withoutChild(parent: HolderRecord): HolderRecord {
  const children = parent.children - 1;
  return { ...parent, children, ...(children === 0 ? { height: 0 } : {}) };
}
