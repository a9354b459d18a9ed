import { describe, expect, it } from 'vitest';
import type { LabelSample } from './documents';
import { sampleOf, singleOf } from './subject';

describe('what is to be labelled', () => {
  it.each([
    ['095210010000000253', '/labels/unit/095210010000000253'],
    ['(00)095210010000000253', '/labels/unit/095210010000000253'],
    ['(01)09521001001014(21)A/1', '/labels/pack/09521001001014/A%2F1'],
    [' ]d2010952100100101421A1\u001d10L1 ', '/labels/pack/09521001001014/A1'],
    ['https://example.org/01/09521001001014/10/L1/21/A1', '/labels/pack/09521001001014/A1'],
  ])('%j', (typed, path) => {
    expect(singleOf(typed)?.path).toBe(path);
  });

  it.each(['', 'hello', '(01)09521001001014', '095210010000000254'])('%j is no pack and no unit', (typed) => {
    expect(singleOf(typed)).toBeUndefined();
  });

  const batch = (unit: LabelSample['packList']['nodes'][number]['unit']): LabelSample => ({
    gtin: '09521001001014',
    lot: 'L1',
    expiry: '2029-01-31',
    packs: 1,
    product: { name: 'P', nameZh: null },
    packList: { nodes: [{ serial: 'A1', unit }] },
  });

  it('is shown by the first of its kind', () => {
    const packed = batch({
      sscc: '095210010000000284',
      kind: 'CASE',
      parent: { sscc: '095210010000000253', kind: 'PALLET', parent: null },
    });
    expect(sampleOf(packed, 'packs')?.lines).toEqual(['(01)09521001001014', '(17)290131', '(10)L1', '(21)A1']);
    expect(sampleOf(packed, 'cases')?.path).toBe('/labels/unit/095210010000000284');
    expect(sampleOf(packed, 'pallets')?.path).toBe('/labels/unit/095210010000000253');
    expect(sampleOf(batch({ sscc: null, kind: 'LOOSE', parent: null }), 'cases')).toBeUndefined();
  });
});
