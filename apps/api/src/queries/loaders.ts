import type { Gln, Hex, HolderId } from '@packproof/contract';
import type {
  Batch,
  BatchKey,
  LedgerReceipt,
  Location,
  Organisation,
  Pack,
  PackKey,
  Product,
  Queries,
  Recall,
  Shipment,
  ShipmentException,
  Unit,
  Viewer,
} from '@packproof/read-model';
import DataLoader from 'dataloader';
import type { GraphqlContext } from '../graphql/context';
import { Refusal } from '../refusal';

/** One request's look-ups by key, in batches: no statement per row, and each thing once. */
export interface Loaders {
  viewer: Viewer;
  organisation: DataLoader<Gln, Organisation | undefined>;
  place: DataLoader<Gln, Location | undefined>;
  product: DataLoader<string, Product | undefined>;
  batch: DataLoader<BatchKey, Batch | undefined, string>;
  pack: DataLoader<PackKey, Pack | undefined, string>;
  unit: DataLoader<HolderId, Unit | undefined>;
  shipment: DataLoader<Hex, Shipment | undefined>;
  exceptions: DataLoader<Hex, ShipmentException[]>;
  recallsOfBatch: DataLoader<BatchKey, Recall[], string>;
  receipt: DataLoader<Hex, LedgerReceipt | undefined>;
}

const requests = new WeakMap<object, Loaders>();

/** Loaders live as long as the request that they were made for; a subscription makes new ones for each event. */
export function loadersOf(context: GraphqlContext, queries: Queries): Loaders {
  let loaders = requests.get(context);
  if (!loaders) {
    loaders = makeLoaders(viewerOf(context), queries);
    requests.set(context, loaders);
  }
  return loaders;
}

/** After a mutation has changed what they hold. */
export function forgetLoaded(context: GraphqlContext): void {
  requests.delete(context);
}

export function viewerOf({ caller }: Pick<GraphqlContext, 'caller'>): Viewer {
  if (!caller) throw new Refusal('UNAUTHENTICATED');
  return { gln: caller.gln, role: caller.organisationRole };
}

const packKeyOf = ({ gtin, serial }: PackKey) => `${gtin} ${serial}`;
const batchKeyOf = ({ gtin, lot }: BatchKey) => `${gtin} ${lot}`;

function makeLoaders(viewer: Viewer, queries: Queries): Loaders {
  return {
    viewer,
    organisation: new DataLoader((glns) => queries.organisationsByGln(glns)),
    place: new DataLoader((glns) => queries.placesByGln(glns)),
    product: new DataLoader((gtins) => queries.productsByGtin(gtins)),
    batch: new DataLoader((keys) => queries.batchesByKey(viewer, keys), { cacheKeyFn: batchKeyOf }),
    pack: new DataLoader((keys) => queries.packsByKey(viewer, keys), { cacheKeyFn: packKeyOf }),
    unit: new DataLoader((ids) => queries.unitsById(viewer, ids)),
    shipment: new DataLoader((ids) => queries.shipmentsById(viewer, ids)),
    exceptions: new DataLoader((ids) => queries.exceptionsOfShipments(viewer, ids)),
    recallsOfBatch: new DataLoader((keys) => queries.recallsOfBatches(viewer, keys), { cacheKeyFn: batchKeyOf }),
    receipt: new DataLoader((txs) => queries.receiptsByTx(txs)),
  };
}
