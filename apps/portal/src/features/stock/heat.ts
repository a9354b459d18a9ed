import type { StockLine } from './documents';

/** The last month of a column, `YYYY-MM`; or what lies before or after those that are shown. */
export type Period = 'past' | 'later' | `${number}-${number}`;

export interface HeatRow {
  /** Of the place, or of what is under way. */
  readonly key: string;
  readonly holder: string;
  /** null: on the way */
  readonly place: string | null;
  readonly gln: string | null;
  readonly cells: ReadonlyMap<Period, number>;
  readonly total: number;
}

export interface Heat {
  readonly periods: readonly Period[];
  readonly rows: readonly HeatRow[];
  /** The fullest cell: what all others are measured against. */
  readonly most: number;
}

/** Last months of the columns, counted from now: months, then quarters, then half years. */
const COLUMNS = [0, 1, 2, 5, 8, 11, 17, 23, 35];

/** Packs by place and expiry: what has run out, the next months one by one, then coarser, all that comes later. */
export function heatOf(lines: readonly StockLine[], today: string): Heat {
  const months = COLUMNS.map((index) => monthAfter(today, index));
  const periodOf = (expiry: string): Period => {
    if (expiry < today) return 'past';
    const month = expiry.slice(0, 7);
    return months.find((last) => month <= last) ?? 'later';
  };
  const rows = new Map<
    string,
    { holder: string; place: string | null; gln: string | null; cells: Map<Period, number> }
  >();
  for (const { holder, location, inTransit, expiry, packs } of lines) {
    const place = inTransit || !location ? null : [location.name, location.extension].filter(Boolean).join(' · ');
    const key = `${holder.gln} ${inTransit ? 'transit' : (location?.gln ?? '')} ${location?.extension ?? ''}`;
    const row = rows.get(key) ?? { holder: holder.name, place, gln: location?.gln ?? null, cells: new Map() };
    const period = periodOf(expiry);
    row.cells.set(period, (row.cells.get(period) ?? 0) + packs);
    rows.set(key, row);
  }
  const all = [...rows].map(([key, row]) => ({
    key,
    ...row,
    total: [...row.cells.values()].reduce((a, b) => a + b, 0),
  }));
  const used = new Set(all.flatMap(({ cells }) => [...cells.keys()]));
  const periods = (['past', ...months, 'later'] as Period[]).filter((each) => each !== 'past' || used.has('past'));
  return {
    periods,
    rows: all.sort((one, other) => other.total - one.total),
    most: Math.max(1, ...all.flatMap(({ cells }) => [...cells.values()])),
  };
}

/** The month that lies so many after that of a day or month. */
export function monthAfter(today: string, months: number): Period {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const date = new Date(Date.UTC(year, month - 1 + months, 1));
  return date.toISOString().slice(0, 7) as Period;
}

/** Of each product that may be supplied, the line that runs out first. */
export function firstExpired(lines: readonly StockLine[], today: string): StockLine[] {
  const first = new Map<string, StockLine>();
  for (const line of lines) {
    if (line.state !== 'ACTIVE' || line.batchState !== 'ACTIVE' || line.inTransit || line.expiry < today) continue;
    const known = first.get(line.product.gtin);
    if (!known || line.expiry < known.expiry) first.set(line.product.gtin, line);
  }
  return [...first.values()].sort((one, other) => one.expiry.localeCompare(other.expiry));
}
