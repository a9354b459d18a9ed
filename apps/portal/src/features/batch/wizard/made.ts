import type { CommissionAnswer } from './documents';
import { type Asked, type LooksDraft, read, write } from './draft';

/** A batch that was just made, or is being made by a job. */
export interface Made {
  readonly asked: Asked;
  readonly answer: CommissionAnswer;
  readonly looks: LooksDraft;
}

const KEY = 'packproof.batch-made';

export const readMade = (person: string): Made | undefined => read(sessionStorage, `${KEY}.${person}`);
export const keepMade = (person: string, made: Made): void => write(sessionStorage, `${KEY}.${person}`, made);
