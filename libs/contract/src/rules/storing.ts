import { atRestInCustody, chainOf } from '../chain';
import type { StoreBody } from '../commands';
import { EMPTY_ENCODED } from '../content';
import type { Context } from '../context';
import type { Step } from '../decision';
import { type HolderId, holderKey, zoneHolderId } from '../keys';
import { placeInto, takeAll } from '../moves';
import { hasPlace } from '../organisation';
import { refuse } from '../refusal';
import { ACCEPTED, GOODS_ROLES, type Rule } from '../rule';
import { invalid, location, object, takes, variants, wholeId } from '../shape';
import { newHolder } from '../units';
import { nestedIn } from './packing';

/** Topmost holders to a place, or leaves into the actor's pick zone there. */
export const store: Rule<'store'> = {
  command: 'store',
  roles: GOODS_ROLES,
  lapsedLicence: false,
  maxItems: 1000,
  bodyShape: { location },
  itemShape: variants({ holder: object({ holder: wholeId }), take: object({ take: takes }) }),
  prefetch: (items, envelope) =>
    items.flatMap((item) =>
      'holder' in item
        ? [holderKey(item.holder)]
        : [...item.take.map(({ holder }) => holderKey(holder)), holderKey(zoneOf(envelope.actor, envelope.body))],
    ),
  // biome-ignore lint/correctness/useYield: asks for nothing
  *begin({ actor, body }) {
    if (!hasPlace(actor, body.location.gln)) refuse('UNKNOWN_LOCATION', { gln: body.location.gln }, 'location.gln');
  },
  *item(context, item) {
    if ('holder' in item) yield* storeWhole(context, item.holder);
    else yield* storeInZone(context, item.take);
    return ACCEPTED;
  },
};

const zoneOf = (keeper: string, { location: { gln, extension } }: StoreBody): HolderId =>
  zoneHolderId(keeper, gln, extension);

function* storeWhole(context: Context<'store'>, id: HolderId): Step<void> {
  const chain = yield* chainOf(context, id);
  atRestInCustody(context, chain);
  if (chain.length > 1) refuse('UNIT_NESTED', nestedIn(chain[1]!.id), 'holder');
  const { location: where } = context.body;
  context.world.put(holderKey(id), { ...chain[0]!, location: where });
  context.emit({ type: 'STORED', holder: id, location: where });
}

function* storeInZone(context: Context<'store'>, take: StoreTake): Step<void> {
  const { world, actor, body } = context;
  const id = zoneOf(actor.gln, body);
  if (take.some(({ holder }) => holder === id)) invalid('take', 'is in that zone already');
  const taken = yield* takeAll(context, take);
  // Made on first use, and then like any holder that exists: what is held stays out of it.
  if (!(yield* world.get(holderKey(id)))) {
    const zone = newHolder({ id, kind: 'ZONE', content: EMPTY_ENCODED, custodian: actor.gln, location: body.location });
    world.put(holderKey(id), zone);
  }
  yield* placeInto(context, id, taken, 'location');
  for (const { source } of taken) context.emit({ type: 'STORED', holder: id, source, location: body.location });
}

type StoreTake = Extract<StoreBody['items'][number], { take: unknown }>['take'];
