import { expect, it } from 'vitest';
import { pickSamples, type Sample } from './samples';

const sample = (lot: string, serial: string, state = 'ACTIVE'): Sample => ({
  ...{ productName: 'Cardelol', productNameZh: null, gtin: '09521001001014', expiry: '2029-01-31', recalled: false },
  ...{ lot, serial, state },
});

it('takes one of each batch and state before a second of any', () => {
  const all = [sample('A', '1'), sample('A', '2'), sample('A', '3', 'DISPENSED'), sample('B', '4'), sample('B', '5')];
  expect(pickSamples(all, 4).map(({ serial }) => serial)).toEqual(['1', '3', '4', '2']);
  expect(pickSamples(all, 99)).toHaveLength(5);
});
