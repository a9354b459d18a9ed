import type {
  BatchState,
  EncodedContent,
  Gln,
  Gtin,
  Hex,
  HolderId,
  HolderKind,
  OrganisationRole,
  PackState,
  RecallState,
  ShipmentState,
  ShipPurpose,
  Sscc,
  UnitState,
} from '@packproof/contract';
import type {
  Batch,
  BatchKey,
  Entry,
  LedgerEntry,
  LedgerReceipt,
  Location,
  Organisation,
  Pack,
  PackKey,
  Product,
  Recall,
  RecallHolder,
  Shipment,
  ShipmentException,
  StockLine,
  TraceEvent,
  Unit,
} from '../rows';
import type { FactsQuestion, Reading, ReadingFacts } from './facts';
import type { Order } from './listing';
import type {
  InclusionPath,
  IntervalsPath,
  LeafKey,
  LocatedPack,
  LocatedUnit,
  PackConflict,
  PackOfContent,
  SelectedContent,
  SerialSelection,
} from './located';
import type { Page, PageRequest } from './page';
import type { Viewer } from './viewer';

export interface BatchFilter {
  gtin?: Gtin;
  lot?: string;
  /** In the lot or the product's name, or the beginning of the GTIN. */
  search?: string;
  /** Of the product. */
  owner?: Gln;
  state?: BatchState;
  /** YYYY-MM-DD, exclusive. */
  expiresBefore?: string;
}
export type BatchOrder = Order<'LOT' | 'EXPIRY' | 'PRODUCT_NAME' | 'PACKS' | 'COMMISSIONED_AT'>;
export interface ProductFilter {
  owner?: Gln;
  withdrawn?: boolean;
}
export type ProductOrder = Order<'NAME' | 'GTIN'>;
export type OrganisationOrder = Order<'NAME' | 'GLN'>;
export interface ShipmentFilter {
  state?: ShipmentState;
  purpose?: ShipPurpose;
  /** With packs of the product that the viewer may know to be in it. */
  gtin?: Gtin;
  from?: Gln;
  to?: Gln;
  /** With, or without, an open exception. */
  withExceptions?: boolean;
}
export type ShipmentOrder = Order<'SHIPPED_AT' | 'PACKS'>;
export interface ShipmentsAsked extends PageRequest {
  filter?: ShipmentFilter;
  orderBy?: ShipmentOrder;
  /** Shipments with open exceptions that are no state of the ledger: `filter.withExceptions` counts them too. */
  alsoExcepted?: readonly Hex[];
}
export interface StockFilter {
  holder?: Gln;
  location?: Gln;
  gtin?: Gtin;
  lot?: string;
  /** Without it what has not ended: ACTIVE and QUARANTINED. */
  state?: PackState;
  expiresBefore?: string;
}
export interface UnitFilter {
  holder?: Gln;
  location?: Gln;
  /** With packs of the product, and of the lot, that the viewer may know to be in it. */
  gtin?: Gtin;
  lot?: string;
  kinds?: readonly HolderKind[];
  state?: UnitState;
  /** The beginning of the SSCC. */
  search?: string;
}
export interface RecallFilter {
  state?: RecallState;
  gtin?: Gtin;
  drill?: boolean;
  /** In the reason, a lot or a product's name, or the beginning of a GTIN. */
  search?: string;
}
export type RecallOrder = Order<'OPENED_AT' | 'PACKS'>;
export interface PackFilter {
  state?: PackState;
  /** What the serial begins with. */
  search?: string;
}

/**
 * Typed questions to the read model. All that take several keys answer in the same order, with undefined where there is
 * nothing (or nothing that the viewer may see), in a fixed number of statements: fit for a DataLoader.
 */
export interface Queries {
  // Hot path
  /** Everything `assessPack` and `assessUnit` need, in one round trip for packs; same order as the readings. */
  verifyFacts(readings: readonly Reading[], question: FactsQuestion): Promise<ReadingFacts[]>;

  // Hints for commands; no viewer: the ledger decides.
  locatePacks(keys: readonly PackKey[]): Promise<(LocatedPack | undefined)[]>;
  locateUnits(ssccs: readonly Sscc[]): Promise<(LocatedUnit | undefined)[]>;
  inclusionPaths(leaves: readonly LeafKey[]): Promise<(InclusionPath | undefined)[]>;
  /** One multi-proof per tranche of the content: what an addressee needs to check what it gets. */
  intervalsPaths(content: EncodedContent): Promise<IntervalsPath[]>;
  /** All child records at any depth (rule 6), parents before children. */
  descendantsOf(holders: readonly HolderId[]): Promise<HolderId[][]>;
  contentsOf(holders: readonly HolderId[]): Promise<(EncodedContent | undefined)[]>;
  /** Serials of leaves, in order of tranche and leaf; at most `limit`. */
  packsOfContent(content: EncodedContent, limit: number): Promise<PackOfContent[]>;
  contentOfSerials(batch: BatchKey, selection: SerialSelection): Promise<SelectedContent | undefined>;
  /** Everything in these units and shipments that is of the batch. */
  contentOfUnits(
    batch: BatchKey,
    units: { ssccs?: readonly Sscc[]; shipment?: Hex },
  ): Promise<SelectedContent | undefined>;
  /** Those of the serials that are on record of the product; in no order. A few thousand at a time. */
  serialsOnRecord(gtin: Gtin, serials: readonly string[]): Promise<string[]>;
  /** Packs of these tranches whose serial was committed before, at most `limit`. */
  packConflicts(tranches: readonly Hex[], limit: number): Promise<PackConflict[]>;

  // Public
  products(
    page: PageRequest & { search?: string; filter?: ProductFilter; orderBy?: ProductOrder },
  ): Promise<Page<Product>>;
  productsByGtin(gtins: readonly Gtin[]): Promise<(Product | undefined)[]>;
  organisations(
    page: PageRequest & { search?: string; role?: OrganisationRole; orderBy?: OrganisationOrder },
  ): Promise<Page<Organisation>>;
  organisationsByGln(glns: readonly Gln[]): Promise<(Organisation | undefined)[]>;
  placesByGln(glns: readonly Gln[]): Promise<(Location | undefined)[]>;

  // As the viewer may see them
  batches(viewer: Viewer, page: PageRequest & { filter?: BatchFilter; orderBy?: BatchOrder }): Promise<Page<Batch>>;
  batchesByKey(viewer: Viewer, keys: readonly BatchKey[]): Promise<(Batch | undefined)[]>;
  batchesById(viewer: Viewer, ids: readonly Hex[]): Promise<(Batch | undefined)[]>;
  packsByKey(viewer: Viewer, keys: readonly PackKey[]): Promise<(Pack | undefined)[]>;
  /** In order of tranche and leaf; of a batch what the viewer may see. */
  packsOfBatch(viewer: Viewer, batch: BatchKey, page: PageRequest & { filter?: PackFilter }): Promise<Page<Pack>>;
  packsOfUnit(viewer: Viewer, unit: HolderId, page: PageRequest & { filter?: PackFilter }): Promise<Page<Pack>>;
  packHistory(viewer: Viewer, key: PackKey): Promise<TraceEvent[]>;
  unitsById(viewer: Viewer, ids: readonly HolderId[]): Promise<(Unit | undefined)[]>;
  /** Topmost ones, latest first. */
  units(viewer: Viewer, page: PageRequest & { filter?: UnitFilter }): Promise<Page<Unit>>;
  /** Child records, then inner units without a record that still have packs. */
  unitsOfUnit(viewer: Viewer, unit: HolderId): Promise<Unit[]>;
  unitHistory(viewer: Viewer, unit: HolderId): Promise<TraceEvent[]>;
  shipments(viewer: Viewer, page: ShipmentsAsked): Promise<Page<Shipment>>;
  shipmentsById(viewer: Viewer, ids: readonly Hex[]): Promise<(Shipment | undefined)[]>;
  exceptionsOfShipments(viewer: Viewer, shipments: readonly Hex[]): Promise<ShipmentException[][]>;
  exceptionsById(viewer: Viewer, ids: readonly string[]): Promise<(ShipmentException | undefined)[]>;
  /** At most 10,000 lines. */
  stock(viewer: Viewer, filter?: StockFilter): Promise<StockLine[]>;
  recalls(viewer: Viewer, page: PageRequest & { filter?: RecallFilter; orderBy?: RecallOrder }): Promise<Page<Recall>>;
  recallsById(viewer: Viewer, ids: readonly Hex[]): Promise<(Recall | undefined)[]>;
  /** Those that block the batch, and drills and lifted ones too. */
  recallsOfBatches(viewer: Viewer, batches: readonly BatchKey[]): Promise<Recall[][]>;
  /** All of them for opener, product owner and those who see all; others find their own line only. */
  recallHolders(viewer: Viewer, recall: Hex): Promise<RecallHolder[]>;
  receiptsByTx(txs: readonly Hex[]): Promise<(LedgerReceipt | undefined)[]>;
  /** The entry, if it concerns the viewer; `forbidden` if it does not. */
  entry(viewer: Viewer, index: number): Promise<Entry | 'forbidden' | undefined>;
  /** Those that concern the viewer, latest first. */
  entries(viewer: Viewer, page: PageRequest): Promise<Page<Entry>>;
  /** All of them, latest first: of those that do not concern the viewer only that they are there. */
  ledgerEntries(viewer: Viewer, page: { first?: number; before?: number }): Promise<LedgerEntry[]>;
  /** Log indexes of the commands about a pack, in order: for its proof. */
  entriesOfPack(key: PackKey): Promise<number[]>;
}
