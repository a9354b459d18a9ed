import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv, csvCell } from './csv';

describe('CSV for spreadsheets', () => {
  it.each(['=1+1', '+1', '-1', '@A1', '\tx', '\rx'])('makes a formula such as %j text', (value) => {
    expect(csvCell(value).replace(/^"/, '')).toMatch(/^'/);
  });

  it('leaves numbers numbers', () => {
    expect(csvCell(-5)).toBe('-5');
  });

  it('reads back as it was, but for the apostrophe', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string()), { minLength: 1 }), (rows) => {
        const read = parse(Buffer.from(csv(['a', 'b'], rows)), { from_line: 2 }) as string[][];
        const plain = (cell: string) => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);
        const expected = rows.map((row) => row.map((cell) => plain(cell)));
        expect(read.map((row) => row.map(plain))).toEqual(expected);
      }),
    );
  });
});
