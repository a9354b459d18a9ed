import { expect, it } from 'vitest';
import { journeyOf } from './places';

const at = (gln: string, latitude: number | null = 1) => ({ location: { gln, name: gln, latitude, longitude: 2 } });

it('a place that is come to again keeps its number', () => {
  const journey = journeyOf([at('A'), at('A'), at('B'), at('A')]);
  expect(journey.places.map(({ name, number }) => [name, number])).toEqual([
    ['A', 1],
    ['B', 2],
  ]);
  expect(journey.numbers).toEqual([1, 1, 2, 1]);
  expect(journey.legs).toEqual([
    [1, 2],
    [2, 1],
  ]);
});

it('steps without coordinates are in no leg', () => {
  const journey = journeyOf([at('A'), at('X', null), { location: null }, at('B')]);
  expect(journey.numbers).toEqual([1, undefined, undefined, 2]);
  expect(journey.legs).toEqual([[1, 2]]);
});
