import { createHash } from 'node:crypto';
import { decodeCursor, encodeCursor, type Page, PageError, type PageRequest, pageSize } from './page';

export type SortDirection = 'ASC' | 'DESC';

/** What a list is ordered by. Without a direction ascending. */
export interface Order<Field extends string> {
  field: Field;
  direction?: SortDirection;
}

/** A column or expression of a sort key; none of them is ever null. The last ones make a key unique. */
export interface SortKey {
  sql: string;
  type: 'text' | 'bigint' | 'date' | 'time';
}

/** As text in a cursor; times as milliseconds since 1970, so that no time zone has a say. */
const TEXT_OF: Readonly<Record<SortKey['type'], (sql: string) => string>> = {
  text: (sql) => sql,
  bigint: (sql) => `(${sql})::text`,
  date: (sql) => `(${sql})::text`,
  time: (sql) => `(extract(epoch from ${sql}) * 1000)::bigint::text`,
};
const VALUE_OF: Readonly<Record<SortKey['type'], (parameter: string) => string>> = {
  text: (parameter) => `${parameter}::text`,
  bigint: (parameter) => `${parameter}::bigint`,
  date: (parameter) => `${parameter}::date`,
  time: (parameter) => `('epoch'::timestamptz + ${parameter}::bigint * interval '1 millisecond')`,
};
const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
const FITS: Readonly<Record<SortKey['type'], (text: string) => boolean>> = {
  text: (text) => !text.includes('\0'),
  bigint: (text) => /^-?\d{1,18}$/.test(text),
  date: (text) => isDay(text) && new Date(text).toISOString().startsWith(text),
  time: (text) => /^-?\d{1,14}$/.test(text),
};

/** Parameters and conditions of a statement that says only what was asked for, so that its plan fits. */
export class Conditions {
  readonly values: unknown[] = [];
  readonly #terms: string[] = [];

  /** @returns the place of the value in the text */
  value(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  and(term: string): void {
    this.#terms.push(`(${term})`);
  }

  /** Adds the condition where there is a value. */
  when<T>(value: T | null | undefined, term: (parameter: string) => string): void {
    if (value !== null && value !== undefined) this.and(term(this.value(value)));
  }

  get where(): string {
    return this.#terms.length === 0 ? 'true' : this.#terms.join(' and ');
  }
}

/** A row of a list, with `cursor_key` among its columns. */
export interface Listed {
  cursor_key: string[];
}

const canonical = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.entries(value)
        .filter(([, inner]) => inner !== undefined && inner !== null)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, inner]) => [key, canonical(inner)])
    : value;

/**
 * A list in pages by keyset: `column` among the columns, `orderBy` at the end, `limit` rows, and the cursor's condition
 * among the others. A cursor belongs to the list, order and filter that it was given for.
 */
export class Listing {
  /** Rows of a page. */
  readonly size: number;
  /** Key of the last row before it, as text. */
  readonly after: readonly string[] | undefined;
  readonly #mark: string;

  /**
   * @param of what else a cursor belongs to: the list's name and filter.
   * @throws PageError for a size past the limit, or a cursor of something else
   */
  constructor(
    private readonly keys: readonly SortKey[],
    private readonly direction: SortDirection,
    of: readonly unknown[],
    page: PageRequest,
  ) {
    this.size = pageSize(page);
    const what = JSON.stringify([of.map(canonical), page.sifted ?? null, keys.map(({ sql }) => sql), direction]);
    this.#mark = createHash('sha256').update(what).digest('base64url').slice(0, 8);
    this.after = this.#read(page.after);
  }

  get column(): string {
    return `array[${this.keys.map(({ sql, type }) => TEXT_OF[type](sql)).join(', ')}]::text[] as cursor_key`;
  }

  get orderBy(): string {
    return `order by ${this.keys.map(({ sql }) => `${sql} ${this.direction}`).join(', ')} limit ${this.size + 1}`;
  }

  /** Only what comes after the cursor. */
  begin(conditions: Conditions): void {
    if (this.after === undefined) return;
    const values = this.after.map((part, i) => VALUE_OF[this.keys[i]!.type](conditions.value(part)));
    const columns = this.keys.map(({ sql }) => sql).join(', ');
    conditions.and(`(${columns}) ${this.direction === 'ASC' ? '>' : '<'} (${values.join(', ')})`);
  }

  cursorOf({ cursor_key }: Listed): string {
    return encodeCursor([this.#mark, ...cursor_key]);
  }

  /** Rows were fetched one more than asked for, to know whether there is a next page. */
  page<Row extends Listed, T>(rows: readonly Row[], node: (row: Row) => T): Page<T> {
    const shown = rows.slice(0, this.size);
    const cursors = shown.map((row) => this.cursorOf(row));
    const endCursor = cursors.at(-1);
    return {
      nodes: shown.map(node),
      cursors,
      ...(endCursor === undefined ? {} : { endCursor }),
      hasNextPage: rows.length > this.size,
    };
  }

  #read(after: string | undefined): string[] | undefined {
    if (after === undefined) return undefined;
    const [mark, ...key] = decodeCursor(
      after,
      Array.from({ length: this.keys.length + 1 }, () => 's' as const),
    ) as string[];
    if (mark !== this.#mark || !key.every((part, i) => FITS[this.keys[i]!.type](part))) {
      throw new PageError(
        'after',
        'after is a cursor of another list, order or filter: without it the list begins anew',
      );
    }
    return key;
  }
}
