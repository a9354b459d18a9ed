import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { aConsortium, type Consortium } from '../../test/consortium';
import { aBatch, aProduct, receive, ship, unitScan } from '../../test/goods';
import { follow } from '../../test/subscriptions';
import { startApi, type TestApi } from '../testing/start-api';

const CHANGED =
  'subscription { shipmentChanged { id state packs from { gln name } to { gln } exceptions { kind state } } }';

describe('shipmentChanged', () => {
  let api: TestApi;
  let all: Consortium;
  let cases: string[];
  beforeAll(async () => {
    api = await startApi();
    all = await aConsortium(api);
    const batch = await aBatch(await aProduct(all.maker), { serials: { generate: 40 }, packing: { packsPerCase: 10 } });
    cases = batch.ssccs;
  });
  afterAll(() => api?.close());

  it('tells both sides and whoever sees all, and nobody else', async () => {
    const watchers = [all.maker, all.distributor, all.regulator].map((member) => follow(member, CHANGED));
    const stranger = follow(all.competitor, CHANGED);
    // A subscription is there once the server has it: until then it is told of nothing.
    await vi.waitFor(async () => {
      const probe = await ship(all.maker, { items: [unitScan(cases[0]!)], to: all.distributor });
      await all.maker.ask('mutation($id: ID!) { cancelShipment(id: $id) { state } }', { id: probe.id });
      expect(watchers.every(({ values }) => values.length > 0)).toBe(true);
    }, 10_000);
    const { id } = await ship(all.maker, { items: [unitScan(cases[1]!), unitScan(cases[2]!)], to: all.distributor });
    const inState = (state: string) => (value: { shipmentChanged?: { id: string; state: string } }) =>
      value.shipmentChanged?.id === id && value.shipmentChanged?.state === state;
    for (const watcher of watchers) {
      const { shipmentChanged } = await watcher.until(inState('IN_TRANSIT'));
      expect(shipmentChanged).toMatchObject({
        packs: 20,
        from: { gln: all.maker.gln, name: all.maker.name },
        to: { gln: all.distributor.gln },
        exceptions: [],
      });
    }
    const exceptions = [{ kind: 'MISSING', scan: unitScan(cases[2]!) }];
    await receive(all.distributor, { shipment: id, exceptions });
    for (const watcher of watchers) {
      const { shipmentChanged } = await watcher.until(inState('RECEIVED'));
      expect(shipmentChanged.exceptions).toEqual([{ kind: 'MISSING', state: 'OPEN' }]);
    }
    expect(stranger.values).toEqual([]);
    await Promise.all([...watchers, stranger].map((each) => each.stop()));
  });

  it('tells what both sides report beside the ledger', async () => {
    const { id } = await ship(all.maker, { items: [unitScan(cases[3]!)], to: all.distributor });
    const watcher = follow(all.maker, CHANGED);
    await receive(all.distributor, {
      shipment: id,
      exceptions: [{ kind: 'OVERAGE', scan: unitScan(cases[0]!), note: 'one more' }],
    });
    const reported = await vi.waitFor(async () => {
      const { shipment } = await all.distributor.ask(
        'query($id: ID!) { shipment(id: $id) { exceptions { id kind state } } }',
        { id },
      );
      expect(shipment.exceptions).toMatchObject([{ kind: 'OVERAGE', state: 'OPEN' }]);
      return shipment.exceptions[0].id as string;
    });
    const LIST = 'query($with: Boolean!) { shipments(filter: { withExceptions: $with }) { nodes { id } } }';
    const isListed = async (withExceptions: boolean) =>
      (await all.maker.ask(LIST, { with: withExceptions })).shipments.nodes.some(
        (one: { id: string }) => one.id === id,
      );
    expect([await isListed(true), await isListed(false)]).toEqual([true, false]);
    await vi.waitFor(() => expect(watcher.values.length).toBeGreaterThan(0), 5_000).catch(() => undefined);
    await all.distributor.ask('mutation($id: ID!) { resolveException(id: $id, as: SETTLED) { state } }', {
      id: reported,
    });
    await watcher.until((value) =>
      value.shipmentChanged?.exceptions.some((each: { state: string }) => each.state === 'RESOLVED'),
    );
    expect([await isListed(true), await isListed(false)]).toEqual([false, true]);
    await watcher.stop();
  });

  it('reads no blocks while nobody watches', async () => {
    const blocks = vi.spyOn(api.parts.ledger, 'blocks');
    const { id } = await ship(all.maker, { items: [unitScan(cases[0]!)], to: all.pharmacy });
    await receive(all.pharmacy, { shipment: id });
    expect(blocks).not.toHaveBeenCalled();
    blocks.mockRestore();
  });

  it('refuses what is not there, and who is nobody', async () => {
    const recall = follow(all.maker, 'subscription { recallProgress(id: "f00") { id } }');
    const refused = await recall.until((value) => value.errors);
    expect(refused.errors[0].extensions).toMatchObject({
      code: 'NOT_FOUND',
      field: 'id',
      params: { kind: 'recall', id: 'f00', field: 'id' },
    });
    await recall.stop();
    const key = all.bystander.key;
    all.bystander.key = 'pp_nobodynobodynobody';
    const nobody = follow(all.bystander, CHANGED);
    await expect(nobody.until((value) => value.shipmentChanged, 500)).rejects.toThrow();
    all.bystander.key = key;
    await nobody.stop();
  });
});
