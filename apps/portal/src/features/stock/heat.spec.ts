import { describe, expect, it } from 'vitest';
import type { StockLine } from './documents';
import { firstExpired, heatOf } from './heat';

const line = (change: Partial<StockLine>): StockLine => ({
  holder: { gln: '1', name: 'Harbour' },
  location: { gln: '2', extension: null, name: 'Shelf' },
  product: { gtin: '3', name: 'Cardelol', nameZh: null },
  lot: 'L',
  expiry: '2027-01-15',
  state: 'ACTIVE',
  batchState: 'ACTIVE',
  inTransit: false,
  packs: 10,
  ...change,
});

describe('the heat map', () => {
  it('adds up by place and month, over the turn of the year', () => {
    const heat = heatOf(
      [line({}), line({ expiry: '2027-01-31', packs: 5 }), line({ expiry: '2026-12-01' })],
      '2026-11-25',
    );
    expect(heat.periods.slice(0, 4)).toEqual(['2026-11', '2026-12', '2027-01', '2027-04']);
    expect(heat.rows).toHaveLength(1);
    expect([...heat.rows[0]!.cells]).toEqual([
      ['2027-01', 15],
      ['2026-12', 10],
    ]);
    expect(heat.rows[0]!.total).toBe(25);
    expect(heat.most).toBe(15);
  });
  it('keeps what has run out and what comes later apart, and what is under way from what is in place', () => {
    const heat = heatOf(
      [line({ expiry: '2026-11-24' }), line({ expiry: '2029-11-01' }), line({ inTransit: true, expiry: '2026-11-25' })],
      '2026-11-25',
    );
    expect(heat.periods[0]).toBe('past');
    expect(heat.rows.map(({ place }) => place)).toEqual(['Shelf', null]);
    expect(heat.rows[0]!.cells.get('later')).toBe(10);
    expect(heat.rows[1]!.cells.get('2026-11')).toBe(10);
  });
});

it('names what to take first: not what is blocked, under way or over', () => {
  const first = line({ expiry: '2027-02-01', lot: 'FIRST' });
  const lines = [
    line({ expiry: '2027-03-01' }),
    first,
    line({ expiry: '2027-01-01', state: 'QUARANTINED' }),
    line({ expiry: '2027-01-02', batchState: 'RECALLED' }),
    line({ expiry: '2026-12-01', inTransit: true }),
    line({ expiry: '2026-11-24' }),
  ];
  expect(firstExpired(lines, '2026-11-25')).toEqual([first]);
});
