import { aBatch, aPallet, type TestBatch } from '@packproof/test-data';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aScene, type Scene } from '../../test/scene';
import type { Queries } from './queries';
import type { Viewer } from './viewer';

/** Questions that name no organisation's goods, or that only the node itself asks: whoever asks gets the same answer. */
type Open =
  | 'verifyFacts'
  | 'locatePacks'
  | 'locateUnits'
  | 'inclusionPaths'
  | 'intervalsPaths'
  | 'descendantsOf'
  | 'contentsOf'
  | 'packsOfContent'
  | 'contentOfSerials'
  | 'contentOfUnits'
  | 'serialsOnRecord'
  | 'packConflicts'
  | 'entriesOfPack'
  | 'receiptsByTx'
  | 'products'
  | 'productsByGtin'
  | 'organisations'
  | 'organisationsByGln'
  | 'placesByGln'
  | 'recalls'
  | 'recallsById'
  | 'recallsOfBatches';

describe('a stranger', () => {
  let scene: Scene;
  let batch: TestBatch;
  let shipment: string;
  let recall: string;
  let ship: number;
  let exception: string;

  beforeAll(async () => {
    scene = await aScene();
    const { ledger, consortium, product } = scene;
    const { distributor, pharmacy, regulator } = consortium;
    batch = aBatch().of(product).packs(200).perCase(10).perPallet(10).made();
    scene.keep(batch);
    await batch.commissionedOn(ledger);
    const journey = await aPallet().of(batch).deliveredTo(distributor).shippedTo(pharmacy).on(ledger);
    shipment = journey.shipment!;
    ship = journey.answers.at(-1)!.index;
    const items = [{ holder: journey.holder, as: 'MISSING' as const, content: batch.content(0, 3) }];
    await pharmacy.does(ledger, 'receive', { shipment, items });
    const opened = await regulator.does(ledger, 'openRecall', {
      class: 'I',
      level: 'PATIENT',
      reason: 'x',
      drill: false,
      items: [{ batch: batch.batchId }],
    });
    recall = opened.tx;
    const lines = [{ batch: batch.batchId, quarantined: 1, returned: 0, destroyed: 0, dispensed: 0, notFound: 0 }];
    await distributor.does(ledger, 'acknowledgeRecall', { recall, items: lines });
    await scene.projector.catchUp();
    const [found] = (await scene.queries.exceptionsOfShipments(viewer(distributor), [shipment])).flat();
    exception = found!.id;
  });

  afterAll(() => scene.database.drop());

  const viewer = ({ gln, role }: { gln: string; role: Viewer['role'] }): Viewer => ({ gln, role });

  /** One for each question that has to do with goods: a new one does not compile until it is here. */
  const asked = (queries: Queries, who: Viewer): Record<Exclude<keyof Queries, Open>, () => Promise<unknown>> => {
    const key = { gtin: batch.product.gtin, lot: batch.lot };
    const pack = { gtin: batch.product.gtin, serial: batch.serials[5]! };
    const unit = batch.pallets[0]!.holder;
    return {
      batches: async () => (await queries.batches(who, {})).nodes,
      batchesByKey: async () => (await queries.batchesByKey(who, [key])).filter((found) => found!.packs > 0),
      batchesById: async () => (await queries.batchesById(who, [batch.batchId])).filter((found) => found!.packs > 0),
      packsByKey: async () => (await queries.packsByKey(who, [pack])).filter(Boolean),
      packsOfBatch: async () => (await queries.packsOfBatch(who, key, {})).nodes,
      packsOfUnit: async () => (await queries.packsOfUnit(who, unit, {})).nodes,
      packHistory: () => queries.packHistory(who, pack),
      units: async () => (await queries.units(who, {})).nodes,
      unitsById: async () => (await queries.unitsById(who, [unit, batch.cases[3]!.holder])).filter(Boolean),
      unitsOfUnit: () => queries.unitsOfUnit(who, unit),
      unitHistory: () => queries.unitHistory(who, unit),
      shipments: async () => (await queries.shipments(who, {})).nodes,
      shipmentsById: async () => (await queries.shipmentsById(who, [shipment])).filter(Boolean),
      exceptionsOfShipments: async () => (await queries.exceptionsOfShipments(who, [shipment])).flat(),
      exceptionsById: async () => (await queries.exceptionsById(who, [exception])).filter(Boolean),
      stock: () => queries.stock(who, {}),
      recallHolders: () => queries.recallHolders(who, recall),
      entry: async () => [await queries.entry(who, ship)].filter((found) => found !== 'forbidden'),
      entries: async () =>
        (await queries.entries(who, { first: 500 })).nodes.filter(({ command }) => GOODS.has(command)),
      ledgerEntries: async () =>
        (await queries.ledgerEntries(who, { first: 500 })).filter(({ entry }) => GOODS.has(entry?.command ?? '')),
    };
  };
  const GOODS = new Set(['commission', 'ship', 'receive', 'acknowledgeRecall']);

  it.each(['otherManufacturer', 'otherPharmacy', 'hospital'] as const)('finds nothing (%s)', async (name) => {
    const found = asked(scene.queries, viewer(scene.consortium[name]));
    for (const [question, ask] of Object.entries(found))
      expect({ [question]: await ask() }).toEqual({ [question]: [] });
  });

  it.each(['manufacturer', 'distributor', 'regulator', 'auditor'] as const)(
    'is not who has to do with it (%s)',
    async (name) => {
      const found = asked(scene.queries, viewer(scene.consortium[name]));
      for (const [question, ask] of Object.entries(found)) {
        expect({ [question]: ((await ask()) as unknown[]).length }).not.toEqual({ [question]: 0 });
      }
    },
  );

  it.each(['shipment', 'shipment_item', 'shipment_exception', 'trace_event', 'entry', 'acknowledgement'])(
    'finds nothing in %s even where nothing asks who it is',
    async (table) => {
      const { pool } = scene.database;
      const count = async (gln: string) => {
        const client = await pool.connect();
        try {
          await client.query(`begin; set local role packproof_member; set local packproof.gln = '${gln}'`);
          const { rows } = await client.query(
            `select count(*) as count from read."${table}" t where coalesce(to_jsonb(t) -> 'parties', '[]') <> 'null'`,
          );
          return rows[0].count as number;
        } finally {
          await client.query('rollback');
          client.release();
        }
      };
      expect(await count(scene.consortium.hospital.gln)).toBe(0);
      expect(await count('')).toBe(0);
      expect(await count(scene.consortium.distributor.gln)).toBeGreaterThan(0);
    },
  );
});
