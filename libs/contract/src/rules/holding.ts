import { atRestInCustody, chainOf } from '../chain';
import type { HoldTarget, PackReference } from '../commands';
import { decodeContent, encodeContent, subtract, unite } from '../content';
import type { Context } from '../context';
import type { ItemOutcome, Step } from '../decision';
import { batchKey, type Hex, type HolderId, holderKey } from '../keys';
import type { HolderRecord, Holds } from '../records';
import { refuse } from '../refusal';
import { ACCEPTED, GOODS_ROLES, type Rule } from '../rule';
import { text } from '../shape';
import { batchOf, isRegulator, refuseUnlessOwnerOrRegulator } from './batches';
import { goodsIn } from './goods';
import { packTarget, putPack, subjectOf } from './pack-target';
import { holdTarget, keysOfTargets, MAX_TARGETS } from './targets';
import { wholeTarget } from './whole-target';

type Quarantine = Context<'quarantine'>;

export const reasonShape = text(500);

/**
 * Holds something back: its custodian what is at rest with it; the product's owner and the regulator wherever it is.
 * One hold per organisation: a second one says a new reason.
 */
export const quarantine: Rule<'quarantine'> = {
  command: 'quarantine',
  roles: ['REGULATOR', ...GOODS_ROLES],
  lapsedLicence: false,
  maxItems: MAX_TARGETS,
  bodyShape: { reason: reasonShape },
  itemShape: holdTarget,
  prefetch: keysOfTargets,
  item(ctx, item) {
    if ('pack' in item) return holdPack(ctx, item.pack);
    return 'batch' in item ? holdBatch(ctx, item.batch) : holdHolder(ctx, item);
  },
};

function withHold({ actor, body, envelope }: Quarantine, holds: Holds): Holds {
  const since = holds[actor.gln]?.since ?? envelope.occurredAt;
  return { ...holds, [actor.gln]: { reason: body.reason, since } };
}

function* holdPack(ctx: Quarantine, reference: PackReference): Step<ItemOutcome> {
  const pack = yield* packTarget(ctx, reference);
  if (pack.goods.owner !== ctx.actor.gln && !isRegulator(ctx)) atRestInCustody(ctx, pack.chain, 'pack');
  putPack(ctx, pack, (before) => ({ ...before, holds: withHold(ctx, before.holds) }));
  // Marked in its holder too, so that a unit is known to hold something back without a look at each pack in it.
  const holder = pack.chain[0]!;
  const others = subtract(decodeContent(holder.heldLeaves), pack.content);
  const heldLeaves = encodeContent(unite(others, pack.content)!, 'pack.holder');
  if (heldLeaves !== holder.heldLeaves) ctx.world.put(holderKey(holder.id), { ...holder, heldLeaves });
  ctx.emit({ type: 'QUARANTINED', pack: subjectOf(reference), reason: ctx.body.reason });
  return ACCEPTED;
}

function* holdHolder(ctx: Quarantine, item: Extract<HoldTarget, { holder: unknown }>): Step<ItemOutcome> {
  const chain = yield* chainOf(ctx, item.holder);
  const holder = chain[0]!;
  const resting = chain.every(({ transit, disputed, end }) => !transit && !disputed && !end);
  const hasIt = chain.at(-1)!.custodian === ctx.actor.gln && resting;
  if (!hasIt && !isRegulator(ctx)) yield* refuseUnlessOwner(ctx, chain, item.children);
  ctx.world.put(holderKey(holder.id), { ...holder, holds: withHold(ctx, holder.holds) });
  ctx.emit({ type: 'QUARANTINED', holder: holder.id, reason: ctx.body.reason });
  return ACCEPTED;
}

/** An owner holds a unit only if there is something in it and all of that is the owner's: child records' too, which are listed. */
function* refuseUnlessOwner(
  ctx: Quarantine,
  chain: readonly HolderRecord[],
  children?: readonly HolderId[],
): Step<void> {
  const holder = chain[0]!;
  const isOwn = ({ owner }: { owner: string }) => owner === ctx.actor.gln;
  const direct = yield* goodsIn(ctx, decodeContent(holder.content));
  // Who owns nothing of it is answered as any stranger, and learns nothing of what else is inside.
  if (direct.length > 0 && !direct.some(isOwn)) atRestInCustody(ctx, chain);
  const { goods } = yield* wholeTarget(ctx, holder, children);
  if (!goods.some(isOwn)) atRestInCustody(ctx, chain);
  if (!goods.every(isOwn)) refuse('NOT_OWNER', undefined, 'holder');
}

/** A batch by its product's owner or the regulator: it lies with many. */
function* holdBatch(ctx: Quarantine, id: Hex): Step<ItemOutcome> {
  const batch = yield* batchOf(ctx, id);
  yield* refuseUnlessOwnerOrRegulator(ctx, batch);
  ctx.world.put(batchKey(id), { ...batch, holds: withHold(ctx, batch.holds) });
  ctx.emit({ type: 'QUARANTINED', batch: id, reason: ctx.body.reason });
  return ACCEPTED;
}
