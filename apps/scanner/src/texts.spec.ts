import { expect, it } from 'vitest';
import { texts } from './texts';

it('the texts say the same in both languages', () => {
  expect(texts.faults()).toEqual([]);
});
