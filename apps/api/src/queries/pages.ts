import { type Page, PageError, type PageRequest } from '@packproof/read-model';
import { Refusal } from '../refusal';

export interface PageArgs {
  first?: number | null;
  after?: string | null;
}

/** GraphQL's arguments as the read model takes them: null is left out. */
export const pageOf = ({ first, after }: PageArgs): PageRequest => ({
  ...(first == null ? {} : { first }),
  ...(after == null ? {} : { after }),
});

/** GraphQL's `orderBy` as the read model takes it. */
export const orderOf = <Order extends object>(orderBy: Order | null | undefined): { orderBy?: Order } =>
  orderBy == null ? {} : { orderBy };

export const present = <T extends object>(filter: { [K in keyof T]?: T[K] | null } | null | undefined): T =>
  Object.fromEntries(Object.entries(filter ?? {}).filter(([, value]) => value != null)) as T;

export interface ConnectionSource<T> {
  nodes: T[];
  pageInfo: { endCursor: string | null; hasNextPage: boolean };
}

/** A page of the read model as a connection; a cursor or size that it refuses is the caller's fault. */
export async function connection<T, N = T>(
  page: Promise<Page<T>>,
  node: (row: T) => N = (row) => row as unknown as N,
): Promise<ConnectionSource<N>> {
  try {
    const { nodes, endCursor, hasNextPage } = await page;
    return { nodes: nodes.map(node), pageInfo: { endCursor: endCursor ?? null, hasNextPage } };
  } catch (error) {
    throw refusedPage(error);
  }
}

/** A cursor or page size that was refused, as a refusal; other errors as they are. */
export const refusedPage = (error: unknown): unknown =>
  error instanceof PageError ? new Refusal('INVALID_INPUT', { rule: error.message }, error.field) : error;
