import { type PackOutcome, rankOf } from './catalogue';
import { CONSUMER_ANSWERS, CONSUMER_PARAMS, type ConsumerAnswer } from './consumer-answers';
import type { Language, Severity } from './entry';
import { fill, type ParamValues } from './text';

const WEIGHT: Readonly<Record<Severity, number>> = { STOP: 0, CHECK: 1, OK: 2 };

/** The code by which a patient is told of it. */
export function consumerCodeOf(code: PackOutcome): PackOutcome {
  const answer = CONSUMER_ANSWERS[code];
  return 'as' in answer ? answer.as : code;
}

export function consumerSeverityOf(code: PackOutcome): Severity {
  return answerOf(code).severity;
}

/**
 * What is true of a pack as a patient is told it, each once, the answer first: what is worst for the patient, and of
 * several the one that comes first in the table. What is fine is said only where nothing else is to be said: no pack is
 * called genuine beside what speaks against it.
 */
export function consumerPrecedence(codes: Iterable<PackOutcome>): PackOutcome[] {
  const told = [...new Set([...codes].map(consumerCodeOf))];
  const worse = told.filter((code) => consumerSeverityOf(code) !== 'OK');
  return (worse.length > 0 ? worse : told).sort(
    (a, b) => WEIGHT[consumerSeverityOf(a)] - WEIGHT[consumerSeverityOf(b)] || rankOf(a) - rankOf(b),
  );
}

/** A few words: what it is. Parts whose parameters are missing are left out. */
export function consumerTitleOf(code: PackOutcome, language: Language, params: ParamValues = {}): string {
  return fill(answerOf(code).texts[language].title, CONSUMER_PARAMS, params, language);
}

/** One to three sentences: what to do next. */
export function consumerAdviceOf(code: PackOutcome, language: Language, params: ParamValues = {}): string {
  return fill(answerOf(code).texts[language].advice, CONSUMER_PARAMS, params, language);
}

/** @throws RangeError where an answer is told as one that is itself told as another. */
export function answerOf(code: PackOutcome): ConsumerAnswer {
  const answer = CONSUMER_ANSWERS[consumerCodeOf(code)];
  if ('as' in answer) throw new RangeError(`${code} is told as ${answer.as}, which has no text of its own`);
  return answer;
}
