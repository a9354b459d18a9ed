import { describe, expect, it } from 'vitest';
import { unitsOf } from './packing';

const packing = (how: 'PALLETS' | 'CASES' | 'LOOSE', packsPerCase: number | '', casesPerPallet: number | '') => ({
  how,
  packsPerCase,
  casesPerPallet,
});

describe('units that come out', () => {
  it.each([
    [10_000, packing('PALLETS', 100, 40), { cases: 100, pallets: 3, inLastCase: 100, inLastPallet: 20 }],
    [47, packing('PALLETS', 5, 4), { cases: 10, pallets: 3, inLastCase: 2, inLastPallet: 2 }],
    [12, packing('CASES', 5, 4), { cases: 3, pallets: 0, inLastCase: 2, inLastPallet: 0 }],
    [1, packing('PALLETS', 100, 40), { cases: 1, pallets: 1, inLastCase: 1, inLastPallet: 1 }],
    [12, packing('LOOSE', '', ''), { cases: 0, pallets: 0, inLastCase: 0, inLastPallet: 0 }],
  ])('%i packs by %o', (packs, how, made) => {
    expect(unitsOf(packs, how)).toEqual(made);
  });

  it('are not known while a number is missing or is none', () => {
    expect(unitsOf(10, packing('CASES', '', ''))).toBeUndefined();
    expect(unitsOf(10, packing('PALLETS', 5, ''))).toBeUndefined();
    expect(unitsOf(10, packing('CASES', 2.5, ''))).toBeUndefined();
    expect(unitsOf(10, packing('CASES', 0, ''))).toBeUndefined();
  });
});
