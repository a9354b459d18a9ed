import { type Assessment, assessPack, assessUnit, isSpoiled, tellableParams } from '../assess';
import type { DecommissionBody, PackReference, Target } from '../commands';
import type { Context } from '../context';
import type { ItemOutcome, Step } from '../decision';
import type { GoodsFacts } from '../facts';
import { holderKey, packKey } from '../keys';
import type { End } from '../records';
import { refuse } from '../refusal';
import { ACCEPTED, GOODS_ROLES, type Rule } from '../rule';
import { oneOf } from '../shape';
import { endNow, questionOf, refuseEnded, refuseUnlessAtRest, refuseUnlessSuppliable } from './custody';
import { packTarget, putPack, subjectOf } from './pack-target';
import { keysOfTargets, MAX_TARGETS, packOrWhole } from './targets';
import { isHeldAnywhere, topmost, wholeTarget } from './whole-target';

type As = DecommissionBody['as'];
type Decommission = Context<'decommission'>;

/** These give it away, and refuse whatever is blocked, as dispense does. */
const GIVES_AWAY: ReadonlySet<As> = new Set(['EXPORTED', 'SAMPLE', 'FREE_SAMPLE', 'CHECKED_OUT']);
/** These may replace LOCKED, by the present custodian, whatever the chain's end. */
const REPLACES_LOCKED: ReadonlySet<As> = new Set(['DESTROYED', 'STOLEN']);

/**
 * Out of the supply chain other than to a patient: a pack, or a topmost holder whole.
 * What is expired, recalled or withdrawn may be destroyed, reported stolen or locked: done, and answered with that code.
 */
export const decommission: Rule<'decommission'> = {
  command: 'decommission',
  roles: GOODS_ROLES,
  lapsedLicence: false,
  maxItems: MAX_TARGETS,
  bodyShape: { as: oneOf(...GIVES_AWAY, ...REPLACES_LOCKED, 'LOCKED') },
  itemShape: packOrWhole,
  prefetch: keysOfTargets,
  item: (ctx, item) => ('pack' in item ? endPack(ctx, item.pack) : endWhole(ctx, item)),
};

function* endPack(ctx: Decommission, reference: PackReference): Step<ItemOutcome> {
  const { as } = ctx.body;
  const pack = yield* packTarget(ctx, reference);
  ctx.claim(packKey(reference.gtin, reference.packId), 'pack');
  refuseUnlessAtRest(ctx, pack.chain, 'pack');
  const assessment = assessPack(pack.facts, questionOf(ctx));
  if (GIVES_AWAY.has(as) && assessment.outcome !== 'ACTIVE') {
    refuse(assessment.outcome, tellableParams(assessment, [pack.goods], ctx.actor.gln), 'pack');
  }
  refuseUnlessReplaceable(ctx, pack.end, 'pack');
  putPack(ctx, pack, (before) => ({ ...before, end: endNow(ctx, as) }));
  ctx.emit({ type: 'DECOMMISSIONED', pack: subjectOf(reference), as });
  return done(ctx, assessment, [pack.goods]);
}

function* endWhole(ctx: Decommission, item: Extract<Target, { holder: unknown }>): Step<ItemOutcome> {
  const { as } = ctx.body;
  const top = yield* topmost(ctx, item.holder);
  ctx.claim(top.id, 'holder');
  refuseUnlessAtRest(ctx, [top]);
  refuseUnlessReplaceable(ctx, top.end, 'holder');
  const whole = yield* wholeTarget(ctx, top, item.children);
  if (whole.facts.empty) refuse('EMPTY_UNIT', undefined, 'holder');
  if (GIVES_AWAY.has(as)) refuseUnlessSuppliable(ctx, whole);
  // Rule 6: any end but these two could be undone, and what somebody holds would come back as it went.
  if (!REPLACES_LOCKED.has(as) && isHeldAnywhere(whole)) refuse('QUARANTINED', undefined, 'holder');
  ctx.world.put(holderKey(top.id), { ...top, end: endNow(ctx, as) });
  ctx.emit({ type: 'DECOMMISSIONED', holder: top.id, as });
  return done(ctx, assessUnit(whole.facts, questionOf(ctx)), whole.goods);
}

/** Refuses with the end that it has, unless destroyed or stolen replaces locked. */
function refuseUnlessReplaceable(ctx: Decommission, end: End | undefined, field: string): void {
  if (end && !(end.as === 'LOCKED' && REPLACES_LOCKED.has(ctx.body.as))) refuseEnded(ctx, end, field);
}

/** RECALLED, WITHDRAWN or EXPIRED, which come first in the catalogue, with `ok: true`: done, and the caller sees what it was. */
function done(ctx: Decommission, assessment: Assessment, goods: readonly GoodsFacts[]): ItemOutcome {
  if (!isSpoiled(goods, ctx.today)) return ACCEPTED;
  return { ok: true, outcome: assessment.outcome, params: tellableParams(assessment, goods, ctx.actor.gln) };
}
