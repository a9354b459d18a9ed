import type { SessionDoor } from '../../session/session';

type Role = SessionDoor['member']['organisation']['role'];

/** Stops of the tour: the screen, and what of it is shown. */
export const STOPS = {
  begin: { path: '/', element: 'nav:has(> .begin)' },
  products: { path: '/products', element: '.page-head' },
  batches: { path: '/batches', element: '.page-head' },
  shipments: { path: '/shipments', element: '.page-head' },
  stock: { path: '/stock', element: '.page-head' },
  recalls: { path: '/recalls', element: '.page-head' },
  alerts: { path: '/alerts', element: '.page-head' },
  organisations: { path: '/organisations', element: '.page-head' },
  ledger: { path: '/ledger', element: '.page-head' },
  finder: { path: '/', element: '.shell-finder' },
} as const;

export type Stop = keyof typeof STOPS;

/** What people of this role work with, in the order of their day. */
export const TOURS: Readonly<Record<Role, readonly Stop[]>> = {
  MANUFACTURER: ['begin', 'products', 'batches', 'shipments', 'ledger', 'finder'],
  DISTRIBUTOR: ['begin', 'shipments', 'stock', 'alerts', 'ledger', 'finder'],
  PHARMACY: ['begin', 'shipments', 'stock', 'recalls', 'alerts', 'finder'],
  HOSPITAL: ['begin', 'shipments', 'stock', 'recalls', 'alerts', 'finder'],
  REGULATOR: ['begin', 'organisations', 'recalls', 'alerts', 'ledger', 'finder'],
  AUDITOR: ['begin', 'batches', 'recalls', 'ledger', 'finder'],
};
