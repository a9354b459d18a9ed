export { PackHasher } from './payload/pack-hasher';
export type { PayloadReader, PayloadUnit, TranchePayload } from './payload/payload-reader';
export type { InvariantFault, Projector, ProjectorLog, TableHash } from './projection/projector-types';
export type {
  BatchRead,
  FactsQuestion,
  PackFound,
  PackReading,
  PackReadingFacts,
  Reading,
  ReadingFacts,
  UnitFound,
  UnitReading,
  UnitReadingFacts,
  Whereabouts,
} from './queries/facts';
export { Conditions, type Listed, Listing, type Order, type SortDirection, type SortKey } from './queries/listing';
export type {
  InclusionPath,
  IntervalsPath,
  LeafKey,
  LocatedPack,
  LocatedUnit,
  PackConflict,
  PackOfContent,
  SelectedContent,
  SerialSelection,
} from './queries/located';
export { MAX_PAGE_SIZE, type Page, PageError, type PageRequest } from './queries/page';
export type {
  BatchFilter,
  BatchOrder,
  OrganisationOrder,
  PackFilter,
  ProductFilter,
  ProductOrder,
  Queries,
  RecallFilter,
  RecallOrder,
  ShipmentFilter,
  ShipmentOrder,
  ShipmentsAsked,
  StockFilter,
  UnitFilter,
} from './queries/queries';
export { gtinPattern, prefixPattern, searchPattern } from './queries/search';
export { seesAll, type Viewer } from './queries/viewer';
export { createReadModel, type ReadModel, type ReadModelOptions } from './read-model';
export type {
  Batch,
  BatchKey,
  Entry,
  LedgerEntry,
  LedgerReceipt,
  Location,
  LocationKey,
  Organisation,
  Pack,
  PackKey,
  Product,
  Recall,
  RecallHolder,
  RecallLine,
  Shipment,
  ShipmentException,
  StockLine,
  TraceEvent,
  Unit,
} from './rows';
