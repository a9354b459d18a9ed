import { IconPackage } from '@tabler/icons-react';
import type { Feature } from '../../feature';

export const batch: Feature = {
  routes: [
    { path: 'batches', lazy: async () => ({ Component: (await import('./batch-list')).BatchList }) },
    { path: 'batches/new', lazy: async () => ({ Component: (await import('./wizard/new-batch')).NewBatch }) },
    { path: 'batches/new/made', lazy: async () => ({ Component: (await import('./wizard/made-batch')).MadeBatch }) },
    { path: 'batches/:gtin/:lot', lazy: async () => ({ Component: (await import('./batch-page')).BatchPage }) },
  ],
  menu: { path: '/batches', text: 'batches', icon: IconPackage },
};
