import { IconPill } from '@tabler/icons-react';
import type { Feature } from '../../feature';

export const product: Feature = {
  routes: [
    { path: 'products', lazy: async () => ({ Component: (await import('./product-list')).ProductList }) },
    { path: 'products/new', lazy: async () => ({ Component: (await import('./register-product')).RegisterProduct }) },
    { path: 'products/:gtin', lazy: async () => ({ Component: (await import('./product-page')).ProductPage }) },
  ],
  menu: { path: '/products', text: 'products', icon: IconPill },
};
