import type { Feature } from './feature';
import { home } from './features/home/feature';
import { product } from './features/product/feature';
import { recall } from './features/recall/feature';
import { shipment } from './features/shipment/feature';

/** In the order of the menu. A room that is not finished is not here. */
export const features: readonly Feature[] = [home, product, shipment, recall];
