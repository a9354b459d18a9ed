import { IconArrowBackUp } from '@tabler/icons-react';
import type { Feature } from '../../feature';

export const recall: Feature = {
  routes: [
    { path: 'recalls', lazy: async () => ({ Component: (await import('./recall-list')).RecallList }) },
    { path: 'recalls/new', lazy: async () => ({ Component: (await import('./open-recall')).OpenRecall }) },
    { path: 'recalls/:id', lazy: async () => ({ Component: (await import('./recall-page')).RecallPage }) },
  ],
  menu: { path: '/recalls', text: 'recalls', icon: IconArrowBackUp },
};
