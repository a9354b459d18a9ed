import { assessPack, tellableParams } from '../assess';
import type { PackReference, Target } from '../commands';
import type { Context } from '../context';
import type { ItemOutcome, Step } from '../decision';
import { holderKey, packKey } from '../keys';
import { refuse } from '../refusal';
import { ACCEPTED, DISPENSING_ROLES, type Rule } from '../rule';
import { endNow, questionOf, refuseEnded, refuseUnlessCustodian, refuseUnlessSuppliable } from './custody';
import { provenPack, putPack, refuseWhereabouts, subjectOf, whereabouts, withChain } from './pack-target';
import { keysOfTargets, MAX_TARGETS, packOrWhole } from './targets';
import { topmost, wholeTarget } from './whole-target';

/**
 * To the patient, exactly once, whoever races. A pack writes its PACK only, so that dispenses from one holder never
 * conflict; a topmost holder whole gets its `end`.
 * Order of refusals: what it is, already dispensed, custody, then whatever blocks it in the order of the catalogue.
 */
export const dispense: Rule<'dispense'> = {
  command: 'dispense',
  roles: DISPENSING_ROLES,
  lapsedLicence: false,
  maxItems: MAX_TARGETS,
  bodyShape: {},
  itemShape: packOrWhole,
  prefetch: keysOfTargets,
  item: (ctx, item) => ('pack' in item ? dispensePack(ctx, item.pack) : dispenseWhole(ctx, item)),
};

function* dispensePack(ctx: Context, reference: PackReference): Step<ItemOutcome> {
  const proven = yield* provenPack(ctx, reference);
  ctx.claim(packKey(reference.gtin, reference.packId), 'pack');
  const pack = withChain(proven, yield* whereabouts(ctx, reference));
  const assessment = assessPack(pack.facts, questionOf(ctx));
  const answer = () => refuse(assessment.outcome, tellableParams(assessment, [pack.goods], ctx.actor.gln), 'pack');
  // Before custody, and also where the leaf has moved on since it was looked up: a second one is not genuine.
  if (pack.end?.as === 'DISPENSED') answer();
  if (pack.chain.length === 0) yield* refuseWhereabouts(ctx, reference);
  refuseUnlessCustodian(ctx, pack.chain.at(-1)!, 'pack');
  if (assessment.outcome !== 'ACTIVE') answer();
  putPack(ctx, pack, (before) => ({ ...before, end: endNow(ctx, 'DISPENSED') }));
  ctx.emit({ type: 'DISPENSED', pack: subjectOf(reference) });
  return ACCEPTED;
}

function* dispenseWhole(ctx: Context, item: Extract<Target, { holder: unknown }>): Step<ItemOutcome> {
  const top = yield* topmost(ctx, item.holder);
  ctx.claim(top.id, 'holder');
  if (top.end?.as === 'DISPENSED') refuseEnded(ctx, top.end, 'holder');
  refuseUnlessCustodian(ctx, top);
  refuseUnlessSuppliable(ctx, yield* wholeTarget(ctx, top, item.children));
  ctx.world.put(holderKey(top.id), { ...top, end: endNow(ctx, 'DISPENSED') });
  ctx.emit({ type: 'DISPENSED', holder: top.id });
  return ACCEPTED;
}
