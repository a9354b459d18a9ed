import type { Pool } from '@packproof/database';
import type { QueryResultRow } from 'pg';

/** A statement that is prepared once per connection, under its name. */
export interface Statement {
  /** Starts with `read_`; one text per name. */
  name: string;
  text: string;
}

export async function ask<Row extends QueryResultRow>(
  pool: Pick<Pool, 'query'>,
  { name, text }: Statement,
  values: unknown[],
): Promise<Row[]> {
  const { rows } = await pool.query<Row>({ name, text, values });
  return rows;
}

/** Answers in the order of the keys, with undefined where there is none. */
export function inOrder<Key, T>(
  keys: readonly Key[],
  name: (key: Key) => string,
  found: ReadonlyMap<string, T>,
): (T | undefined)[] {
  return keys.map((key) => found.get(name(key)));
}
