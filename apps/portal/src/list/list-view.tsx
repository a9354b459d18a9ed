import { Button, Group, Loader, Text } from '@mantine/core';
import {
  type Column,
  csvFile,
  csvLine,
  DataList,
  download,
  Empty,
  Problem,
  type Sort,
  screenTexts,
  useFormats,
  useSay,
} from '@packproof/ui';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { Topic } from '../live';
import { type Filter, ListFilters } from './list-filters';
import { type ListState, useListState } from './list-state';

export interface Page<Row> {
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}

export interface Asked {
  readonly filters: Readonly<Record<string, string>>;
  readonly sort: Sort | undefined;
  readonly first: number;
  readonly after: string | null;
  readonly signal: AbortSignal;
}

export interface ListViewProps<Row> {
  /** What the list is called, for who cannot see it; with it the file is named. */
  readonly label: string;
  readonly topic: Topic;
  /** Tells this list from others of its topic. */
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly load: (asked: Asked) => Promise<Page<Row>>;
  readonly filters?: readonly Filter[];
  /** How it is ordered before anybody chose. */
  readonly sort?: Sort;
  /**
   * For lists that come whole: gives the value by which `sort` of a column orders. Then `load` answers everything at
   * once and need not look at `asked.sort`.
   */
  readonly order?: (row: Row, field: string) => string | number;
  /** Where there is nothing at all: teaches the first step. */
  readonly empty: ReactNode;
}

const PAGE = 100;
/** Of who scrolls on, and of a file. */
const LARGE_PAGE = 500;

/** A list as every list here is: filtered and sorted in the address, endless, to be had as a file. */
export function ListView<Row>(props: ListViewProps<Row>) {
  const { label, topic, name, columns, rowKey, load, filters = [], order, empty } = props;
  const say = useSay(screenTexts);
  const formats = useFormats();
  const state = useListState(
    filters.map(({ id }) => id),
    props.sort,
  );
  const asked = { filters: state.filters, sort: order ? undefined : state.sort };
  const query = useInfiniteQuery({
    queryKey: [topic, name, asked],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      load({ ...asked, first: pageParam === null ? PAGE : LARGE_PAGE, after: pageParam, signal }),
    getNextPageParam: ({ pageInfo }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
    placeholderData: (previous) => previous,
  });
  const { data, error, refetch, hasNextPage, isFetching, fetchNextPage } = query;
  const loaded = useMemo(() => data?.pages.flatMap(({ nodes }) => nodes) ?? [], [data]);
  const rows = useMemo(() => (order ? sorted(loaded, state.sort, order) : loaded), [order, loaded, state.sort]);

  const orders = columns.flatMap(({ sort, title }) => (sort ? [{ field: sort, title }] : []));

  // A page may come short or empty while there is more: what the door looks through at once is limited.
  const isShort = rows.length < PAGE / 2;
  useEffect(() => {
    if (isShort && hasNextPage && !isFetching && !error) void fetchNextPage();
  }, [isShort, hasNextPage, isFetching, error, fetchNextPage]);

  if (error && !data) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!data || (rows.length === 0 && hasNextPage)) return <Loader aria-label={say('loading')} />;
  if (rows.length === 0 && Object.keys(state.filters).length === 0) return empty;
  return (
    <>
      <Group justify="space-between" align="flex-end">
        <ListFilters filters={filters} state={state} orders={orders} />
        <ExportButton {...props} state={state} />
      </Group>
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {rows.length === 0 ? (
        <Empty title={say('nothingMatches')} advice={say('nothingMatchesAdvice')} />
      ) : (
        <>
          <DataList
            label={label}
            columns={columns}
            rows={rows}
            rowKey={rowKey}
            sort={state.sort}
            onSort={state.sortBy}
            hasMore={hasNextPage}
            onMore={() => void fetchNextPage()}
            busy={isFetching}
          />
          <Text size="sm" c="dimmed" role="status">
            {say(hasNextPage ? 'rowsMore' : 'rows', { count: formats.number(rows.length) })}
          </Text>
        </>
      )}
    </>
  );
}

function sorted<Row>(
  rows: readonly Row[],
  sort: Sort | undefined,
  order: (row: Row, field: string) => string | number,
) {
  if (!sort) return rows;
  const sign = sort.descending ? -1 : 1;
  return [...rows].sort((one, other) => {
    const [left, right] = [order(one, sort.field), order(other, sort.field)];
    if (typeof left === 'number' && typeof right === 'number') return sign * (left - right);
    return sign * String(left).localeCompare(String(right));
  });
}

/** Everything that the filters let through, not only what was scrolled to; can be stopped. */
function ExportButton<Row>(props: ListViewProps<Row> & { readonly state: ListState }) {
  const { label, columns, load, order, state } = props;
  const say = useSay(screenTexts);
  const formats = useFormats();
  const [count, setCount] = useState<number>();
  const [error, setError] = useState<unknown>();
  const stop = useRef<AbortController>(undefined);

  async function run() {
    stop.current = new AbortController();
    const { signal } = stop.current;
    setCount(0);
    setError(undefined);
    try {
      const rows: Row[] = [];
      let after: string | null = null;
      do {
        const sort = order ? undefined : state.sort;
        const page: Page<Row> = await load({ filters: state.filters, sort, first: LARGE_PAGE, after, signal });
        rows.push(...page.nodes);
        setCount(rows.length);
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after);
      const all = order ? sorted(rows, state.sort, order) : rows;
      const told = columns.flatMap(({ title, csv }) => (csv ? [{ title, csv }] : []));
      const lines = all.map((row) => csvLine(told.map(({ csv }) => csv(row))));
      download(csvFile([csvLine(told.map(({ title }) => title)), ...lines]), `${label}.csv`);
    } catch (refusal) {
      if (!signal.aborted) setError(refusal);
    } finally {
      setCount(undefined);
    }
  }

  return (
    <>
      {count === undefined ? (
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden="true" />}
          onClick={() => void run()}
        >
          {say('exportCsv')}
        </Button>
      ) : (
        <Button variant="default" onClick={() => stop.current?.abort()} leftSection={<Loader size={14} />}>
          {say('exporting', { count: formats.number(count) })} · {say('cancel')}
        </Button>
      )}
      {error !== undefined && <Problem error={error} onRetry={() => void run()} />}
    </>
  );
}
