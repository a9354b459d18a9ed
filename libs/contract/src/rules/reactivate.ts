import { isSpoiled } from '../assess';
import type { PackReference, Target } from '../commands';
import type { Context } from '../context';
import type { ItemOutcome, Step } from '../decision';
import type { GoodsFacts } from '../facts';
import { holderKey, packKey } from '../keys';
import type { End } from '../records';
import { refuse } from '../refusal';
import { ACCEPTED, GOODS_ROLES, type Rule } from '../rule';
import { oneOf } from '../shape';
import { undoRefusal, undoUntil } from '../undo';
import { refuseUnlessAtRest } from './custody';
import { leafOut } from './leaving';
import { packTarget, putPack, subjectOf } from './pack-target';
import { keysOfTargets, MAX_TARGETS, packOrWhole } from './targets';
import { topmost, wholeTarget } from './whole-target';

type Reactivate = Context<'reactivate'>;

/**
 * Undoes an end, naming it: by the same organisation at the same place, which has it in present custody, at rest, within
 * ten days (locked: no limit); never what is stolen, destroyed, recalled, withdrawn or expired.
 */
export const reactivate: Rule<'reactivate'> = {
  command: 'reactivate',
  roles: GOODS_ROLES,
  lapsedLicence: false,
  maxItems: MAX_TARGETS,
  bodyShape: {
    from: oneOf('DISPENSED', 'EXPORTED', 'DESTROYED', 'STOLEN', 'SAMPLE', 'FREE_SAMPLE', 'CHECKED_OUT', 'LOCKED'),
  },
  itemShape: packOrWhole,
  prefetch: keysOfTargets,
  item: (ctx, item) => ('pack' in item ? reactivatePack(ctx, item.pack) : reactivateWhole(ctx, item)),
};

function* reactivatePack(ctx: Reactivate, reference: PackReference): Step<ItemOutcome> {
  const pack = yield* packTarget(ctx, reference);
  ctx.claim(packKey(reference.gtin, reference.packId), 'pack');
  refuseUnlessAtRest(ctx, pack.chain, 'pack');
  refuseUnlessUndoable(ctx, pack.end, [pack.goods]);
  putPack(ctx, pack, ({ end: _undone, ...before }) => before);
  // Nothing inside an ended holder is active: its leaf goes out to a part at rest.
  if (pack.chain.some((holder) => holder.end)) leafOut(ctx, pack.chain, pack.content);
  ctx.emit({ type: 'REACTIVATED', pack: subjectOf(reference), as: ctx.body.from });
  return ACCEPTED;
}

function* reactivateWhole(ctx: Reactivate, item: Extract<Target, { holder: unknown }>): Step<ItemOutcome> {
  const top = yield* topmost(ctx, item.holder);
  ctx.claim(top.id, 'holder');
  refuseUnlessAtRest(ctx, [top]);
  const { goods } = yield* wholeTarget(ctx, top, item.children);
  refuseUnlessUndoable(ctx, top.end, goods);
  const { end: _undone, ...active } = top;
  ctx.world.put(holderKey(top.id), active);
  ctx.emit({ type: 'REACTIVATED', holder: top.id, as: ctx.body.from });
  return ACCEPTED;
}

/** Rule 12: the ten days run from `end.time` to this command's issuedAt, and its occurredAt is not before `end.time`. */
function refuseUnlessUndoable(ctx: Reactivate, end: End | undefined, goods: readonly GoodsFacts[]): void {
  const { envelope, actor, body } = ctx;
  if (end?.as !== body.from) refuse('UNDO_WRONG_STATE', { state: end?.as ?? 'ACTIVE', wanted: body.from });
  const goodsBlocked = isSpoiled(goods, ctx.today);
  const question = { asker: actor.gln, askerAt: envelope.at, time: envelope.issuedAt, goodsBlocked };
  const refusal = undoRefusal(end, question);
  if (refusal === 'UNDO_TOO_LATE') refuse(refusal, { since: end.time, undoUntil: undoUntil(end)! });
  if (refusal === 'UNDO_FORBIDDEN') refuse(refusal, { state: end.as });
  // The place is named only to who was there.
  if (refusal === 'UNDO_OTHER_PLACE') refuse(refusal, end.by === actor.gln ? { place: end.place } : {});
  if (refusal) refuse(refusal);
  if (envelope.occurredAt < end.time) {
    refuse('INVALID_INPUT', { field: 'occurredAt', rule: 'must not be before what it undoes' }, 'occurredAt');
  }
}
