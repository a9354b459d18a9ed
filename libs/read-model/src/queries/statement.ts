import type { Pool } from '@packproof/database';
import type { QueryResultRow } from 'pg';

/**
 * A statement with a name is prepared once per connection, and after a few times its plan is kept whatever is asked: for
 * look-ups by key. One with filters that may be absent has no name, because the plan that suits all of them suits none.
 */
export interface Statement {
  /** Starts with `read_`; one text per name. */
  name?: string;
  text: string;
}

export async function ask<Row extends QueryResultRow>(
  pool: Pick<Pool, 'query'>,
  { name, text }: Statement,
  values: unknown[],
): Promise<Row[]> {
  const { rows } = await pool.query<Row>({ ...(name === undefined ? {} : { name }), text, values });
  return rows;
}

/**
 * A statement about keys, whose columns are its first parameters, each an array. For one key it has a text of its own:
 * of that PostgreSQL keeps the plan, where the length of an array would make it plan anew each time.
 */
export interface KeyedStatement {
  one: Statement;
  many: Statement;
}

/** @param text given the keys as a FROM item `r`, with a column `n` that counts them from 1. */
export function keyed(
  name: string,
  columns: Readonly<Record<string, string>>,
  text: (keys: string) => string,
): KeyedStatement {
  const list = Object.entries(columns);
  const arrays = list.map(([, type], i) => `$${i + 1}::${type}[]`);
  const one = list.map(([column], i) => `(${arrays[i]})[1] as ${column}`);
  return {
    one: { name: `${name}_one`, text: text(`(select ${one.join(', ')}, 1::bigint as n) r`) },
    many: {
      name,
      text: text(`unnest(${arrays.join(', ')}) with ordinality as r(${Object.keys(columns).join(', ')}, n)`),
    },
  };
}

/** @param keys the key columns. @param values further parameters. */
export function askKeyed<Row extends QueryResultRow>(
  pool: Pick<Pool, 'query'>,
  statement: KeyedStatement,
  keys: readonly (readonly unknown[])[],
  values: readonly unknown[] = [],
): Promise<Row[]> {
  return ask<Row>(pool, keys[0]!.length === 1 ? statement.one : statement.many, [...keys, ...values]);
}

/** Answers in the order of the keys, with undefined where there is none. */
export function inOrder<Key, T>(
  keys: readonly Key[],
  name: (key: Key) => string,
  found: ReadonlyMap<string, T>,
): (T | undefined)[] {
  return keys.map((key) => found.get(name(key)));
}
