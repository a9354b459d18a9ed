import { IconBuildings } from '@tabler/icons-react';
import type { Feature } from '../../feature';

export const organisation: Feature = {
  routes: [
    {
      path: 'organisations',
      lazy: async () => ({ Component: (await import('./organisation-list')).OrganisationList }),
    },
    {
      path: 'organisations/new',
      lazy: async () => ({ Component: (await import('./register-organisation')).RegisterOrganisation }),
    },
    {
      path: 'organisations/:gln',
      lazy: async () => ({ Component: (await import('./organisation-page')).OrganisationPage }),
    },
  ],
  menu: { path: '/organisations', text: 'organisations', icon: IconBuildings },
};
