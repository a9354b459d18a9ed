import { IconTruckDelivery } from '@tabler/icons-react';
import type { Feature } from '../../feature';

export const shipment: Feature = {
  routes: [
    { path: 'shipments', lazy: async () => ({ Component: (await import('./shipment-list')).ShipmentList }) },
    { path: 'shipments/new', lazy: async () => ({ Component: (await import('./send/new-shipment')).NewShipment }) },
    { path: 'shipments/:id', lazy: async () => ({ Component: (await import('./shipment-page')).ShipmentPage }) },
  ],
  menu: { path: '/shipments', text: 'shipments', icon: IconTruckDelivery },
};
