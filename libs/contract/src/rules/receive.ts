import { EMPTY_ENCODED } from '../content';
import type { Context } from '../context';
import { holderKey } from '../keys';
import { hasPlace } from '../organisation';
import type { HolderRecord, Location } from '../records';
import { refuse } from '../refusal';
import { ACCEPTED, GOODS_ROLES, type Rule } from '../rule';
import { hash, holderId, location, object, oneOf, optional } from '../shape';
import { namedChildren, namedContent, namedInner, type Piece, piecesOf } from './leaving';
import { topmost } from './whole-target';

type Receive = Context<'receive'>;

export const DAMAGED = 'damaged on receipt';
const MAX_RECEIPTS = 1000;

/**
 * By the addressee, naming the shipment: whole holders, or what is named of them; the rest stays in transit under the
 * same shipment. Missing: disputed, and still the shipper's. Damaged: received, and held by the receiver.
 */
export const receive: Rule<'receive'> = {
  command: 'receive',
  roles: GOODS_ROLES,
  lapsedLicence: false,
  maxItems: MAX_RECEIPTS,
  bodyShape: { shipment: hash, location: optional(location) },
  itemShape: object({
    holder: holderId,
    as: oneOf('RECEIVED', 'MISSING', 'DAMAGED'),
    content: namedContent,
    children: namedChildren,
    inner: namedInner,
  }),
  prefetch: (items) => items.flatMap(({ holder, children = [] }) => [holder, ...children].map(holderKey)),
  *item(ctx, item) {
    refuseForeignPlace(ctx, ctx.body.location);
    const top = yield* topmost(ctx, item.holder);
    refuseUnlessArriving(ctx, top);
    for (const piece of yield* piecesOf(ctx, top, item)) {
      if (item.as === 'MISSING') report(ctx, piece);
      else arrive(ctx, piece, item.as === 'DAMAGED');
    }
    return ACCEPTED;
  },
};

/** Goods are put at a place of who puts them there. */
export function refuseForeignPlace({ actor }: Pick<Context, 'actor'>, place: Location | undefined): void {
  if (place && !hasPlace(actor, place.gln)) refuse('UNKNOWN_LOCATION', { gln: place.gln }, 'location.gln');
}

function refuseUnlessArriving({ actor, body }: Receive, { id, transit, disputed }: HolderRecord): void {
  if (disputed?.to === actor.gln) refuse('DISPUTED', undefined, 'holder');
  if (!transit) refuse('NOT_IN_TRANSIT', { id }, 'holder');
  if (transit.to !== actor.gln) refuse('NOT_ADDRESSEE', undefined, 'holder');
  if (transit.tx !== body.shipment) refuse('SHIPMENT_CHANGED', { id: transit.tx }, 'holder');
}

function arrive(ctx: Receive, { holder, source }: Piece, damaged: boolean): void {
  const { actor, body, envelope, world } = ctx;
  const place = body.location ?? { gln: envelope.at };
  const hold = { reason: DAMAGED, since: envelope.occurredAt };
  world.put(holderKey(holder.id), {
    ...holder,
    from: holder.custodian,
    custodian: actor.gln,
    location: place,
    ...(damaged && { holds: { ...holder.holds, [actor.gln]: hold } }),
  });
  const event = { holder: holder.id, ...(source !== undefined && { source }), shipment: body.shipment };
  ctx.emit({ type: 'RECEIVED', ...event, location: place });
  if (damaged) ctx.emit({ type: 'QUARANTINED', ...event, as: 'DAMAGED', reason: DAMAGED });
}

/** Missing: the shipper answers for it until the two have settled it. */
function report(ctx: Receive, { holder, source }: Piece): void {
  const { actor, body, world } = ctx;
  // Nothing can be missing that is not in it.
  if (holder.content === EMPTY_ENCODED && holder.children === 0) refuse('EMPTY_UNIT', { id: holder.id }, 'children');
  world.put(holderKey(holder.id), { ...holder, disputed: { to: actor.gln, tx: body.shipment } });
  const event = { holder: holder.id, ...(source !== undefined && { source }), shipment: body.shipment };
  ctx.emit({ type: 'DISPUTED', ...event, to: actor.gln });
}
