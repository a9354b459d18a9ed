import type { MissingResolution } from '../commands';
import type { Context } from '../context';
import { holderKey } from '../keys';
import type { EndState, HolderRecord } from '../records';
import { refuse } from '../refusal';
import { ACCEPTED, GOODS_ROLES, type Rule } from '../rule';
import { hash, holderId, location, object, oneOf, optional } from '../shape';
import { endNow } from './custody';
import { namedChildren, namedContent, piecesOf } from './leaving';
import { refuseForeignPlace } from './receive';
import { topmost } from './whole-target';

type Resolve = Context<'resolve'>;

/** What becomes of it where it is gone: lost ends as LOCKED, because it may turn up again. */
const ENDS: Readonly<Partial<Record<MissingResolution, EndState>>> = {
  LOST: 'LOCKED',
  STOLEN: 'STOLEN',
  DESTROYED: 'DESTROYED',
};
const MAX_RESOLUTIONS = 1000;

/**
 * Settles what was reported missing, all or named content and children: the addressee says found, the shipper everything
 * else. A hold does not stop it.
 */
export const resolve: Rule<'resolve'> = {
  command: 'resolve',
  roles: GOODS_ROLES,
  lapsedLicence: false,
  maxItems: MAX_RESOLUTIONS,
  bodyShape: { shipment: hash, location: optional(location) },
  itemShape: object({
    holder: holderId,
    as: oneOf('FOUND', 'RETURNED', 'NEVER_SENT', 'LOST', 'STOLEN', 'DESTROYED'),
    content: namedContent,
    children: namedChildren,
  }),
  prefetch: (items) => items.flatMap(({ holder, children = [] }) => [holder, ...children].map(holderKey)),
  *item(ctx, item) {
    refuseForeignPlace(ctx, ctx.body.location);
    const top = yield* topmost(ctx, item.holder);
    refuseUnlessSettling(ctx, top, item.as);
    for (const { holder, source } of yield* piecesOf(ctx, top, item)) {
      ctx.world.put(holderKey(holder.id), settled(ctx, holder, item.as));
      const event = { holder: holder.id, ...(source !== undefined && { source }), shipment: ctx.body.shipment };
      ctx.emit({ type: 'DISPUTE_RESOLVED', ...event, as: item.as });
    }
    return ACCEPTED;
  },
};

function refuseUnlessSettling({ actor, body }: Resolve, top: HolderRecord, as: MissingResolution): void {
  const { disputed, custodian } = top;
  if (as === 'FOUND') {
    if (disputed && disputed.to !== actor.gln) refuse('NOT_ADDRESSEE', undefined, 'holder');
  } else if (custodian !== actor.gln) refuse('NOT_CUSTODIAN', undefined, 'holder');
  if (!disputed) refuse('EXCEPTION_RESOLVED', { id: top.id }, 'holder');
  if (disputed.tx !== body.shipment) refuse('SHIPMENT_CHANGED', { id: disputed.tx }, 'holder');
}

function settled(ctx: Resolve, holder: HolderRecord, as: MissingResolution): HolderRecord {
  const { actor, body, envelope } = ctx;
  if (as === 'FOUND') {
    const location = body.location ?? { gln: envelope.at };
    return { ...holder, from: holder.custodian, custodian: actor.gln, location };
  }
  const end = ENDS[as];
  if (end) return { ...holder, end: endNow(ctx, end) };
  return body.location ? { ...holder, location: body.location } : holder;
}
