/** `first` is 1 to 500; `after` is the endCursor of the page before. */
export interface PageRequest {
  first?: number;
  after?: string;
  /** What the asker adds to the filter: a cursor is of that too. */
  sifted?: string;
}

export interface Page<T> {
  nodes: T[];
  /** Of each node, where the list has them: to end a page before its last. */
  cursors?: string[];
  endCursor?: string;
  hasNextPage: boolean;
}

export const DEFAULT_PAGE_SIZE = 50;
export const MAX_PAGE_SIZE = 500;

/** A cursor that no page of this list gave, or a page size past the limit. */
export class PageError extends Error {
  override readonly name = 'PageError';
  constructor(
    readonly field: 'first' | 'after',
    message: string,
  ) {
    super(message);
  }
}

export function pageSize({ first = DEFAULT_PAGE_SIZE }: PageRequest): number {
  if (!Number.isInteger(first) || first < 1 || first > MAX_PAGE_SIZE) {
    throw new PageError('first', `first is ${first}; it must be 1 to ${MAX_PAGE_SIZE}`);
  }
  return first;
}

type KeyPart = string | number;

/** Keyset cursor: the sort key of the last row, as base64url of JSON. */
export const encodeCursor = (key: readonly KeyPart[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** @param shape `s` or `n` for each part of the key. Undefined for the first page. */
export function decodeCursor(after: string | undefined, shape: readonly ('s' | 'n')[]): KeyPart[] | undefined {
  if (after === undefined) return undefined;
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(after, 'base64url').toString('utf8'));
  } catch {
    throw new PageError('after', 'after is not a cursor of this list');
  }
  const fits =
    Array.isArray(key) &&
    key.length === shape.length &&
    key.every((part, i) =>
      shape[i] === 's' ? typeof part === 'string' && !part.includes('\0') : Number.isSafeInteger(part),
    );
  if (!fits) throw new PageError('after', 'after is not a cursor of this list');
  return key as KeyPart[];
}

/** Rows were fetched one more than asked for, to know whether there is a next page. */
export function toPage<Row, T>(
  rows: Row[],
  size: number,
  node: (row: Row) => T,
  key: (row: Row) => readonly KeyPart[],
): Page<T> {
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return {
    nodes: shown.map(node),
    ...(last === undefined ? {} : { endCursor: encodeCursor(key(last)) }),
    hasNextPage: rows.length > size,
  };
}
