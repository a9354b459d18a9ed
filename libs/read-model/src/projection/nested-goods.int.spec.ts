import { aBatch, aProduct, registerProducts, type TestOrganisation } from '@packproof/test-data';
import { describe, expect, it } from 'vitest';
import { aScene } from '../../test/scene';

const viewer = ({ gln, role }: TestOrganisation) => ({ gln, role });

describe('goods inside goods', () => {
  it('are counted, told of and hidden with the unit around them', async () => {
    const scene = await aScene();
    const { ledger, consortium, product, projector, queries } = scene;
    const { manufacturer, otherManufacturer, distributor, pharmacy, hospital, regulator } = consortium;
    const foreign = aProduct().by(otherManufacturer);
    await registerProducts(ledger, foreign);
    const mine = aBatch().of(product).packs(40).perCase(20).made();
    const theirs = aBatch().of(foreign).packs(10).perCase(10).made();
    scene.keep(mine, theirs);
    for (const batch of [mine, theirs]) {
      await batch.commissionedOn(ledger);
      const owner = batch.product.owner;
      const items = batch.cases.map(({ holder }) => ({ holder }));
      const { tx } = await owner.does(ledger, 'ship', { to: distributor.gln, purpose: 'SUPPLY', items });
      const received = items.map((item) => ({ ...item, as: 'RECEIVED' as const }));
      await distributor.does(ledger, 'receive', { shipment: tx, items: received });
    }
    const pallet = `sscc:${distributor.newSscc()}`;
    const cases = [mine.cases[0]!, theirs.cases[0]!];
    await distributor.does(ledger, 'pack', {
      items: cases.map(({ holder }, i) => ({
        child: holder,
        parent: pallet,
        ...(i === 0 && { create: { kind: 'PALLET' as const } }),
      })),
    });
    const children = cases.map(({ holder }) => holder);
    const { tx } = await distributor.does(ledger, 'ship', {
      to: pharmacy.gln,
      purpose: 'SUPPLY',
      items: [{ holder: pallet, children }],
    });
    await projector.catchUp();
    expect(scene.warnings).toEqual([]);
    // The owners of what is inside see it, and how much of it is theirs.
    for (const organisation of [manufacturer, otherManufacturer, distributor, pharmacy, regulator]) {
      const [shipment] = await queries.shipmentsById(viewer(organisation), [tx]);
      expect(shipment).toMatchObject({ packs: 30, units: [pallet], state: 'IN_TRANSIT' });
    }
    expect(await queries.shipmentsById(viewer(hospital), [tx])).toEqual([undefined]);
    const packs = async (organisation: TestOrganisation) =>
      (await queries.unitsById(viewer(organisation), [pallet]))[0]?.packs;
    expect(await Promise.all([manufacturer, otherManufacturer, pharmacy, hospital].map(packs))).toEqual([
      20,
      10,
      30,
      undefined,
    ]);
    expect(await queries.descendantsOf([pallet, children[0]!])).toEqual([children, []]);
    const history = await queries.packHistory(viewer(otherManufacturer), {
      gtin: foreign.gtin,
      serial: theirs.serials[0]!,
    });
    expect(history.map(({ type, holder }) => [type, holder])).toEqual([
      ['COMMISSIONED', children[1]],
      ['SHIPPED', children[1]],
      ['RECEIVED', children[1]],
      ['PACKED', children[1]],
      ['SHIPPED', pallet],
    ]);
    const [found] = await queries.verifyFacts([{ gtin: product.gtin, serial: mine.serials[0]! }], {
      asker: pharmacy.gln,
    });
    expect(found).toMatchObject({
      pack: { holder: children[0], chain: [children[0], pallet], custodian: distributor.gln },
    });
    expect(await queries.stock(viewer(otherManufacturer))).toMatchObject([
      { holder: distributor.gln, inTransit: true, packs: 10 },
    ]);

    // One child is missing, and found in part.
    await pharmacy.does(ledger, 'receive', {
      shipment: tx,
      items: [{ holder: pallet, as: 'MISSING', children: [children[0]!] }],
    });
    await pharmacy.does(ledger, 'receive', { shipment: tx, items: [{ holder: pallet, as: 'RECEIVED' }] });
    const exceptions = async () => {
      await projector.catchUp();
      const [list] = await queries.exceptionsOfShipments(viewer(distributor), [tx]);
      return list!.map(({ state, resolution, packs: count }) => [state, resolution, count]);
    };
    expect(await exceptions()).toEqual([['OPEN', undefined, 20]]);
    await pharmacy.does(ledger, 'resolve', {
      shipment: tx,
      items: [{ holder: children[0]!, as: 'FOUND', content: mine.content(0, 5) }],
    });
    expect(await exceptions()).toEqual([
      ['OPEN', undefined, 15],
      ['RESOLVED', 'FOUND', 5],
    ]);
    await distributor.does(ledger, 'resolve', { shipment: tx, items: [{ holder: children[0]!, as: 'LOST' }] });
    expect(await exceptions()).toEqual([
      ['RESOLVED', 'LOST', 15],
      ['RESOLVED', 'FOUND', 5],
    ]);
    expect(await queries.shipmentsById(viewer(pharmacy), [tx])).toMatchObject([{ state: 'RECEIVED' }]);
    expect(await queries.stock(viewer(pharmacy))).toMatchObject([{ packs: 5 }, { packs: 10 }]);
    expect(await projector.verifyInvariant()).toEqual([]);
    const hashes = await projector.tableHashes();
    await projector.rebuild();
    expect(await projector.tableHashes()).toEqual(hashes);
  });

  it('that were damaged are settled when released, ended or returned', async () => {
    const scene = await aScene();
    const { ledger, consortium, product, projector, queries } = scene;
    const { manufacturer, distributor } = consortium;
    const batch = aBatch().of(product).packs(60).perCase(20).made();
    scene.keep(batch);
    await batch.commissionedOn(ledger);
    const holders = batch.cases.map(({ holder }) => holder);
    const { tx } = await manufacturer.does(ledger, 'ship', {
      to: distributor.gln,
      purpose: 'SUPPLY',
      items: holders.map((holder) => ({ holder })),
    });
    await distributor.does(ledger, 'receive', {
      shipment: tx,
      items: holders.map((holder) => ({ holder, as: 'DAMAGED' as const })),
    });
    const open = async () => {
      await projector.catchUp();
      const list = (await queries.exceptionsOfShipments(viewer(distributor), [tx])).flat();
      const { nodes } = await queries.shipments(viewer(manufacturer), { filter: { withExceptions: true } });
      expect(nodes).toHaveLength(list.some(({ state }) => state === 'OPEN') ? 1 : 0);
      return list.map(({ kind, resolution }) => [kind, resolution]);
    };
    expect(await open()).toEqual(holders.map(() => ['DAMAGED', undefined]));
    await distributor.does(ledger, 'release', { reason: 'wiped', items: [{ holder: holders[0]! }] });
    await distributor.does(ledger, 'decommission', { as: 'DESTROYED', items: [{ holder: holders[1]! }] });
    await distributor.does(ledger, 'ship', {
      to: manufacturer.gln,
      purpose: 'RETURN',
      items: [{ holder: holders[2]! }],
    });
    expect(await open()).toEqual([
      ['DAMAGED', 'SETTLED'],
      ['DAMAGED', 'DESTROYED'],
      ['DAMAGED', 'RETURNED'],
    ]);
  });
});
