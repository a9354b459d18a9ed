import type { Outcome } from '@packproof/outcomes';
import type { DecommissionState } from '../api/answers';
import type { Line } from '../list/line';
import { asAnswered, isHere, type Standing, standingOf } from '../list/standing';

/** Why something leaves the supply chain other than to a patient; the everyday ones first. */
export type Reason = Exclude<DecommissionState, 'DISPENSED'>;

export const REASONS = {
  DESTROYED: ['reasonDestroyed', 'reasonDestroyedHint'],
  SAMPLE: ['reasonSample', 'reasonSampleHint'],
  FREE_SAMPLE: ['reasonFreeSample', 'reasonFreeSampleHint'],
  LOCKED: ['reasonLocked', 'reasonLockedHint'],
  STOLEN: ['reasonStolen', 'reasonStolenHint'],
  EXPORTED: ['reasonExported', 'reasonExportedHint'],
  CHECKED_OUT: ['reasonCheckedOut', 'reasonCheckedOutHint'],
} as const satisfies Record<Reason, readonly [string, string]>;

/** Nothing brings these back. */
export const isForGood = (reason: Reason): boolean => reason === 'DESTROYED' || reason === 'STOLEN';

const TAKES_SPOILED: ReadonlySet<Reason> = new Set(['DESTROYED', 'STOLEN', 'LOCKED']);
const SPOILED: ReadonlySet<Outcome> = new Set(['ACTIVE', 'RECALLED', 'WITHDRAWN', 'EXPIRED', 'QUARANTINED']);

/** Whether it can be taken out for that reason. The ledger decides; this says it before it is asked. */
export function standingInDecommission(line: Line, reason: Reason, own: string): Standing {
  return standingOf(line, (verification) => {
    const { outcome } = verification;
    const possible =
      isHere(verification, own) &&
      (TAKES_SPOILED.has(reason)
        ? SPOILED.has(outcome) || (outcome === 'LOCKED' && reason !== 'LOCKED')
        : outcome === 'ACTIVE');
    return possible ? { ...asAnswered(verification, 'ready'), severity: 'OK' } : asAnswered(verification, 'stopped');
  });
}
