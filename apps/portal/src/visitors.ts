import type { RouteObject } from 'react-router';
import { PageFault } from './shell/faults';

const page: RouteObject = { ErrorBoundary: PageFault, HydrateFallback: () => null };

/** Pages that are shown without a session: the first run, an invitation. */
export const visitors: readonly RouteObject[] = [
  {
    ...page,
    path: '/setup',
    lazy: async () => ({ Component: (await import('./features/welcome/setup-page')).SetupPage }),
  },
  {
    ...page,
    path: '/invitation/:id',
    lazy: async () => ({ Component: (await import('./features/welcome/invitation-page')).InvitationPage }),
  },
];
