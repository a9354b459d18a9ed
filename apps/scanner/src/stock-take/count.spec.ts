import { describe, expect, it } from 'vitest';
import { aLine, aPack, aUnit, OWN } from '../../test/lines';
import type { StockLine } from '../api/answers';
import { countOf, standingInStockTake } from './count';
import { csvOf } from './csv';

const HERE = { custodian: OWN, location: 'here' };
const stock = (lot: string, packs: number, more: Partial<StockLine> = {}): StockLine => ({
  lot,
  packs,
  expiry: '2028-02-29',
  state: 'ACTIVE',
  inTransit: false,
  product: {
    gtin: '04012345678901',
    name: 'Cardiolex 20 mg',
    nameZh: null,
    form: null,
    strength: null,
    packSize: null,
  },
  ...more,
});

describe('a scan in a stock-take', () => {
  const kindOf = (line: ReturnType<typeof aLine>) => standingInStockTake(line, OWN, 'here').kind;
  it.each([
    ['on record here', aPack('1', 'ACTIVE', HERE), 'done'],
    ['recalled, and on record here', aPack('1', 'RECALLED', HERE), 'done'],
    ['ours, on record at another place', aPack('1', 'ACTIVE', { custodian: OWN, location: 'there' }), 'ready'],
    ['somebody else’s', aPack('1', 'ACTIVE_ELSEWHERE'), 'stopped'],
    ['dispensed', aPack('1', 'ALREADY_DISPENSED_HERE', HERE), 'stopped'],
    ['on its way to us', aUnit('A', 4), 'stopped'],
    ['unknown', { ...aPack('1', 'UNKNOWN_SERIAL'), pack: null }, 'stopped'],
  ] as const)('%s: %s', (_, verification, kind) => {
    expect(kindOf(aLine(verification))).toBe(kind);
  });
});

describe('the count', () => {
  const contents = new Map([['A', new Map([['04012345678901 LOT-7', 20]])]]);

  it('sets what was found against the record, batch by batch', () => {
    const found = [aLine(aUnit('A', 20, 'ACTIVE', HERE)), aLine(aPack('1', 'ACTIVE', HERE, 'LOT-8'))];
    const { batches, unknown } = countOf([stock('LOT-7', 40), stock('LOT-9', 5)], found, contents);
    expect(batches.map(({ lot, recorded, found: packs }) => [lot, recorded, packs])).toEqual([
      ['LOT-7', 40, 20],
      ['LOT-8', 0, 1],
      ['LOT-9', 5, 0],
    ]);
    expect(unknown).toBe(0);
  });

  it('looks for nothing that was supplied, destroyed or sent off; held goods lie here too', () => {
    const lines = [
      stock('LOT-7', 3, { state: 'QUARANTINED' }),
      stock('LOT-7', 1, { state: 'DISPENSED' }),
      stock('LOT-7', 2, { state: 'DESTROYED' }),
      stock('LOT-7', 9, { inTransit: true }),
    ];
    expect(countOf(lines, [], contents).batches.map(({ recorded }) => recorded)).toEqual([3]);
  });

  it('does not pretend to know what is in a unit that it did not look into', () => {
    expect(countOf([], [aLine(aUnit('B', 500, 'ACTIVE', HERE))], new Map([['B', null]])).unknown).toBe(500);
  });
});

describe('the table as CSV', () => {
  it('quotes, and lets no cell be a formula', () => {
    expect(
      csvOf([
        ['a "b"', 'c,d'],
        ['=1+1', -3],
      ]),
    ).toBe('\uFEFF"a ""b""","c,d"\r\n\'=1+1,-3\r\n');
  });
});
