import type { CommissionAnswer } from './documents';
import { type Asked, type Draft, read, write } from './draft';

/** A batch that was just made, or is being made by a job. */
export interface Made {
  readonly asked: Asked;
  readonly answer: CommissionAnswer;
  /** What it was made from: a job that comes to nothing loses none of it. */
  readonly draft: Draft;
}

const KEY = 'packproof.batch-made';

export const readMade = (person: string): Made | undefined => read(sessionStorage, `${KEY}.${person}`);
export const keepMade = (person: string, made: Made): void => write(sessionStorage, `${KEY}.${person}`, made);
