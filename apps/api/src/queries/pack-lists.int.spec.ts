import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aConsortium, type Consortium, type Member } from '../../test/consortium';
import {
  aBatch,
  aProduct,
  dispense,
  packScan,
  pages,
  receive,
  scans,
  ship,
  type TestBatch,
  unitScan,
} from '../../test/goods';
import { newSscc } from '../../test/numbers';
import { startApi, type TestApi } from '../testing/start-api';

const STATES = ['ACTIVE', 'DISPENSED', 'QUARANTINED', 'DESTROYED', 'LOCKED', 'STOLEN'];
const OF_BATCH = `query($gtin: Gtin!, $lot: String!, $state: PackState, $search: String, $first: Int, $after: String) {
  of: batch(gtin: $gtin, lot: $lot) {
    packList(state: $state, search: $search, first: $first, after: $after) { nodes { serial state } pageInfo { endCursor hasNextPage } }
  }
}`;
const OF_UNIT = `query($sscc: Sscc!, $state: PackState, $search: String, $first: Int, $after: String) {
  of: unit(sscc: $sscc) {
    packList(state: $state, search: $search, first: $first, after: $after) { nodes { serial state } pageInfo { endCursor hasNextPage } }
  }
}`;
interface Sought {
  state?: string;
  search?: string;
  first?: number;
}
interface Listed {
  serial: string;
  state: string;
}

describe('packList', () => {
  let api: TestApi;
  let all: Consortium;
  let batch: TestBatch;
  let cases: string[];

  // 60 packs: three cases of 15 (one with a pharmacy, one quarantined whole with the distributor, one destroyed whole),
  // 15 loose with their maker.
  beforeAll(async () => {
    api = await startApi();
    all = await aConsortium(api);
    const { maker, distributor, pharmacy } = all;
    const product = await aProduct(maker);
    const serials = Array.from({ length: 60 }, (_, i) => `${'ABC'[i % 3]}${i % 2}${String(i).padStart(4, '0')}`);
    cases = [0, 1, 2].map(() => newSscc(maker.companyPrefix));
    const boxed = (n: number) => serials.slice(n * 15, n * 15 + 15).map((serial) => `(01)${product.gtin}(21)${serial}`);
    const units = cases.map((sscc, n) => ({ sscc, kind: 'CASE', items: boxed(n) }));
    batch = await aBatch(product, { serials: { list: serials }, packing: { units } });
    const { id } = await ship(maker, { items: cases.map(unitScan), to: distributor });
    await receive(distributor, { shipment: id });
    const onward = await ship(distributor, { items: [unitScan(cases[0]!)], to: pharmacy });
    await receive(pharmacy, { shipment: onward.id });
    const scan = (i: number) => packScan(batch, serials[i]!);
    await dispense(pharmacy, [scan(1), scan(2), scan(9)]);
    await scans(pharmacy, 'decommission', [scan(3)], ', as: STOLEN');
    await scans(pharmacy, 'decommission', [scan(4)], ', as: LOCKED');
    const quarantine = (member: Member, list: string[]) =>
      member.ask('mutation($input: QuarantineInput!) { quarantine(input: $input) { ok } }', {
        input: { scans: list, reason: 'seal' },
      });
    await quarantine(pharmacy, [scan(5), scan(6)]);
    await quarantine(distributor, [unitScan(cases[1]!)]);
    await scans(distributor, 'decommission', [unitScan(cases[2]!)], ', as: DESTROYED');
  });
  afterAll(() => api?.close());

  const listed = (member: Member, sought: Sought, unit?: string): Promise<Listed[]> =>
    pages<Listed>(async (after) => {
      const variables = unit === undefined ? { gtin: batch.gtin, lot: batch.lot } : { sscc: unit };
      const { of } = await member.ask(unit === undefined ? OF_BATCH : OF_UNIT, { ...variables, ...sought, after });
      return of?.packList ?? { nodes: [], pageInfo: { endCursor: null, hasNextPage: false } };
    });

  it('has by state and serial exactly what the whole list has, in pages of any size', async () => {
    const states = new Set<string>();
    const places = [undefined, ...cases];
    for (const member of [all.maker, all.distributor, all.pharmacy, all.regulator]) {
      for (const unit of member === all.maker ? places : [undefined, cases[0]!]) {
        const whole = await listed(member, { first: 500 }, unit);
        for (const { state } of whole) states.add(state);
        const asked: Sought[] = STATES.map((state) => ({ state }));
        for (const search of ['A', 'B1', '%', whole[7]!.serial]) asked.push({ search }, { search, state: 'DISPENSED' });
        for (const sought of asked) {
          const { state, search = '' } = sought;
          const expected = whole.filter(
            (pack) => (state ?? pack.state) === pack.state && pack.serial.startsWith(search),
          );
          const first = unit === undefined ? 4 : 3;
          expect(await listed(member, { ...sought, first }, unit), JSON.stringify([member, unit, sought])).toEqual(
            expected,
          );
        }
      }
    }
    expect([...states].sort()).toEqual([...STATES].sort());
  });

  it('finds no serial for whoever has nothing of it', async () => {
    for (const member of [all.competitor, all.bystander]) {
      for (const sought of [
        { search: batch.serials[0]! },
        { search: 'A' },
        { state: 'ACTIVE' },
        { state: 'DISPENSED' },
      ]) {
        expect(await listed(member, sought)).toEqual([]);
        for (const unit of cases) expect(await listed(member, sought, unit)).toEqual([]);
      }
    }
    // What the pharmacy never had it does not find either.
    expect(await listed(all.pharmacy, { search: batch.serials[50]! })).toEqual([]);
  });

  it('refuses a cursor of another search, state or batch', async () => {
    const page = async (variables: object) =>
      all.maker.answer(OF_BATCH, { gtin: batch.gtin, lot: batch.lot, first: 1, ...variables });
    const { data } = await page({ search: 'A' });
    const after = data.of.packList.pageInfo.endCursor;
    expect((await page({ search: 'A', after })).errors).toBeUndefined();
    for (const other of [{ search: 'B' }, { state: 'ACTIVE' }, {}, { search: 'A', state: 'ACTIVE' }]) {
      const { errors } = await page({ ...other, after });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'after' });
    }
  });

  it('looks at packs one by one where very many serials begin alike', async () => {
    const product = await aProduct(all.maker);
    const serials = Array.from({ length: 5_200 }, (_, i) => `Z${String(i * 7).padStart(6, '0')}`);
    const large = await aBatch(product, { serials: { list: serials }, packing: { packsPerCase: 100 } });
    const found = await pages<Listed>(async (after) => {
      const variables = { gtin: large.gtin, lot: large.lot, search: 'Z0', first: 500, after };
      return (await all.maker.ask(OF_BATCH, variables)).of.packList;
    });
    expect(found.map(({ serial }) => serial)).toEqual(serials.filter((serial) => serial.startsWith('Z0')));
    expect(found.length).toBeGreaterThan(5_000);
  });
});
