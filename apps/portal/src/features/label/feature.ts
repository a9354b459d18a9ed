import { IconPrinter } from '@tabler/icons-react';
import type { Feature } from '../../feature';

export const label: Feature = {
  routes: [{ path: 'labels', lazy: async () => ({ Component: (await import('./label-studio')).LabelStudio }) }],
  menu: { path: '/labels', text: 'labels', icon: IconPrinter },
};
