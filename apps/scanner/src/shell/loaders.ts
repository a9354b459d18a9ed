/** The rooms that are not in the first load: they come when they are opened, and are kept for offline. */
export const LOADERS = {
  'counter/basket': () => import('../counter/basket-screen'),
  'goods-in': () => import('../goods-in/goods-in-screen'),
  dispatch: () => import('../dispatch/dispatch-screen'),
  'stock-take': () => import('../stock-take/stock-take-screen'),
  decommission: () => import('../decommission/decommission-screen'),
};

/** Fetches a room before it is drawn, where it is one of these. */
export function fetchRoom(room: string | undefined): void {
  // It is asked for once more when it is drawn: then a failure is seen.
  if (room !== undefined && room in LOADERS) LOADERS[room as keyof typeof LOADERS]().catch(() => {});
}

/** The room that the address names. */
export const namedRoom = (): string => location.pathname.replace(/^\/scan\/?|\/$/g, '');
