import type { Feature } from '../../feature';

/** Packs and units are reached from what they belong to, and from the finder: no entry of the menu. */
export const pack: Feature = {
  routes: [
    { path: 'units/by-id/:id', lazy: async () => ({ Component: (await import('./unit/unit-page')).UnitPage }) },
    { path: 'units/:sscc', lazy: async () => ({ Component: (await import('./unit/unit-page')).UnitPage }) },
    { path: 'packs/:gtin/:serial', lazy: async () => ({ Component: (await import('./pack-page')).PackPage }) },
  ],
};
