import { type PackOutcome, precedence, type Severity, severityOf } from '@packproof/outcomes';
import type { Parameters } from './decision';
import type { GoodsFacts, LinkFacts, PackFacts, RecallFacts, UnitFacts } from './facts';
import type { Gln } from './keys';
import type { End, Holds } from './records';
import { effectiveEnd } from './states';
import { undoRefusal, undoUntil } from './undo';

/**
 * The one truth for "may it be supplied?" and for the order of answers (outcomes.md "Answers about a pack or unit").
 * Used by the rules on world state and by verify on the read model's rows; pure, and never asks for anything.
 */
export type VerifyPurpose = 'SUPPLY' | 'RECEIPT' | 'RETURN' | 'INFORMATION';

export interface Question {
  asker: Gln;
  /** The asker's place, for the undo; left out, the place is not looked at. */
  askerAt?: Gln;
  /** RFC 3339, UTC: the moment that counts, whose date is compared with the expiry. */
  time: string;
  purpose: VerifyPurpose;
  /** RETURN: the asker has had it in custody before. */
  heldBefore?: boolean;
}

export interface Assessment {
  /** The first that is true, in the table's order. */
  outcome: PackOutcome;
  /** All further truths, in the same order. */
  others: PackOutcome[];
  /** The table's, but OK for what the purpose expects. */
  severity: Severity;
  /** When it came into the state that `outcome` names: an end's occurredAt, or when it was held. RFC 3339. */
  since?: string;
  /** What counts as its end; who did it is for those who may know. */
  end?: End;
  /** The earliest hold, where there is one whose setter is known. */
  hold?: { by: Gln; reason: string; since: string };
  /** The recall that covers it. */
  recall?: RecallFacts;
  /** The asker could undo the end now; `undoUntil` is absent where there is no limit. */
  undoable: boolean;
  undoUntil?: string;
}

/** What blocks goods whatever holder they are in: recall, withdrawal, expiry, a hold on the batch. */
export function goodsTruths(goods: GoodsFacts, today: string): PackOutcome[] {
  const truths: PackOutcome[] = [];
  if (goods.batch.recalls.some((recall) => recall.covers)) truths.push('RECALLED');
  if (goods.product.withdrawn) truths.push('WITHDRAWN');
  if (today > goods.batch.expiry) truths.push('EXPIRED');
  if (Object.keys(goods.batch.holds).length > 0) truths.push('QUARANTINED');
  return truths;
}

/** Recalled, withdrawn or expired: such goods end with their code, and never come back. */
export function isSpoiled(goods: readonly GoodsFacts[], today: string): boolean {
  return goods.some((one) => goodsTruths(one, today).some((truth) => truth !== 'QUARANTINED'));
}

export function assessPack(facts: PackFacts, question: Question): Assessment {
  return assess(
    { goods: [facts], chain: facts.chain, ownEnd: facts.pack?.end, ownHolds: facts.pack?.holds, empty: false },
    question,
  );
}

/** `undefined`: no such SSCC is on record. */
export function assessUnit(facts: UnitFacts | undefined, question: Question): Assessment {
  if (!facts) return { outcome: 'UNKNOWN_UNIT', others: [], severity: severityOf('UNKNOWN_UNIT'), undoable: false };
  return assess({ ...facts, ownHolds: facts.childrenHeld }, question);
}

interface Subject {
  goods: readonly GoodsFacts[];
  chain: readonly LinkFacts[];
  ownEnd?: End;
  ownHolds?: Holds;
  empty: boolean;
}

function assess(subject: Subject, question: Question): Assessment {
  const today = question.time.slice(0, 10);
  const end = effectiveEnd(subject.ownEnd, subject.chain);
  const truths = subject.goods.flatMap((goods) => goodsTruths(goods, today));
  if (end) truths.push(endOutcome(end, question.asker));
  const hold = earliestHold(subject);
  if (hold || subject.chain[0]?.heldLeaf) truths.push('QUARANTINED');
  // Ended packs are neither expected nor missing anywhere: nothing is said about the whereabouts of what has ended.
  if (!end) truths.push(...whereabouts(subject, question.asker));
  if (truths.length === 0) truths.push('ACTIVE');
  const [outcome, ...others] = precedence(truths) as [PackOutcome, ...PackOutcome[]];
  return {
    outcome,
    others,
    severity: isExpected(outcome, question) ? 'OK' : severityOf(outcome),
    ...told('since', end && outcome === endOutcome(end, question.asker) ? end.time : undefined),
    ...told('since', outcome === 'QUARANTINED' ? hold?.since : undefined),
    ...told('end', end),
    ...told('hold', hold),
    ...told(
      'recall',
      subject.goods.flatMap((goods) => goods.batch.recalls).find((recall) => recall.covers),
    ),
    ...undo(end, subject, question),
  };
}

/** `verify(purpose: RECEIPT)` answers OK for what is on its way; RETURN for what the asker had before. */
function isExpected(outcome: PackOutcome, { purpose, heldBefore }: Question): boolean {
  return (
    (purpose === 'RECEIPT' && outcome === 'NOT_RECEIVED') ||
    (purpose === 'RETURN' && outcome === 'ACTIVE_ELSEWHERE' && heldBefore === true)
  );
}

/** How an end is called by who asks. */
export function endOutcome(end: End, asker: Gln): PackOutcome {
  if (end.as !== 'DISPENSED') return end.as;
  return end.by === asker ? 'ALREADY_DISPENSED_HERE' : 'ALREADY_DISPENSED_ELSEWHERE';
}

/** Where it is, as the asker sees it. Only the topmost holder's custodian counts. */
function whereabouts({ chain, empty }: Subject, asker: Gln): PackOutcome[] {
  const truths: PackOutcome[] = empty ? ['EMPTY_UNIT'] : [];
  if (chain.some((link) => link.disputed)) truths.push('DISPUTED');
  const transit = chain.find((link) => link.transit)?.transit;
  if (transit?.to === asker) truths.push('NOT_RECEIVED');
  else if (chain.at(-1)?.custodian !== asker) truths.push('ACTIVE_ELSEWHERE');
  else if (transit) truths.push('IN_TRANSIT');
  return truths;
}

function earliestHold({ goods, chain, ownHolds }: Subject): Assessment['hold'] {
  const all = [ownHolds, ...chain.map((link) => link.holds), ...goods.map(({ batch }) => batch.holds)];
  let earliest: Assessment['hold'];
  for (const holds of all) {
    for (const [by, { reason, since }] of Object.entries(holds ?? {})) {
      if (!earliest || since < earliest.since) earliest = { by, reason, since };
    }
  }
  return earliest;
}

function undo(end: End | undefined, { goods, chain }: Subject, question: Question) {
  const topmost = chain.at(-1);
  const atRest = !chain.some((link) => link.transit || link.disputed);
  if (!end || topmost?.custodian !== question.asker || !atRest) return { undoable: false };
  const goodsBlocked = isSpoiled(goods, question.time.slice(0, 10));
  if (undoRefusal(end, { ...question, goodsBlocked })) return { undoable: false };
  return { undoable: true, ...told('undoUntil', undoUntil(end)) };
}

/**
 * What a refusal tells the asker about itself: when, and by whom only where it was the asker. No other organisation is
 * ever named here; a door that knows what the asker may know adds names.
 */
export function tellableParams(assessment: Assessment, goods: readonly GoodsFacts[], asker: Gln): Parameters {
  const { outcome, recall, hold, end } = assessment;
  const params: Parameters = { ...told('since', assessment.since), ...told('undoUntil', assessment.undoUntil) };
  if (outcome === 'RECALLED' && recall) {
    Object.assign(params, told('recallClass', recall.class), told('level', recall.level));
    Object.assign(params, told('reason', recall.reason), told('instructions', recall.instructions));
  }
  if (outcome === 'WITHDRAWN') {
    Object.assign(params, told('reason', goods.find(({ product }) => product.withdrawn)?.product.withdrawn?.reason));
  }
  if (outcome === 'EXPIRED') Object.assign(params, told('expiry', goods.map(({ batch }) => batch.expiry).sort()[0]));
  if (outcome === 'QUARANTINED' && hold?.by === asker) Object.assign(params, { by: asker, reason: hold.reason });
  if (end?.by === asker && assessment.since === end.time) params.by = asker;
  // What may be a falsified pack is said even where something else comes first.
  const twice = assessment.others.filter((other) => other.startsWith('ALREADY_DISPENSED_'));
  if (twice.length > 0 && end) Object.assign(params, { others: twice, since: end.time });
  return params;
}

/** A member that is left out where there is nothing to tell. */
function told<K extends string, V>(name: K, value: V | undefined): { [key in K]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { [key in K]: V });
}
