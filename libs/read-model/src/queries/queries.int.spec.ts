import { assessPack, assessUnit, encodeContent } from '@packproof/contract';
import { buildTree, fromHex, intervalsPath, leafHash, verifyInclusion } from '@packproof/merkle';
import { aBatch, sha256, type TestBatch, type TestOrganisation } from '@packproof/test-data';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aScene, type Scene } from '../../test/scene';
import type { PackReadingFacts, UnitReadingFacts } from './facts';

const viewer = ({ gln, role }: TestOrganisation) => ({ gln, role });

describe('queries over a batch under way', () => {
  let scene: Scene;
  let batch: TestBatch;
  let shipment: string;
  let recall: string;

  beforeAll(async () => {
    scene = await aScene();
    const { ledger, consortium, product } = scene;
    const { manufacturer, distributor, pharmacy, regulator } = consortium;
    batch = aBatch().of(product).packs(1000).perBundle(5).perCase(50).perPallet(10).made();
    scene.keep(batch);
    await batch.commissionedOn(ledger);
    const pallet = batch.pallets[0]!.holder;
    const toDistributor = await manufacturer.does(ledger, 'ship', {
      to: distributor.gln,
      purpose: 'SUPPLY',
      items: [{ holder: pallet }],
    });
    await distributor.does(ledger, 'receive', {
      shipment: toDistributor.tx,
      items: [{ holder: pallet, as: 'RECEIVED' }],
    });
    await distributor.does(ledger, 'detach', { items: [batch.cases[0]!.detachment(), batch.cases[1]!.detachment()] });
    const [first, second] = [batch.cases[0]!.holder, batch.cases[1]!.holder];
    const toPharmacy = await distributor.does(ledger, 'ship', {
      to: pharmacy.gln,
      purpose: 'SUPPLY',
      items: [{ holder: first }, { holder: second }],
    });
    shipment = toPharmacy.tx;
    await pharmacy.does(ledger, 'receive', {
      shipment,
      items: [
        { holder: first, as: 'MISSING', content: batch.content(3, 5) },
        { holder: first, as: 'RECEIVED' },
      ],
    });
    await pharmacy.does(ledger, 'dispense', { items: [{ pack: batch.packReference(0, first) }] });
    await pharmacy.does(ledger, 'quarantine', { reason: 'seal', items: [{ pack: batch.packReference(1, first) }] });
    const opened = await regulator.does(ledger, 'openRecall', {
      class: 'II',
      level: 'PHARMACY',
      reason: 'glass',
      drill: false,
      items: [{ batch: batch.batchId, content: batch.content(10, 20) }],
    });
    recall = opened.tx;
    await scene.projector.catchUp();
    expect(scene.warnings).toEqual([]);
  });

  afterAll(() => scene.database.drop());

  const pack = async (leaf: number, asker: TestOrganisation, heldBefore = false) => {
    const reading = { gtin: batch.product.gtin, serial: batch.serials[leaf]!, lot: batch.lot };
    const [facts] = await scene.queries.verifyFacts([reading], { asker: asker.gln, heldBefore });
    return facts as PackReadingFacts;
  };
  const answer = async (leaf: number, asker: TestOrganisation) => {
    const facts = await pack(leaf, asker);
    const time = new Date(scene.clock.now()).toISOString();
    return assessPack(facts.pack!.facts, { asker: asker.gln, time, purpose: 'SUPPLY' });
  };

  it('gives what an assessment of a pack needs', async () => {
    const { pharmacy, otherPharmacy, distributor, manufacturer } = scene.consortium;
    expect(await answer(0, pharmacy)).toMatchObject({ outcome: 'ALREADY_DISPENSED_HERE', undoable: true });
    expect(await answer(0, otherPharmacy)).toMatchObject({ outcome: 'ALREADY_DISPENSED_ELSEWHERE' });
    expect(await answer(1, pharmacy)).toMatchObject({ outcome: 'QUARANTINED' });
    expect(await answer(2, pharmacy)).toMatchObject({ outcome: 'ACTIVE', others: [] });
    expect(await answer(2, otherPharmacy)).toMatchObject({ outcome: 'ACTIVE_ELSEWHERE' });
    expect(await answer(3, pharmacy)).toMatchObject({ outcome: 'DISPUTED' });
    expect(await answer(10, pharmacy)).toMatchObject({ outcome: 'RECALLED', recall: { class: 'II', reason: 'glass' } });
    expect(await answer(60, pharmacy)).toMatchObject({ outcome: 'NOT_RECEIVED' });
    expect(await answer(60, distributor)).toMatchObject({ outcome: 'IN_TRANSIT' });
    expect(await answer(200, distributor)).toMatchObject({ outcome: 'ACTIVE' });
    expect(await answer(700, manufacturer)).toMatchObject({ outcome: 'ACTIVE' });
  });

  it('says who had it before, and what is not on record', async () => {
    const { pharmacy, distributor, manufacturer, hospital } = scene.consortium;
    for (const [asker, before] of [
      [pharmacy, true],
      [distributor, true],
      [manufacturer, true],
      [hospital, false],
    ] as const) {
      expect((await pack(2, asker, true)).heldBefore).toBe(before);
    }
    expect((await pack(200, pharmacy, true)).heldBefore).toBe(false);
    const { gtin } = batch.product;
    const [unknown, otherLot, nothing] = await scene.queries.verifyFacts(
      [
        { gtin, serial: 'NEVER', lot: batch.lot },
        { gtin, serial: batch.serials[0]!, lot: 'NO SUCH' },
        { gtin: '00000000000000', serial: '1' },
      ],
      { asker: pharmacy.gln },
    );
    expect(unknown).toMatchObject({ product: { gtin }, batchRead: { lot: batch.lot }, awaitingPayload: false });
    expect(unknown).not.toHaveProperty('pack');
    expect(otherLot).toMatchObject({ pack: { batch: { lot: batch.lot } } });
    expect(otherLot).not.toHaveProperty('batchRead');
    expect(nothing).toEqual({ reading: { gtin: '00000000000000', serial: '1' }, awaitingPayload: false });
  });

  it('gives what an assessment of a unit needs, inner units too', async () => {
    const { pharmacy, distributor } = scene.consortium;
    const time = new Date(scene.clock.now()).toISOString();
    const ask = async (sscc: string, asker: TestOrganisation) => {
      const [facts] = (await scene.queries.verifyFacts([{ sscc }], { asker: asker.gln })) as UnitReadingFacts[];
      return { facts, answer: assessUnit(facts!.unit?.facts, { asker: asker.gln, time, purpose: 'SUPPLY' }).outcome };
    };
    expect(await ask(batch.cases[0]!.sscc, pharmacy)).toMatchObject({
      answer: 'RECALLED',
      facts: { unit: { recorded: true } },
    });
    expect(await ask(batch.cases[1]!.sscc, pharmacy)).toMatchObject({ answer: 'NOT_RECEIVED' });
    const inner = await ask(batch.cases[5]!.sscc, distributor);
    expect(inner).toMatchObject({
      answer: 'ACTIVE',
      facts: { unit: { recorded: false, holder: batch.pallets[0]!.holder, goods: [{ packs: 50 }] } },
    });
    const bundle = batch.unitsOf('BUNDLE')[0]!;
    // 5 packs, of which 2 are missing and in a part, and one was dispensed.
    expect(await ask(bundle.sscc, pharmacy)).toMatchObject({
      facts: { unit: { recorded: false, goods: [{ packs: 2 }] } },
    });
    expect(await ask('000000000000000000', pharmacy)).toEqual({
      facts: { reading: { sscc: '000000000000000000' } },
      answer: 'UNKNOWN_UNIT',
    });
  });

  it('locates packs and gives paths that prove them', async () => {
    const { gtin } = batch.product;
    const [found, missing] = await scene.queries.locatePacks([
      { gtin, serial: batch.serials[777]! },
      { gtin, serial: 'NEVER' },
    ]);
    expect(missing).toBeUndefined();
    expect(found).toMatchObject({ leaf: 777, count: 1000, root: batch.root, holder: batch.pallets[1]!.holder });
    const [path] = await scene.queries.inclusionPaths([found!]);
    expect(path!.path).toEqual(batch.pathAt(777));
    expect(
      verifyInclusion(sha256, {
        leafHash: fromHex(path!.leafHash),
        index: 777,
        count: 1000,
        root: fromHex(batch.root),
        path: path!.path.map((node) => fromHex(node)),
      }),
    ).toBe(true);
    const content = encodeContent(
      new Map([
        [
          batch.trancheId,
          [
            [3, 5],
            [100, 217],
            [999, 1000],
          ],
        ],
      ]),
    );
    const [proof] = await scene.queries.intervalsPaths(content);
    const tree = buildTree(
      sha256,
      batch.packIds.map((id) => fromHex(id)),
    );
    const ranges = [
      { from: 3, to: 5 },
      { from: 100, to: 217 },
      { from: 999, to: 1000 },
    ];
    expect(proof!.path.map((node) => Buffer.from(node).toString('hex'))).toEqual(
      intervalsPath(sha256, tree, ranges).map((node) => Buffer.from(node).toString('hex')),
    );
    const hashes = ranges.flatMap(({ from, to }) =>
      batch.packIds.slice(from, to).map((id) => leafHash(sha256, fromHex(id))),
    );
    expect(Buffer.concat(hashes).equals(Buffer.from(proof!.leafHashes))).toBe(true);
  });

  it('locates units with the proofs that take them out', async () => {
    const bundle = batch.unitsOf('BUNDLE')[42]!;
    const [recorded, inCase, inBundle, none] = await scene.queries.locateUnits([
      batch.cases[0]!.sscc,
      batch.cases[5]!.sscc,
      bundle.sscc,
      '000000000000000000',
    ]);
    expect(none).toBeUndefined();
    expect(recorded).toMatchObject({ recorded: true, holder: batch.cases[0]!.holder, innerCount: 10 });
    expect(inCase).toMatchObject({
      recorded: false,
      content: batch.cases[5]!.content,
      detaches: [batch.innerUnitProof(5)],
    });
    expect(inBundle).toMatchObject({
      recorded: false,
      holder: batch.pallets[0]!.holder,
      content: bundle.content,
      detaches: [batch.innerUnitProof(4), bundle.proof()],
    });
  });

  it('selects packs for a recall', async () => {
    const key = { gtin: batch.product.gtin, lot: batch.lot };
    const { queries } = scene;
    const serials = batch.serials.slice(5, 9);
    expect(await queries.contentOfSerials(key, { serials: [...serials, 'NEVER'] })).toEqual({
      content: batch.content(5, 9),
      packs: 4,
      unknown: ['NEVER'],
    });
    const sorted = [...batch.serials].sort();
    expect(await queries.contentOfSerials(key, { from: sorted[10]!, to: sorted[19]! })).toMatchObject({ packs: 10 });
    expect(await queries.contentOfSerials({ ...key, lot: 'NONE' }, { serials })).toBeUndefined();
    expect(await queries.contentOfUnits(key, { ssccs: [batch.cases[5]!.sscc] })).toMatchObject({
      content: batch.cases[5]!.content,
    });
    // As it left: what was missing then is part of it.
    expect(await queries.contentOfUnits(key, { shipment })).toMatchObject({ content: batch.content(0, 100) });
    const packs = await queries.packsOfContent(batch.content(5, 9), 3);
    expect(packs.map(({ serial, leaf }) => ({ serial, leaf }))).toEqual(
      serials.slice(0, 3).map((serial, i) => ({ serial, leaf: 5 + i })),
    );
  });

  it('shows packs and units only to those whom they concern', async () => {
    const { manufacturer, otherManufacturer, distributor, pharmacy, hospital, regulator } = scene.consortium;
    const { gtin } = batch.product;
    const key = { gtin, serial: batch.serials[2]! };
    const seen = async (organisation: TestOrganisation) =>
      (await scene.queries.packsByKey(viewer(organisation), [key]))[0];
    for (const organisation of [manufacturer, distributor, pharmacy, regulator]) {
      expect(await seen(organisation)).toMatchObject({
        state: 'ACTIVE',
        custodian: pharmacy.gln,
        holder: batch.cases[0]!.holder,
      });
    }
    for (const organisation of [hospital, otherManufacturer]) expect(await seen(organisation)).toBeUndefined();
    expect(await seen(pharmacy)).toMatchObject({ unit: `sscc:${batch.unitsOf('BUNDLE')[0]!.sscc}` });

    const unit = async (organisation: TestOrganisation, id: string) =>
      (await scene.queries.unitsById(viewer(organisation), [id]))[0];
    const pallet = batch.pallets[0]!.holder;
    expect(await unit(distributor, pallet)).toMatchObject({
      kind: 'PALLET',
      state: 'AT_REST',
      packs: 400,
      custodian: distributor.gln,
    });
    expect(await unit(manufacturer, pallet)).toMatchObject({ packs: 400 });
    expect(await unit(pharmacy, pallet)).toBeUndefined();
    expect(await unit(pharmacy, batch.cases[1]!.holder)).toMatchObject({
      state: 'IN_TRANSIT',
      transit: { to: pharmacy.gln },
    });
    const inside = await scene.queries.unitsOfUnit(viewer(distributor), pallet);
    expect(inside.map(({ sscc }) => sscc)).toEqual(batch.cases.slice(2, 10).map(({ sscc }) => sscc));
    expect(inside[0]).toMatchObject({ recorded: false, kind: 'CASE', packs: 50, parent: pallet });
    const bundles = await scene.queries.unitsOfUnit(viewer(distributor), inside[0]!.id);
    expect(bundles).toHaveLength(10);
    expect(bundles[0]).toMatchObject({ parent: inside[0]!.id, kind: 'BUNDLE', packs: 5 });
    const page = await scene.queries.packsOfUnit(viewer(distributor), inside[0]!.id, { first: 30 });
    expect(page.nodes.map(({ serial }) => serial)).toEqual(batch.serials.slice(100, 130));
    const next = await scene.queries.packsOfUnit(viewer(distributor), inside[0]!.id, {
      first: 30,
      after: page.endCursor!,
    });
    expect(next.nodes.map(({ serial }) => serial)).toEqual(batch.serials.slice(130, 150));
    expect(next.hasNextPage).toBe(false);
  });

  it('tells histories, each only what the viewer may know', async () => {
    const { manufacturer, distributor, pharmacy, otherManufacturer } = scene.consortium;
    const key = { gtin: batch.product.gtin, serial: batch.serials[0]! };
    const types = async (organisation: TestOrganisation) =>
      (await scene.queries.packHistory(viewer(organisation), key)).map(({ type }) => type);
    const whole = ['COMMISSIONED', 'SHIPPED', 'RECEIVED', 'UNPACKED', 'SHIPPED', 'RECEIVED', 'DISPENSED'];
    expect(await types(manufacturer)).toEqual(whole);
    expect(await types(distributor)).toEqual(whole.slice(0, -1));
    expect(await types(pharmacy)).toEqual(['COMMISSIONED', 'SHIPPED', 'RECEIVED', 'DISPENSED']);
    expect(await types(otherManufacturer)).toEqual([]);
    const recalled = await scene.queries.packHistory(viewer(pharmacy), { ...key, serial: batch.serials[12]! });
    expect(recalled.map(({ type }) => type)).toEqual(['COMMISSIONED', 'SHIPPED', 'RECEIVED', 'RECALLED']);
    const unit = await scene.queries.unitHistory(viewer(distributor), batch.cases[0]!.holder);
    expect(unit.map(({ type }) => type)).toEqual(['UNPACKED', 'SHIPPED', 'RECEIVED']);
  });

  it('lists shipments, their exceptions and what is in stock', async () => {
    const { manufacturer, distributor, pharmacy, hospital, regulator } = scene.consortium;
    const { queries } = scene;
    const list = async (organisation: TestOrganisation, filter = {}) =>
      (await queries.shipments(viewer(organisation), { filter })).nodes;
    expect(await list(hospital)).toEqual([]);
    expect(await list(pharmacy)).toMatchObject([
      { id: shipment, state: 'PARTLY_RECEIVED', packs: 100, units: [batch.cases[0]!.holder, batch.cases[1]!.holder] },
    ]);
    expect(await list(manufacturer)).toHaveLength(2);
    expect(await list(distributor, { state: 'RECEIVED' })).toMatchObject([{ from: manufacturer.gln, packs: 500 }]);
    expect(await list(distributor, { withExceptions: true })).toMatchObject([{ id: shipment }]);
    const [exception] = (await queries.exceptionsOfShipments(viewer(pharmacy), [shipment])).flat();
    expect(exception).toMatchObject({ kind: 'MISSING', state: 'OPEN', packs: 2, reportedBy: pharmacy.gln });
    expect(await queries.exceptionsById(viewer(distributor), [exception!.id, 'x'])).toEqual([exception, undefined]);
    expect(await queries.exceptionsById(viewer(hospital), [exception!.id])).toEqual([undefined]);

    const stock = async (organisation: TestOrganisation, filter = {}) =>
      (await queries.stock(viewer(organisation), filter)).map(({ holder, state, inTransit, packs }) => [
        holder,
        state,
        inTransit,
        packs,
      ]);
    expect(await stock(pharmacy)).toEqual([
      [pharmacy.gln, 'ACTIVE', false, 46],
      [pharmacy.gln, 'QUARANTINED', false, 1],
    ]);
    expect(await stock(hospital)).toEqual([]);
    const everything = [
      [manufacturer.gln, 'ACTIVE', false, 500],
      [distributor.gln, 'ACTIVE', false, 402],
      [distributor.gln, 'ACTIVE', true, 50],
      [pharmacy.gln, 'ACTIVE', false, 46],
      [pharmacy.gln, 'QUARANTINED', false, 1],
    ];
    expect(await stock(regulator)).toEqual(everything);
    expect(await stock(manufacturer)).toEqual(everything);
    expect(await stock(manufacturer, { holder: pharmacy.gln })).toEqual(everything.slice(3));
    expect(await stock(pharmacy, { state: 'DISPENSED' })).toEqual([[pharmacy.gln, 'DISPENSED', false, 1]]);
    expect(await stock(distributor, { gtin: batch.product.gtin, lot: batch.lot })).toEqual(everything.slice(1, 3));
    expect(await stock(pharmacy, { holder: distributor.gln })).toEqual([]);
  });

  it('lists batches and recalls with who answers for them', async () => {
    const { manufacturer, distributor, pharmacy, hospital, regulator } = scene.consortium;
    const { queries } = scene;
    const key = { gtin: batch.product.gtin, lot: batch.lot };
    const packs = async (organisation: TestOrganisation) => {
      const [found] = await queries.batchesByKey(viewer(organisation), [key]);
      const { nodes } = await queries.batches(viewer(organisation), { filter: { state: 'RECALLED' } });
      expect(nodes).toEqual(organisation === hospital ? [] : [found]);
      return found!.packs;
    };
    expect(await Promise.all([manufacturer, distributor, pharmacy, hospital, regulator].map(packs))).toEqual([
      1000, 452, 98, 0, 1000,
    ]);
    expect(await queries.batchesById(viewer(pharmacy), [batch.batchId])).toMatchObject([
      { state: 'RECALLED', tranches: [{ loaded: true }] },
    ]);
    expect((await queries.recalls(viewer(hospital), {})).nodes).toMatchObject([
      { id: recall, packs: 10, targets: [{ whole: false, packs: 10 }] },
    ]);
    expect(await queries.recallsOfBatches(viewer(pharmacy), [key, { ...key, lot: 'X' }])).toMatchObject([
      [{ id: recall }],
      [],
    ]);
    expect(await queries.recallHolders(viewer(regulator), recall)).toMatchObject([
      { organisation: pharmacy.gln, packs: 10, inTransit: 0, dispensed: 0 },
    ]);
    expect(await queries.recallHolders(viewer(distributor), recall)).toEqual([]);
    await pharmacy.does(scene.ledger, 'acknowledgeRecall', {
      recall,
      items: [{ batch: batch.batchId, quarantined: 9, returned: 0, destroyed: 0, dispensed: 0, notFound: 1 }],
    });
    await scene.projector.catchUp();
    expect(await queries.recallHolders(viewer(pharmacy), recall)).toMatchObject([
      { organisation: pharmacy.gln, lines: [{ ...key, quarantined: 9, notFound: 1 }] },
    ]);
    const held = await queries.packsOfBatch(viewer(pharmacy), key, { first: 500 });
    expect(held.nodes).toHaveLength(98);
    expect((await queries.packsOfBatch(viewer(manufacturer), key, { first: 500 })).hasNextPage).toBe(true);
  });

  it('lists who is who, and entries to those whom they concern', async () => {
    const { manufacturer, distributor, pharmacy, hospital, regulator } = scene.consortium;
    const { queries } = scene;
    const first = await queries.organisations({ first: 3 });
    const rest = await queries.organisations({ first: 500, after: first.endCursor! });
    expect([...first.nodes, ...rest.nodes].map(({ gln }) => gln)).toEqual(
      [regulator, ...scene.consortium.members].map(({ gln }) => gln).sort(),
    );
    expect((await queries.organisations({ search: 'harbour' })).nodes).toMatchObject([
      { gln: pharmacy.gln, places: [{ latitude: 52 }, {}] },
    ]);
    expect(await queries.placesByGln([pharmacy.places[1]!.gln, '0'])).toMatchObject([
      { organisation: pharmacy.gln },
      undefined,
    ]);
    expect((await queries.products({ search: 'amoxi' })).nodes).toMatchObject([
      { storage: { minCelsius: 2, maxCelsius: 25 } },
    ]);
    const key = { gtin: batch.product.gtin, serial: batch.serials[0]! };
    const indexes = await queries.entriesOfPack(key);
    const seen = async (organisation: TestOrganisation) =>
      (await Promise.all(indexes.map((index) => queries.entry(viewer(organisation), index)))).map((entry) =>
        entry === 'forbidden' ? '-' : entry!.command,
      );
    const all = ['commission', 'ship', 'receive', 'detach', 'ship', 'receive', 'dispense'];
    expect(await seen(manufacturer)).toEqual(all);
    expect(await seen(pharmacy)).toEqual(['-', '-', '-', '-', 'ship', 'receive', 'dispense']);
    expect(await seen(distributor)).toEqual(['-', 'ship', 'receive', 'detach', 'ship', 'receive', '-']);
    expect(await seen(hospital)).toEqual(all.map(() => '-'));
    expect(await queries.entry(viewer(hospital), 99_999)).toBeUndefined();
    const latest = await queries.entries(viewer(hospital), { first: 500 });
    expect(new Set(latest.nodes.map(({ command }) => command))).toEqual(
      new Set(['genesis', 'registerOrganisation', 'registerProduct', 'openRecall']),
    );
    const [receipt] = await queries.receiptsByTx([shipment]);
    expect(receipt).toMatchObject({ tx: shipment, index: indexes[4] });
  });
});
