import { IconBuildingWarehouse } from '@tabler/icons-react';
import type { Feature } from '../../feature';

export const stock: Feature = {
  routes: [{ path: 'stock', lazy: async () => ({ Component: (await import('./stock-page')).StockPage }) }],
  menu: { path: '/stock', text: 'stock', icon: IconBuildingWarehouse },
};
