import { graphql, type ResultOf, type VariablesOf } from '@packproof/client';

export const JOBS = graphql(`
  query Jobs($filter: JobFilter, $orderBy: JobOrder, $first: Int, $after: String) {
    jobs(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      nodes { id kind state createdAt finishedAt gtin lot startedBy done total failed resultsUrl }
      pageInfo { endCursor hasNextPage }
    }
  }
`);

export const JOB_FIELDS = { created: 'CREATED_AT' } as const;

export type JobRow = ResultOf<typeof JOBS>['jobs']['nodes'][number];
export type JobFilter = NonNullable<VariablesOf<typeof JOBS>['filter']>;
export type JobState = JobRow['state'];

/** Told apart from the list, for the header: only how many there are. */
export const RUNNING_JOBS = graphql(`
  query RunningJobs {
    jobs(filter: { states: [QUEUED, RUNNING] }, first: 100) { nodes { id } pageInfo { hasNextPage } }
  }
`);

/** A job has an id already: cancelled twice is cancelled once. */
export const CANCEL_JOB = graphql(`
  mutation CancelJob($id: ID!) {
    cancelJob(id: $id) { id state }
  }
`);
