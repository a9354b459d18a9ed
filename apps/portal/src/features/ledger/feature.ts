import { IconBinaryTree2 } from '@tabler/icons-react';
import type { Feature } from '../../feature';

export const ledger: Feature = {
  routes: [{ path: 'ledger', lazy: async () => ({ Component: (await import('./ledger-page')).LedgerPage }) }],
  menu: { path: '/ledger', text: 'ledger', icon: IconBinaryTree2 },
};
