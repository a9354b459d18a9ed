import { graphql, type Refused, type ResultOf } from '@packproof/client';
import { useEffect, useState } from 'react';
import { subscriber } from '../doors';

const JOB_PROGRESS = graphql(`
  subscription JobProgress($id: ID!) {
    jobProgress(id: $id) { id kind state createdAt finishedAt gtin lot startedBy done total failed resultsUrl error }
  }
`);

export type Job = ResultOf<typeof JOB_PROGRESS>['jobProgress'];

export const isUnfinished = ({ state }: Pick<Job, 'state'>): boolean => state === 'QUEUED' || state === 'RUNNING';
export const hasSucceeded = ({ state }: Pick<Job, 'state'>): boolean => state.startsWith('SUCCEEDED');

/** A job as it is and as it goes on. Absent until the first word of it comes. */
export function useJob(id: string | undefined): {
  readonly job: Job | undefined;
  readonly refusal: Refused | undefined;
} {
  const [job, setJob] = useState<Job>();
  const [refusal, setRefusal] = useState<Refused>();
  useEffect(() => {
    if (!id) return;
    setJob(undefined);
    setRefusal(undefined);
    return subscriber.subscribe(
      JOB_PROGRESS,
      { id },
      { next: ({ jobProgress }) => setJob(jobProgress), refused: setRefusal },
    );
  }, [id]);
  return { job, refusal };
}
