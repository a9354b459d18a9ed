import type { PackOutcome } from '@packproof/outcomes';

/** What there is to do: nothing much; find the right code; ask first; it may be a falsified pack; it wants replacing. */
export type Steps = 'fine' | 'code' | 'ask' | 'doubt' | 'replace';

const OTHERS: Partial<Record<PackOutcome, Steps>> = {
  ACTIVE: 'fine',
  ALREADY_DISPENSED_HERE: 'fine',
  FREE_SAMPLE: 'fine',
  UNREADABLE: 'code',
  NOT_A_MEDICINE_CODE: 'code',
  UNAVAILABLE_OFFLINE: 'ask',
  EXPORTED: 'ask',
  CHECKED_OUT: 'ask',
  RECALLED: 'replace',
  WITHDRAWN: 'replace',
  EXPIRED: 'replace',
  QUARANTINED: 'replace',
};

/** Where nothing else is known of an answer, the careful one. */
export const stepsFor = (outcome: PackOutcome): Steps => OTHERS[outcome] ?? 'doubt';
