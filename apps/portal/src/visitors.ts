import type { RouteObject } from 'react-router';

/** Pages that are shown without a session: the first run, an invitation. */
export const visitors: readonly RouteObject[] = [];
