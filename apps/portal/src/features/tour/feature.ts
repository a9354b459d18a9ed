import { lazy } from 'react';
import type { Feature } from '../../feature';

/** What teaches, while the demo is on: a tour, sample labels, and how to begin without the demo. It has no page of its own. */
export const tour: Feature = {
  routes: [],
  home: {
    first: lazy(async () => ({ default: (await import('./offer')).TourOffer })),
    last: lazy(async () => ({ default: (await import('./demo-panel')).DemoPanel })),
  },
};
