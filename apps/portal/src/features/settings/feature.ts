import { IconSettings } from '@tabler/icons-react';
import type { Feature } from '../../feature';

export const settings: Feature = {
  routes: [
    {
      path: 'settings',
      lazy: async () => ({ Component: (await import('./settings-page')).SettingsPage }),
      children: [
        { index: true, lazy: async () => ({ Component: (await import('./settings-page')).FirstTab }) },
        { path: 'people', lazy: async () => ({ Component: (await import('./people/people-tab')).PeopleTab }) },
        { path: 'keys', lazy: async () => ({ Component: (await import('./keys/keys-tab')).KeysTab }) },
        { path: 'places', lazy: async () => ({ Component: (await import('./places/places-tab')).PlacesTab }) },
        { path: 'security', lazy: async () => ({ Component: (await import('./security/security-tab')).SecurityTab }) },
        { path: 'account', lazy: async () => ({ Component: (await import('./account/account-tab')).AccountTab }) },
      ],
    },
  ],
  menu: { path: '/settings', text: 'settings', icon: IconSettings },
};
