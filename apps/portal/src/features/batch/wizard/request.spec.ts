import { describe, expect, it } from 'vitest';
import { type Draft, emptyDraft } from './draft';
import { packsOf, requestOf } from './request';

const begun: Draft = { ...emptyDraft({}), gtin: '09506000134352', lot: 'L1', expiry: '2028-02-29' };
const upload = { id: 'u1', name: 'serials.csv', rows: 10, badRows: 3, errors: [] };

describe('the request of a draft', () => {
  it('makes serials, packed by counts', () => {
    const draft: Draft = {
      ...begun,
      serials: { ...begun.serials, count: 10_000 },
      packing: { how: 'PALLETS', packsPerCase: 100, casesPerPallet: 40 },
    };
    expect(packsOf(draft)).toBe(10_000);
    expect(requestOf(draft)).toEqual({
      gtin: '09506000134352',
      lot: 'L1',
      expiry: '2028-02-29',
      serials: { generate: 10_000 },
      packing: { packsPerCase: 100, casesPerPallet: 40 },
      onBadRow: 'REFUSE_ALL',
    });
  });

  it('takes what was uploaded, and leaves the bad rows out where that was wished', () => {
    const draft: Draft = {
      ...begun,
      serials: { ...begun.serials, how: 'FILE', upload, keepGood: true },
      packing: { how: 'CASES', packsPerCase: 5, casesPerPallet: 9 },
    };
    expect(packsOf(draft)).toBe(7);
    expect(requestOf(draft)).toMatchObject({
      serials: { upload: 'u1' },
      packing: { packsPerCase: 5, casesPerPallet: null },
      onBadRow: 'KEEP_GOOD',
    });
    expect(requestOf({ ...draft, packing: { ...draft.packing, how: 'LOOSE' } }).packing).toBeNull();
  });
});
