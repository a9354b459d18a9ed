import { productKey } from '../keys';
import { coversKey } from '../organisation';
import { refuse } from '../refusal';
import { ACCEPTED, GOODS_ROLES, type Rule } from '../rule';
import { gtin, integer, object, optional, text } from '../shape';

const millicelsius = integer(-273_150, 1_000_000);

/** By the organisation whose company prefix covers the GTIN, whatever goods it handles: the regulator gave it the prefix. */
export const registerProduct: Rule<'registerProduct'> = {
  command: 'registerProduct',
  roles: GOODS_ROLES,
  lapsedLicence: false,
  maxItems: 100,
  bodyShape: {},
  itemShape: object({
    gtin,
    name: text(200),
    nameZh: optional(text(200)),
    form: optional(text(100)),
    strength: optional(text(100)),
    packSize: optional(text(100)),
    storage: object({
      minMillicelsius: optional(millicelsius),
      maxMillicelsius: optional(millicelsius),
      note: optional(text(200)),
    }),
  }),
  prefetch: (items) => items.map((item) => productKey(item.gtin)),
  *item({ world, actor }, item) {
    if (!coversKey(actor, item.gtin)) refuse('NOT_OWNER', { gtin: item.gtin }, 'gtin');
    if (yield* world.get(productKey(item.gtin))) refuse('ALREADY_EXISTS', { kind: 'product', id: item.gtin }, 'gtin');
    const { minMillicelsius: min, maxMillicelsius: max } = item.storage;
    if (min !== undefined && max !== undefined && min > max) {
      refuse('INVALID_INPUT', { field: 'storage', rule: 'minMillicelsius is above maxMillicelsius' }, 'storage');
    }
    world.put(productKey(item.gtin), { ...item, owner: actor.gln });
    return ACCEPTED;
  },
};

export const withdrawProduct: Rule<'withdrawProduct'> = {
  command: 'withdrawProduct',
  roles: GOODS_ROLES,
  lapsedLicence: false,
  maxItems: 100,
  bodyShape: {},
  itemShape: object({ gtin, reason: text(500) }),
  prefetch: (items) => items.map((item) => productKey(item.gtin)),
  *item({ world, actor, envelope, tx }, item) {
    const product = yield* world.get(productKey(item.gtin));
    if (!product) return refuse('UNKNOWN_PRODUCT', { gtin: item.gtin }, 'gtin');
    if (product.owner !== actor.gln) refuse('NOT_OWNER', { gtin: item.gtin }, 'gtin');
    // The first reason stands.
    if (product.withdrawn) refuse('WITHDRAWN', { gtin: item.gtin, reason: product.withdrawn.reason }, 'gtin');
    world.put(productKey(item.gtin), { ...product, withdrawn: { reason: item.reason, time: envelope.occurredAt, tx } });
    return ACCEPTED;
  },
};
