import type { Feature } from './feature';
import { alert } from './features/alert/feature';
import { batch } from './features/batch/feature';
import { home } from './features/home/feature';
import { job } from './features/job/feature';
import { label } from './features/label/feature';
import { ledger } from './features/ledger/feature';
import { organisation } from './features/organisation/feature';
import { pack } from './features/pack/feature';
import { product } from './features/product/feature';
import { recall } from './features/recall/feature';
import { settings } from './features/settings/feature';
import { shipment } from './features/shipment/feature';
import { stock } from './features/stock/feature';
import { tour } from './features/tour/feature';

/** In the order of the menu. A room that is not finished is not here. */
export const features: readonly Feature[] = [
  home,
  product,
  batch,
  label,
  shipment,
  pack,
  stock,
  recall,
  alert,
  ledger,
  organisation,
  job,
  settings,
  tour,
];
