import type { Pool } from '@packproof/database';
import { batches, batchesById, batchesByKey } from './batches';
import { contentOfSerials, contentOfUnits, packsOfContent } from './contents';
import { entries, entry, ledgerEntries, receiptsByTx } from './entries';
import { entriesOfPack, packHistory, unitHistory } from './histories';
import { contentsOf, descendantsOf, locatePacks, locateUnits } from './locate';
import { organisations, organisationsByGln, placesByGln } from './organisations';
import { packsByKey, packsOfBatch, packsOfUnit } from './packs';
import { inclusionPaths, intervalsPaths } from './paths';
import { products, productsByGtin } from './products';
import type { Queries } from './queries';
import { recallHolders, recalls, recallsById, recallsOfBatches } from './recalls';
import { packConflicts, serialsOnRecord } from './serials';
import { exceptionsById, exceptionsOfShipments, shipments, shipmentsById } from './shipments';
import { stock } from './stock';
import { units } from './unit-list';
import { unitsById, unitsOfUnit } from './units';
import { verifyFacts } from './verify';

/** @param clock milliseconds since 1970, for what expires. */
export function createQueries(pool: Pool, clock: () => number): Queries {
  const today = () => new Date(clock()).toISOString().slice(0, 10);
  return {
    verifyFacts: (readings, question) => verifyFacts(pool, readings, question),
    locatePacks: (keys) => locatePacks(pool, keys),
    locateUnits: (ssccs) => locateUnits(pool, ssccs),
    inclusionPaths: (leaves) => inclusionPaths(pool, leaves),
    intervalsPaths: (content) => intervalsPaths(pool, content),
    descendantsOf: (holders) => descendantsOf(pool, holders),
    contentsOf: (holders) => contentsOf(pool, holders),
    packsOfContent: (content, limit) => packsOfContent(pool, content, limit),
    contentOfSerials: (batch, selection) => contentOfSerials(pool, batch, selection),
    contentOfUnits: (batch, units) => contentOfUnits(pool, batch, units),
    serialsOnRecord: (gtin, serials) => serialsOnRecord(pool, gtin, serials),
    packConflicts: (tranches, limit) => packConflicts(pool, tranches, limit),
    products: (page) => products(pool, page),
    productsByGtin: (gtins) => productsByGtin(pool, gtins),
    organisations: (page) => organisations(pool, page),
    organisationsByGln: (glns) => organisationsByGln(pool, glns),
    placesByGln: (glns) => placesByGln(pool, glns),
    batches: (viewer, page) => batches(pool, viewer, page, today()),
    batchesByKey: (viewer, keys) => batchesByKey(pool, viewer, keys, today()),
    batchesById: (viewer, ids) => batchesById(pool, viewer, ids, today()),
    packsByKey: (viewer, keys) => packsByKey(pool, viewer, keys),
    packsOfBatch: (viewer, batch, page) => packsOfBatch(pool, viewer, batch, page),
    packsOfUnit: (viewer, unit, page) => packsOfUnit(pool, viewer, unit, page),
    packHistory: (viewer, key) => packHistory(pool, viewer, key),
    unitsById: (viewer, ids) => unitsById(pool, viewer, ids),
    units: (viewer, page) => units(pool, viewer, page),
    unitsOfUnit: (viewer, unit) => unitsOfUnit(pool, viewer, unit),
    unitHistory: (viewer, unit) => unitHistory(pool, viewer, unit),
    shipments: (viewer, page) => shipments(pool, viewer, page),
    shipmentsById: (viewer, ids) => shipmentsById(pool, viewer, ids),
    exceptionsOfShipments: (viewer, ids) => exceptionsOfShipments(pool, viewer, ids),
    exceptionsById: (viewer, ids) => exceptionsById(pool, viewer, ids),
    stock: (viewer, filter) => stock(pool, viewer, filter),
    recalls: (_viewer, page) => recalls(pool, page),
    recallsById: (_viewer, ids) => recallsById(pool, ids),
    recallsOfBatches: (_viewer, keys) => recallsOfBatches(pool, keys),
    recallHolders: (viewer, recall) => recallHolders(pool, viewer, recall),
    receiptsByTx: (txs) => receiptsByTx(pool, txs),
    entry: (viewer, index) => entry(pool, viewer, index),
    entries: (viewer, page) => entries(pool, viewer, page),
    ledgerEntries: (viewer, page) => ledgerEntries(pool, viewer, page),
    entriesOfPack: (key) => entriesOfPack(pool, key),
  };
}
