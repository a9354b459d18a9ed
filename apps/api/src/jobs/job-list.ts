import type { Pool } from '@packproof/database';
import { Conditions, type Listed, Listing, type Page, type PageRequest, type SortKey } from '@packproof/read-model';
import { asOrganisation, type RowsOf } from '../identity/own-rows';
import { JOB_COLUMNS, type JobRow, type JobState, type JobView, jobView } from './job-row';

export interface JobsAsked extends PageRequest {
  filter?: { states?: JobState[] | null; kind?: string | null } | null | undefined;
  orderBy?: { field: 'CREATED_AT'; direction?: 'ASC' | 'DESC' } | null | undefined;
}

const KEYS: readonly SortKey[] = [
  { sql: 'created_at', type: 'time' },
  { sql: 'id', type: 'text' },
];

/** Of one organisation; without an order the newest first. */
export async function jobPage(pool: Pool, of: RowsOf, { filter, orderBy, ...page }: JobsAsked): Promise<Page<JobView>> {
  const conditions = new Conditions();
  // The role sees no other rows; said here as well, for the index.
  conditions.when(of.gln, (value) => `organisation = ${value}`);
  conditions.when(filter?.states, (value) => `state = any(${value}::text[])`);
  conditions.when(filter?.kind, (value) => `kind = ${value}`);
  const direction = orderBy ? (orderBy.direction ?? 'ASC') : 'DESC';
  const list = new Listing(KEYS, direction, ['jobs', filter ?? {}], page);
  list.begin(conditions);
  const text = `select ${JOB_COLUMNS}, ${list.column} from app.job where ${conditions.where} ${list.orderBy}`;
  const { rows } = await asOrganisation(pool, of, (client) => client.query<JobRow & Listed>(text, conditions.values));
  return list.page(rows, jobView);
}
