import { atRestInCustody, chainOf } from '../chain';
import { innerUnitOf } from '../inner-units';
import { holderKey, unitHolderId } from '../keys';
import { holderOfTaken, join, placeInto, removeFrom, takeAll } from '../moves';
import { ACCEPTED, GOODS_ROLES, type Rule } from '../rule';
import {
  fillableId,
  holderId,
  innerUnit,
  integer,
  invalid,
  object,
  optional,
  path,
  sscc,
  takes,
  unitKind,
  variants,
} from '../shape';
import { freeUnit } from '../units';

/** Gives an inner unit that its holder's `innerRoot` commits to a record of its own. */
export const detach: Rule<'detach'> = {
  command: 'detach',
  roles: GOODS_ROLES,
  lapsedLicence: true,
  maxItems: 1000,
  bodyShape: {},
  itemShape: object({ holder: holderId, unit: innerUnit, index: integer(0, 0xffff_fffe), path }),
  prefetch: (items) => items.flatMap(({ holder, unit }) => [holderKey(holder), holderKey(unitHolderId(unit.sscc))]),
  *item(context, item) {
    const { world } = context;
    const chain = yield* chainOf(context, item.holder);
    atRestInCustody(context, chain);
    const found = yield* innerUnitOf(context, chain[0]!, item);
    const taken = removeFrom(world, chain, found.content);
    world.put(holderKey(found.id), holderOfTaken(found.stated, taken));
    context.emit({ type: 'UNPACKED', holder: found.id, source: item.holder, location: taken.location });
    return ACCEPTED;
  },
};

/** Intervals between holders: into one's own, a new SSCC, or a part without a number. */
export const split: Rule<'split'> = {
  command: 'split',
  roles: GOODS_ROLES,
  lapsedLicence: true,
  maxItems: 1000,
  bodyShape: {},
  itemShape: object({
    take: takes,
    into: optional(variants({ holder: object({ holder: fillableId }), sscc: object({ sscc, kind: unitKind }) })),
  }),
  prefetch: (items) =>
    items.flatMap(({ take, into }) => [
      ...take.map(({ holder }) => holderKey(holder)),
      ...(into ? [holderKey('holder' in into ? into.holder : unitHolderId(into.sscc))] : []),
    ]),
  *item(context, { take, into }) {
    const { world, actor, envelope } = context;
    if (into && 'holder' in into) {
      if (take.some(({ holder }) => holder === into.holder)) invalid('into.holder', 'must be none of the sources');
      const taken = yield* takeAll(context, take);
      const { id, location } = yield* placeInto(context, into.holder, taken);
      for (const { source } of taken) context.emit({ type: 'SPLIT', holder: id, source, location });
      return ACCEPTED;
    }
    const taken = yield* takeAll(context, take);
    const joined = join(taken, envelope.at);
    // Asked after the packs are out: a number whose last packs leave in this very item is free.
    const id = into ? yield* freeUnit(world, actor, into.sscc, 'into.sscc') : context.nextPart();
    world.put(holderKey(id), holderOfTaken({ id, kind: into ? into.kind : 'PART' }, joined, 'take'));
    for (const { source } of taken) context.emit({ type: 'SPLIT', holder: id, source, location: joined.location });
    return ACCEPTED;
  },
};
