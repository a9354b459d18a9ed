import { describe, expect, it } from 'vitest';
import { checkSerials } from './serial-check';

describe('serials of a list', () => {
  it('keeps the good ones in order and names every bad row', () => {
    expect(checkSerials(['A1', '', 'a b', 'A1', 'X'.repeat(21), 'a1', 'Ω', 'A1'])).toEqual({
      good: ['A1', 'a1'],
      bad: [
        { row: 2, value: '', code: 'INVALID_INPUT' },
        { row: 3, value: 'a b', code: 'INVALID_INPUT' },
        { row: 4, value: 'A1', code: 'DUPLICATE_ITEM' },
        { row: 5, value: 'X'.repeat(21), code: 'LIMIT_EXCEEDED' },
        { row: 7, value: 'Ω', code: 'INVALID_INPUT' },
        { row: 8, value: 'A1', code: 'DUPLICATE_ITEM' },
      ],
    });
  });

  it('takes a million in a moment', () => {
    const serials = Array.from({ length: 1_000_000 }, (_, i) => `S${i}`);
    expect(checkSerials(serials).good).toHaveLength(1_000_000);
  });
});
