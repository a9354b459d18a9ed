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
  created_at: Date;
  finished_at: Date | null;
}

export const JOB_COLUMNS =
  'id, organisation, kind, state, done, total, failed, error, input, caller, results_hash, created_at, finished_at';
export const UNFINISHED: readonly JobState[] = ['QUEUED', 'RUNNING'];

/** What any kind of job may say in its input, to be found by. */
interface Subject {
  gtin?: string;
  lot?: string;
}

export function jobView(row: JobRow): JobView {
  const { gtin, lot } = JSON.parse(row.input) as Subject;
  const { name } = JSON.parse(row.caller) as { name?: string };
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    gtin: gtin ?? null,
    lot: lot ?? null,
    startedBy: name ?? null,
    done: row.done,
    total: row.total,
    failed: row.failed,
    resultsUrl: row.results_hash ? `/jobs/${row.id}/results.csv` : null,
    error: row.error,
  };
}
