import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatGs1Date, fullYear, parseGs1Date } from './dates';

describe('GS1 dates', () => {
  it('have the century around today (General Specifications 7.12)', () => {
    expect([fullYear(76, 2026), fullYear(77, 2026), fullYear(99, 2026)]).toEqual([2076, 1977, 1999]);
    expect([fullYear(0, 2026), fullYear(26, 2026)]).toEqual([2000, 2026]);
    // Late in a century the next one is near, early in it the last one.
    expect([fullYear(46, 2095), fullYear(45, 2095), fullYear(0, 2095), fullYear(94, 2095)]).toEqual([
      2046, 2145, 2100, 2094,
    ]);
    expect([fullYear(51, 2000), fullYear(50, 2000), fullYear(99, 2000)]).toEqual([1951, 2050, 1999]);
    for (let year = 1900; year < 2200; year++) {
      for (let two = 0; two < 100; two++) {
        const ahead = fullYear(two, year) - year;
        expect(fullYear(two, year) % 100).toBe(two);
        expect(ahead > -50 && ahead <= 50).toBe(true);
      }
    }
  });

  it('without a day are the last of the month', () => {
    expect(parseGs1Date('270200', '2026-02-01')).toBe('2027-02-28');
    expect(parseGs1Date('280200', '2026-02-01')).toBe('2028-02-29');
    expect(parseGs1Date('271200', '2026-02-01')).toBe('2027-12-31');
    expect(parseGs1Date('000200', '2026-02-01')).toBe('2000-02-29');
    expect(parseGs1Date('000200', '2095-02-01')).toBe('2100-02-28');
  });

  it('are none where the calendar has none', () => {
    for (const text of ['270230', '271301', '270001', '270132', '27010', '2701011', '2701 1', '', 'AABBCC']) {
      expect(parseGs1Date(text, '2026-02-01')).toBeUndefined();
    }
    for (const today of ['', '2026', 'yesterday', '26-02-01x'])
      expect(() => parseGs1Date('270101', today)).toThrow(RangeError);
  });

  it('are written as they are read', () => {
    const date = fc.date({ min: new Date('1977-01-01'), max: new Date('2076-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(date, (at) => {
        const iso = at.toISOString().slice(0, 10);
        expect(parseGs1Date(formatGs1Date(iso, '2026-02-01'), '2026-02-01')).toBe(iso);
      }),
    );
    expect(() => formatGs1Date('2077-01-01', '2026-02-01')).toThrow(RangeError);
    for (const text of ['2027-02-30', '2027-2-3', '', '2027-00-10', '27-01-01', '2027-01-01T00:00:00Z']) {
      expect(() => formatGs1Date(text)).toThrow(RangeError);
    }
  });

  it('ask the clock only where nobody says what day it is', () => {
    const year = String(new Date().getUTCFullYear());
    expect(parseGs1Date(`${year.slice(2)}0101`)).toBe(`${year}-01-01`);
  });
});
