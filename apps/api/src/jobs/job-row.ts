import type { Job, JobState } from '../../generated/schema-types';

export type { JobState };
export type JobView = Job;

export interface JobRow {
  id: string;
  organisation: string;
  kind: string;
  state: JobState;
  done: number;
  total: number;
  failed: number;
  error: string | null;
  input: string;
  caller: string;
  results_hash: Buffer | null;
}

export const JOB_COLUMNS = 'id, organisation, kind, state, done, total, failed, error, input, caller, results_hash';
export const UNFINISHED: readonly JobState[] = ['QUEUED', 'RUNNING'];

export const jobView = (row: JobRow): JobView => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  done: row.done,
  total: row.total,
  failed: row.failed,
  resultsUrl: row.results_hash ? `/jobs/${row.id}/results.csv` : null,
  error: row.error,
});
