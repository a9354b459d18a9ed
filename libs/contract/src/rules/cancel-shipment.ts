import { holderKey } from '../keys';
import { refuse } from '../refusal';
import { ACCEPTED, GOODS_ROLES, type Rule } from '../rule';
import { hash, holderId, object } from '../shape';
import { refuseUnlessCustodian } from './custody';
import { topmost } from './whole-target';

const MAX_CANCELLED = 1000;

/** Takes back what is still in transit: by its shipper, with a lapsed licence too (rule 8). Holds stay. */
export const cancelShipment: Rule<'cancelShipment'> = {
  command: 'cancelShipment',
  roles: GOODS_ROLES,
  lapsedLicence: true,
  maxItems: MAX_CANCELLED,
  bodyShape: { shipment: hash },
  itemShape: object({ holder: holderId }),
  prefetch: (items) => items.map(({ holder }) => holderKey(holder)),
  *item(ctx, item) {
    const { shipment } = ctx.body;
    const top = yield* topmost(ctx, item.holder);
    ctx.claim(top.id, 'holder');
    refuseUnlessCustodian(ctx, top);
    if (top.disputed) refuse('DISPUTED', undefined, 'holder');
    const { transit, ...atRest } = top;
    if (!transit) return refuse('NOT_IN_TRANSIT', { id: top.id }, 'holder');
    if (transit.tx !== shipment) refuse('SHIPMENT_CHANGED', { id: transit.tx }, 'holder');
    ctx.world.put(holderKey(top.id), atRest);
    ctx.emit({ type: 'SHIPMENT_CANCELLED', holder: top.id, shipment });
    return ACCEPTED;
  },
};
