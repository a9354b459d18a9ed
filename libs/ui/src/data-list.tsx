// biome-ignore-all lint/a11y/useSemanticElements: a table laid out by grid, of which only the rows in view exist, is no <table> to browsers.
// biome-ignore-all lint/a11y/useFocusableInteractive: rows are read, not pressed; what can be pressed is inside them.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, memo, type ReactNode, useCallback, useEffect, useRef } from 'react';
import type { CsvValue } from './csv';
import { useSay } from './language';
import { screenTexts } from './screen-texts';
import './data-list.css';

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** The same value in a file; absent: the column is only for looking at. */
  readonly csv?: (row: Row) => CsvValue;
  /** Absent: the list cannot be sorted by it. */
  readonly sort?: string;
  /** A track of CSS grid; default `minmax(0, 1fr)`. */
  readonly width?: string;
  readonly align?: 'end';
  /** Left out where there is no room. */
  readonly wideOnly?: boolean;
}

export interface Sort {
  readonly field: string;
  readonly descending: boolean;
}

export interface DataListProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly sort?: Sort | undefined;
  readonly onSort?: (sort: Sort) => void;
  /** Called when the end comes near, while there is more. */
  readonly onMore?: () => void;
  readonly hasMore?: boolean;
  readonly busy?: boolean;
}

/**
 * Rows of a table, any number of them: only those in view are in the page. The first column's cell should hold the
 * row's link (class `row-link` stretches it over the row). On a phone each row is a card.
 */
export function DataList<Row>(props: DataListProps<Row>) {
  const { label, columns, rows, rowKey, sort, onSort, onMore, hasMore = false, busy = false } = props;
  const say = useSay(screenTexts);
  const body = useRef<HTMLDivElement>(null);
  // A new function would have the places of all rows reckoned anew: a hundred thousand of them, at each frame.
  const getItemKey = useCallback((index: number) => rowKey(rows[index]!), [rows, rowKey]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => body.current,
    estimateSize: () => 52,
    overscan: 6,
    getItemKey,
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (hasMore && !busy && last >= rows.length - 30) onMore?.();
  }, [hasMore, busy, last, rows.length, onMore]);

  const tracks = { '--tracks': columns.map(({ width }) => width ?? 'minmax(0, 1fr)').join(' ') } as CSSProperties;
  return (
    <div
      ref={body}
      className="data-list"
      style={tracks}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard
      tabIndex={0}
      role="table"
      aria-label={label}
      aria-rowcount={hasMore ? -1 : rows.length + 1}
      aria-busy={busy}
    >
      <div role="rowgroup" className="data-list-head">
        <div role="row" className="data-list-row" aria-rowindex={1}>
          {columns.map((column) => (
            <ColumnHead key={column.id} column={column} sort={sort} onSort={onSort} sortBy={say} />
          ))}
        </div>
      </div>
      <div role="rowgroup" className="data-list-rows" style={{ blockSize: virtualizer.getTotalSize() }}>
        {items.map((item) => (
          <DataRow
            key={item.key}
            row={rows[item.index]!}
            columns={columns}
            index={item.index}
            start={item.start}
            measure={virtualizer.measureElement}
          />
        ))}
      </div>
    </div>
  );
}

interface DataRowProps<Row> {
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
  readonly index: number;
  /** In px from the top of the list. */
  readonly start: number;
  readonly measure: (element: HTMLElement | null) => void;
}

/** While one scrolls, only rows that come into view are made. */
const DataRow = memo(function DataRow<Row>({ row, columns, index, start, measure }: DataRowProps<Row>) {
  return (
    <div
      ref={measure}
      data-index={index}
      role="row"
      aria-rowindex={index + 2}
      className="data-list-row"
      style={{ transform: `translateY(${start}px)` }}
    >
      {columns.map((column) => (
        <div key={column.id} role="cell" className={classOf(column)} data-label={column.title}>
          {column.cell(row)}
        </div>
      ))}
    </div>
  );
}) as <Row>(props: DataRowProps<Row>) => ReactNode;

const classOf = <Row,>({ align, wideOnly }: Column<Row>): string =>
  ['data-list-cell', align === 'end' ? 'end' : '', wideOnly ? 'wide-only' : ''].filter(Boolean).join(' ');

interface ColumnHeadProps<Row> {
  readonly column: Column<Row>;
  readonly sort: Sort | undefined;
  readonly onSort: ((sort: Sort) => void) | undefined;
  readonly sortBy: ReturnType<typeof screenTexts.in>;
}

function ColumnHead<Row>({ column, sort, onSort, sortBy }: ColumnHeadProps<Row>) {
  const { title, sort: field } = column;
  const chosen = field !== undefined && sort?.field === field;
  const order = chosen ? (sort.descending ? 'descending' : 'ascending') : undefined;
  return (
    <div role="columnheader" className={classOf(column)} aria-sort={field ? (order ?? 'none') : undefined}>
      {field && onSort ? (
        <button
          type="button"
          className="data-list-sort"
          title={sortBy('sortBy', { column: title })}
          onClick={() => onSort({ field, descending: chosen ? !sort.descending : false })}
        >
          {title} <span aria-hidden="true">{order ? (order === 'ascending' ? '↑' : '↓') : '↕'}</span>
        </button>
      ) : (
        title
      )}
    </div>
  );
}
