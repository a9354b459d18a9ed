import { checkDigit } from '@packproof/gs1';
import { describe, expect, it } from 'vitest';
import type { Refusal } from '../../refusal';
import { unitsByScans } from './units-by-scans';

const gtin = '09506000134352';
const serials = ['A', 'B', 'C', 'D'];
const batch = {
  gtin,
  lot: 'L1',
  expiry: '2027-12-31',
  numberOf: (serial: string) => (serials.includes(serial) ? serials.indexOf(serial) : undefined),
  isLeftOut: (serial: string) => serial === 'BAD',
};
const sscc = (n: number) => {
  const body = `39506000${String(n).padStart(9, '0')}`;
  return body + checkDigit(body);
};
const pack = (serial: string) => `(01)${gtin}(21)${serial}`;
const unit = (n: number) => `(00)${sscc(n)}`;

const arrange = (...units: { items: string[]; kind?: 'LOOSE' | 'PALLET' }[]) =>
  unitsByScans(
    units,
    units.map((_, i) => sscc(i)),
    serials.length,
    batch,
  );
const refusalOf = (work: () => unknown): Pick<Refusal, 'code' | 'field'> => {
  try {
    work();
  } catch (error) {
    const { code, field } = error as Refusal;
    return { code, field };
  }
  throw new Error('nothing was refused');
};

describe('units by scans', () => {
  it('numbers leaves through each unit and what is inside it, the rest last', () => {
    const { order, units, positions } = arrange(
      { items: [pack('D')] },
      { items: [pack('B'), unit(0)], kind: 'PALLET' },
    );
    expect([...order].map((i) => serials[i])).toEqual(['B', 'D', 'A', 'C']);
    expect(positions).toEqual([1]);
    expect(units).toEqual([
      {
        kind: 'PALLET',
        sscc: sscc(1),
        start: 0,
        end: 2,
        units: [{ kind: 'CASE', sscc: sscc(0), start: 1, end: 2, units: [] }],
      },
    ]);
  });

  it('leaves out the packs of rows that are left out', () => {
    expect(arrange({ items: [pack('BAD'), pack('A')] }).units[0]).toMatchObject({ start: 0, end: 1 });
    expect(refusalOf(() => arrange({ items: [pack('BAD')] }))).toEqual({
      code: 'INVALID_INPUT',
      field: 'input.packing.units[0].items',
    });
  });

  const item = 'input.packing.units[0].items[0]';
  it.each([
    [
      'a pack twice',
      [{ items: [pack('A')] }, { items: [pack('A')] }],
      'DUPLICATE_ITEM',
      'input.packing.units[1].items[0]',
    ],
    [
      'a unit in two',
      [{ items: [pack('A')] }, { items: [unit(0)] }, { items: [unit(0)] }],
      'DUPLICATE_ITEM',
      'input.packing.units[2].items[0]',
    ],
    ['a unit that comes later', [{ items: [unit(1)] }, { items: [pack('A')] }], 'INVALID_INPUT', item],
    ['a unit in itself', [{ items: [unit(0)] }], 'INVALID_INPUT', item],
    ['a unit of elsewhere', [{ items: [unit(7)] }], 'UNKNOWN_UNIT', item],
    ['a serial of elsewhere', [{ items: [pack('X')] }], 'UNKNOWN_SERIAL', item],
    ['another product', [{ items: ['(01)04012345123456(21)A'] }], 'INVALID_INPUT', item],
    ['another lot', [{ items: [`(01)${gtin}(10)L2(21)A`] }], 'BATCH_MISMATCH', item],
    ['another expiry', [{ items: [`(01)${gtin}(17)280101(21)A`] }], 'EXPIRY_MISMATCH', item],
    ['what is no medicine', [{ items: ['(414)9506000134352'] }], 'NOT_A_MEDICINE_CODE', item],
    ['what is no scan', [{ items: ['hello'] }], 'UNREADABLE', item],
    [
      'loose as a unit',
      [{ items: [pack('A')], kind: 'LOOSE' as const }],
      'INVALID_INPUT',
      'input.packing.units[0].kind',
    ],
  ])('refuses %s', (_, units, code, field) => {
    expect(refusalOf(() => arrange(...units))).toEqual({ code, field });
  });

  it('refuses a number that is given twice, and more than six levels', () => {
    expect(
      refusalOf(() => unitsByScans([{ items: [pack('A')] }, { items: [pack('B')] }], [sscc(1), sscc(1)], 4, batch)),
    ).toEqual({
      code: 'DUPLICATE_ITEM',
      field: 'input.packing.units[1].sscc',
    });
    const nested = (levels: number) =>
      Array.from({ length: levels }, (_, i) => ({ items: i === 0 ? [pack('A')] : [unit(i - 1)] }));
    expect(arrange(...nested(6)).units).toHaveLength(1);
    expect(refusalOf(() => arrange(...nested(7)))).toMatchObject({ code: 'UNIT_TOO_DEEP' });
  });
});
