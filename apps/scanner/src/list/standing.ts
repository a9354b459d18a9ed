import { type Outcome, type Severity, severityOf } from '@packproof/outcomes';
import type { Located } from '../api/answers';
import type { Line } from './line';
import { UNSETTLED } from './list-state';

/**
 * How a line stands in its room. `ready`: the command takes it. `waiting`: it may become ready without anybody touching
 * it. `stopped`: it stays out, with its reason. `done`: the command was accepted.
 */
export type StandingKind = 'asking' | 'ready' | 'waiting' | 'stopped' | 'done';

export interface Standing {
  readonly kind: StandingKind;
  readonly outcome?: Outcome;
  readonly severity?: Severity;
}

/** What is the same in every room; `answered` judges what the API said of the thing. */
export function standingOf(line: Line, answered: (verification: Located) => Standing): Standing {
  const { asking, end, refusal, verification } = line;
  if (asking) return { kind: 'asking' };
  if (end) {
    // A command that is done may carry a code that it was done about, such as RECALLED.
    if (end.ok) return { kind: 'done', outcome: end.outcome, severity: 'OK' };
    return { kind: 'stopped', outcome: end.outcome, severity: severityOf(end.outcome) };
  }
  if (refusal) {
    const kind = UNSETTLED.has(refusal.code) ? 'waiting' : 'stopped';
    return { kind, outcome: refusal.code, severity: severityOf(refusal.code) };
  }
  return verification ? answered(verification) : { kind: 'asking' };
}

/** The standing of what the answer says itself. */
export const asAnswered = (verification: Located, kind: StandingKind): Standing => ({
  kind,
  outcome: verification.outcome,
  severity: verification.severity,
});

/** Whether something is true of it, first or further down. */
export const isTrue = (verification: Located, ...codes: readonly Outcome[]): boolean =>
  [verification.outcome, ...verification.others].some((outcome) => codes.includes(outcome));

/** In our own custody, at rest. */
export function isHere(verification: Located, own: string): boolean {
  const custodian = (verification.pack ?? verification.unit)?.custodian?.gln;
  return custodian === own && !isTrue(verification, 'NOT_RECEIVED', 'IN_TRANSIT', 'DISPUTED');
}
