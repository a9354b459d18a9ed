import { atRestInCustody } from '../chain';
import type { ShipItem } from '../commands';
import { decodeContent, EMPTY_ENCODED } from '../content';
import type { Context } from '../context';
import type { Step } from '../decision';
import { holderKey, organisationKey } from '../keys';
import { holderOfTaken, join, takeAll } from '../moves';
import { isLicensed } from '../organisation';
import type { HolderRecord, Holds, OrganisationRecord } from '../records';
import { refuse } from '../refusal';
import { ACCEPTED, DISPENSING_ROLES, GOODS_ROLES, type Rule } from '../rule';
import { childIds, gln, hash, object, oneOf, optional, takes, variants, wholeId } from '../shape';
import { refuseUnlessSuppliable } from './custody';
import { goodsIn } from './goods';
import { linkFacts } from './pack-target';
import { topmost, type WholeTarget, wholeTarget } from './whole-target';

type Ship = Context<'ship'>;

const MAX_SHIPPED = 1000;
export const SENT_FOR_DESTRUCTION = 'sent for destruction';

/**
 * Topmost holders, or takes that become one part in this same command, on their way to an addressee; the shipper answers
 * for them until they are received. SUPPLY refuses whatever is blocked, in any child record too (rule 6); RETURN and
 * DESTRUCTION do not, and stay possible with a lapsed licence (rule 8).
 */
export const ship: Rule<'ship'> = {
  command: 'ship',
  roles: GOODS_ROLES,
  lapsedLicence: ({ purpose }) => purpose !== 'SUPPLY',
  maxItems: MAX_SHIPPED,
  bodyShape: { to: gln, purpose: oneOf('SUPPLY', 'RETURN', 'DESTRUCTION'), payloadHash: optional(hash) },
  itemShape: variants({
    holder: object({ holder: wholeId, children: optional(childIds) }),
    take: object({ take: takes }),
  }),
  prefetch: (items, { body }) => [
    organisationKey(body.to),
    ...items.flatMap((item) =>
      ('take' in item ? item.take.map(({ holder }) => holder) : [item.holder, ...(item.children ?? [])]).map(holderKey),
    ),
  ],
  *begin(ctx) {
    const { to, purpose } = ctx.body;
    const addressee = yield* addresseeOf(ctx);
    if (to === ctx.actor.gln || !GOODS_ROLES.includes(addressee.role)) wrongAddressee(ctx);
    if (purpose === 'DESTRUCTION' && DISPENSING_ROLES.includes(addressee.role)) wrongAddressee(ctx);
    // A return to the owner or the last shipper asks for no licence: that is looked at item by item.
    if (purpose !== 'RETURN' && !isLicensed(addressee, ctx.today)) refuse('NOT_LICENSED', { organisation: to }, 'to');
  },
  *item(ctx, item) {
    const leaving = yield* 'take' in item ? partLeaving(ctx, item.take) : wholeLeaving(ctx, item);
    if (ctx.body.purpose === 'SUPPLY') refuseUnlessSuppliable(ctx, yield* leaving.look());
    if (ctx.body.purpose === 'RETURN') yield* refuseUnlessReturnable(ctx, leaving);
    const { to, purpose, payloadHash } = ctx.body;
    const transit = { to, tx: ctx.tx, purpose, ...(payloadHash !== undefined && { payloadHash }) };
    const { holder } = leaving;
    ctx.world.put(holderKey(holder.id), { ...holder, transit, holds: holdsOnTheWay(ctx, holder.holds) });
    ctx.emit({ type: 'SHIPPED', holder: holder.id, to, shipment: ctx.tx, purpose });
    return ACCEPTED;
  },
};

/** A topmost holder about to leave, and a way to look at everything inside. */
interface Leaving {
  holder: HolderRecord;
  look(): Step<WholeTarget>;
}

function* wholeLeaving(ctx: Ship, item: Extract<ShipItem, { holder: unknown }>): Step<Leaving> {
  const holder = yield* topmost(ctx, item.holder);
  ctx.claim(holder.id, 'holder');
  atRestInCustody(ctx, [holder]);
  if (holder.content === EMPTY_ENCODED && holder.children === 0) refuse('EMPTY_UNIT', { id: holder.id }, 'holder');
  return { holder, look: () => wholeTarget(ctx, holder, item.children) };
}

function* partLeaving(ctx: Ship, take: Extract<ShipItem, { take: unknown }>['take']): Step<Leaving> {
  const taken = yield* takeAll(ctx, take);
  const holder = holderOfTaken({ id: ctx.nextPart(), kind: 'PART' }, join(taken, ctx.envelope.at), 'take');
  for (const { source } of taken) ctx.emit({ type: 'SPLIT', holder: holder.id, source, location: holder.location });
  const look = function* () {
    const content = decodeContent(holder.content);
    const goods = yield* goodsIn(ctx, content);
    const chain = [linkFacts(holder, holder.heldLeaves !== EMPTY_ENCODED)];
    return { content, goods, facts: { goods, chain, empty: false } };
  };
  return { holder, look };
}

function* addresseeOf({ world, body }: Ship): Step<OrganisationRecord> {
  const addressee = yield* world.get(organisationKey(body.to));
  return addressee ?? refuse('UNKNOWN_ORGANISATION', { gln: body.to }, 'to');
}

/** To any licensed organisation that does not dispense, to who shipped it last, or to the owner of all of it. */
function* refuseUnlessReturnable(ctx: Ship, { holder, look }: Leaving): Step<void> {
  const { to } = ctx.body;
  const addressee = yield* addresseeOf(ctx);
  const dispenses = DISPENSING_ROLES.includes(addressee.role);
  if (holder.from === to || (!dispenses && isLicensed(addressee, ctx.today))) return;
  const { goods } = yield* look();
  if (goods.length === 0 || goods.some(({ owner }) => owner !== to)) wrongAddressee(ctx);
}

function wrongAddressee({ body }: Ship): never {
  return refuse('WRONG_ADDRESSEE', { organisation: body.to }, 'to');
}

/** What is sent for destruction stays held by its shipper wherever it goes. */
function holdsOnTheWay({ body, actor, envelope }: Ship, holds: Holds): Holds {
  if (body.purpose !== 'DESTRUCTION') return holds;
  return { [actor.gln]: { reason: SENT_FOR_DESTRUCTION, since: envelope.occurredAt }, ...holds };
}
