import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEDGER_LIMITS, numbersNeeded, ssccsOf, tranchesOf, unitsByCounts } from './packing';

const counts = fc.record(
  { packsPerCase: fc.integer({ min: 1, max: 60 }), casesPerPallet: fc.integer({ min: 1, max: 40 }) },
  { requiredKeys: ['packsPerCase'] },
);

describe('packing by counts', () => {
  it('puts each pack into one case, and each case on one pallet, full but for the last', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), counts, (packs, wanted) => {
        const needed = numbersNeeded(packs, wanted);
        const numbers = Array.from({ length: needed }, (_, i) => `N${i}`);
        const units = unitsByCounts(packs, wanted, numbers);
        expect(ssccsOf(units)).toEqual(numbers);
        const cases = wanted.casesPerPallet === undefined ? units : units.flatMap((pallet) => pallet.units);
        expect(cases.map(({ start }) => start)).toEqual([0, ...cases.slice(0, -1).map(({ end }) => end)]);
        expect(cases.at(-1)!.end).toBe(packs);
        expect(cases.slice(0, -1).every(({ start, end }) => end - start === wanted.packsPerCase)).toBe(true);
        const spans = units.filter(({ units: inside }) => inside.length > 0);
        expect(spans.map(({ start, end }) => [start, end])).toEqual(
          spans.map(({ units: inside }) => [inside[0]!.start, inside.at(-1)!.end]),
        );
      }),
    );
  });

  it('makes tranches that the ledger takes, on whole units', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200_000 }), counts, (packs, wanted) => {
        let next = 0;
        for (const [start, end] of tranchesOf(packs, wanted)) {
          expect(start).toBe(next);
          const size = end - start;
          expect(Math.ceil(size / (wanted.packsPerCase * (wanted.casesPerPallet ?? 1)))).toBeLessThanOrEqual(
            LEDGER_LIMITS.units,
          );
          next = end;
        }
        expect(next).toBe(packs);
      }),
    );
    expect(tranchesOf(1_000_000, undefined)).toEqual([[0, 1_000_000]]);
  });
});
