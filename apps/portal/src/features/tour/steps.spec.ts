import { expect, it } from 'vitest';
import { STOPS, type Stop, TOURS } from './steps';
import { texts } from './texts';

it.each(Object.entries(TOURS))('leads %s through five or six screens and back', (_role, stops) => {
  expect(stops.length).toBeGreaterThanOrEqual(5);
  expect(stops.length).toBeLessThanOrEqual(6);
  expect(new Set(stops).size).toBe(stops.length);
  expect([stops[0], stops.at(-1)]).toEqual(['begin', 'finder']);
});

it('says something at every stop', () => {
  const keys: readonly string[] = texts.keys;
  for (const stop of Object.keys(STOPS) as Stop[])
    expect(keys).toEqual(expect.arrayContaining([stop, `${stop}Advice`]));
});
