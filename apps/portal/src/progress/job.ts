import { graphql, Refused, type ResultOf } from '@packproof/client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useAnswer } from '../ask';
import { subscriber } from '../doors';

const JOB = graphql(`
  query Job($id: ID!) {
    job(id: $id) { id kind state createdAt finishedAt gtin lot startedBy done total failed resultsUrl error }
  }
`);

const JOB_PROGRESS = graphql(`
  subscription JobProgress($id: ID!) {
    jobProgress(id: $id) { id kind state createdAt finishedAt gtin lot startedBy done total failed resultsUrl error }
  }
`);

export type Job = NonNullable<ResultOf<typeof JOB>['job']>;

export const isUnfinished = ({ state }: Pick<Job, 'state'>): boolean => state === 'QUEUED' || state === 'RUNNING';
export const hasSucceeded = ({ state }: Pick<Job, 'state'>): boolean => state.startsWith('SUCCEEDED');

interface Watched {
  /** Absent until it is known. */
  readonly job: Job | undefined;
  readonly error: unknown;
  readonly refetch: () => void;
}

/** A job as it is and as it goes on. */
export function useJob(id: string): Watched {
  const cache = useQueryClient();
  const { data, error, refetch } = useAnswer('jobs', JOB, { id });
  const known = data !== undefined && data.job !== null;
  useEffect(() => {
    if (!known) return;
    return subscriber.subscribe(
      JOB_PROGRESS,
      { id },
      { next: ({ jobProgress: job }) => cache.setQueryData<ResultOf<typeof JOB>>(['jobs', 'Job', { id }], { job }) },
    );
  }, [known, id, cache]);
  const missing = data?.job === null ? new Refused('NOT_FOUND', { id }) : null;
  return { job: data?.job ?? undefined, error: error ?? missing, refetch: () => void refetch() };
}
