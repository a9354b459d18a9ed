import { IconHome } from '@tabler/icons-react';
import type { Feature } from '../../feature';

export const home: Feature = {
  routes: [{ index: true, lazy: async () => ({ Component: (await import('./home-page')).HomePage }) }],
  menu: { path: '/', text: 'home', icon: IconHome },
};
