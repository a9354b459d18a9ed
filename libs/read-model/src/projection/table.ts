import type { PoolClient } from '@packproof/database';

type Column<Row> = Extract<keyof Row, string>;

/** Rows of one table of schema `read`, written in bulk: one statement however many there are. */
export class Table<Row extends object> {
  readonly #name: string;
  readonly #insert: string;
  readonly #upsert: string;

  /**
   * @param key the primary key's columns.
   * @param once columns that keep their first value.
   */
  constructor(
    name: string,
    key: readonly Column<Row>[],
    columns: readonly Column<Row>[],
    once: readonly Column<Row>[] = [],
  ) {
    const list = columns.map(quote).join(', ');
    const others = columns.filter((column) => !key.includes(column) && !once.includes(column));
    this.#name = name;
    this.#insert = `insert into read.${quote(name)} (${list})
      select ${list} from json_populate_recordset(null::read.${quote(name)}, $1::json)`;
    this.#upsert = `${this.#insert} on conflict (${key.map(quote).join(', ')}) do update set ${others
      .map((column) => `${quote(column)} = excluded.${quote(column)}`)
      .join(', ')}`;
  }

  /** Rows whose keys are new. */
  async insert(client: PoolClient, rows: readonly Row[]): Promise<void> {
    await this.#write(client, 'insert', this.#insert, rows);
  }

  /** Rows whose keys are new or not, each key once. */
  async upsert(client: PoolClient, rows: readonly Row[]): Promise<void> {
    await this.#write(client, 'upsert', this.#upsert, rows);
  }

  async #write(client: PoolClient, verb: string, text: string, rows: readonly Row[]): Promise<void> {
    if (rows.length === 0) return;
    await client.query({ name: `read_${verb}_${this.#name}`, text, values: [toJson(rows)] });
  }
}

const quote = (name: string) => `"${name}"`;

/**
 * JSON for the database, whose texts cannot have U+0000 in them though the ledger's can: it becomes U+FFFD there.
 */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value);
  return text.includes('\\u0000')
    ? JSON.stringify(value, (_, part) => (typeof part === 'string' ? part.replaceAll('\0', '\uFFFD') : part))
    : text;
}

/** Hex digits as bytea input. */
export const bytea = (hex: string): string => `\\x${hex}`;
export const byteaOr = (hex: string | undefined): string | null => (hex === undefined ? null : `\\x${hex}`);
