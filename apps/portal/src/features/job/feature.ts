import { IconProgressCheck } from '@tabler/icons-react';
import type { Feature } from '../../feature';

export const job: Feature = {
  routes: [
    { path: 'jobs', lazy: async () => ({ Component: (await import('./job-list')).JobList }) },
    { path: 'jobs/:id', lazy: async () => ({ Component: (await import('./job-page')).JobPage }) },
  ],
  menu: { path: '/jobs', text: 'jobs', icon: IconProgressCheck },
};
