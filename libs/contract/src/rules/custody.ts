import { assessUnit, endOutcome, type Question, tellableParams } from '../assess';
import type { Context } from '../context';
import type { Parameters } from '../decision';
import type { End, EndState, HolderRecord } from '../records';
import { refuse } from '../refusal';
import type { WholeTarget } from './whole-target';

/** `topmost`: the last of the chain, whose custodian counts. Refuses NOT_CUSTODIAN, and never says who is. */
export function refuseUnlessCustodian({ actor }: Pick<Context, 'actor'>, topmost: HolderRecord, field = 'holder') {
  if (topmost.custodian !== actor.gln) refuse('NOT_CUSTODIAN', undefined, field);
}

/** In custody, neither disputed nor on the way, ended or not. Refuses NOT_CUSTODIAN, DISPUTED, IN_TRANSIT. */
export function refuseUnlessAtRest(ctx: Context, chain: readonly HolderRecord[], field = 'holder'): void {
  refuseUnlessCustodian(ctx, chain.at(-1)!, field);
  if (chain.some((holder) => holder.disputed)) refuse('DISPUTED', undefined, field);
  if (chain.some((holder) => holder.transit)) refuse('IN_TRANSIT', undefined, field);
}

/** An end as this command sets it: occurredAt is when it happened (rule 12). */
export function endNow({ envelope, tx }: Context, as: EndState): End {
  return { as, by: envelope.actor, place: envelope.at, time: envelope.occurredAt, tx };
}

/** When it ended, and by whom only where that was the actor. */
export function refuseEnded({ actor }: Pick<Context, 'actor'>, end: End, field?: string): never {
  const params: Parameters = { since: end.time, ...(end.by === actor.gln && { by: end.by }) };
  return refuse(endOutcome(end, actor.gln), params, field);
}

/** May it be supplied by the actor, on the day that counts for this command (rule 12)? */
export function questionOf({ actor, envelope, today }: Context): Question {
  // Which of both times counts is for the context to say; the question wants one of that day.
  const time = today === envelope.occurredAt.slice(0, 10) ? envelope.occurredAt : envelope.issuedAt;
  return { asker: actor.gln, askerAt: envelope.at, time, purpose: 'SUPPLY' };
}

/** Refuses whatever blocks any of it: a hold, a held leaf, a recall, withdrawal or expiry of anything inside. */
export function refuseUnlessSuppliable(ctx: Context, { facts, goods }: WholeTarget): void {
  const assessment = assessUnit(facts, questionOf(ctx));
  if (assessment.outcome !== 'ACTIVE') refuse(assessment.outcome, tellableParams(assessment, goods, ctx.actor.gln));
}
