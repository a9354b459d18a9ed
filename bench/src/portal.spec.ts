import { expect, it } from 'vitest';
import { isBuilt, PAGE_BUDGET, pageSizes } from './portal/pages';

// `npm test` builds before it comes here; a room alone may be tested without.
it.skipIf(!isBuilt() && process.env.CI !== 'true')('no page of the portal is larger than its budget', () => {
  const { pages } = pageSizes();
  expect(pages.length).toBeGreaterThan(10);
  expect(pages.filter(({ own }) => own > PAGE_BUDGET)).toEqual([]);
});
