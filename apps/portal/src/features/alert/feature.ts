import { IconBell } from '@tabler/icons-react';
import type { Feature } from '../../feature';

export const alert: Feature = {
  routes: [
    { path: 'alerts', lazy: async () => ({ Component: (await import('./alert-list')).AlertList }) },
    { path: 'alerts/:id', lazy: async () => ({ Component: (await import('./alert-page')).AlertPage }) },
  ],
  menu: { path: '/alerts', text: 'alerts', icon: IconBell },
};
