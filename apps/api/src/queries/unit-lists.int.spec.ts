import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aConsortium, type Consortium, type Member } from '../../test/consortium';
import { aBatch, aProduct, pages, receive, ship, type TestBatch, unitScan } from '../../test/goods';
import { newSscc } from '../../test/numbers';
import { startApi, type TestApi } from '../testing/start-api';

const UNITS = `query($filter: UnitFilter, $first: Int, $after: String) {
  units(filter: $filter, first: $first, after: $after) {
    nodes { id sscc kind state packs parent { id } custodian { gln } } pageInfo { endCursor hasNextPage }
  }
}`;
interface Listed {
  id: string;
  sscc: string | null;
  kind: string;
  state: string;
  packs: number;
  parent: unknown;
  custodian: { gln: string };
}

describe('units', () => {
  let api: TestApi;
  let all: Consortium;
  let batch: TestBatch;
  let other: TestBatch;
  let cases: string[];
  let pallet: string;

  // A batch of 60: a pallet of one case and four more cases of 10, 10 loose; of these cases one is on its way to the
  // distributor, one with the distributor. Another batch of 5, loose.
  beforeAll(async () => {
    api = await startApi();
    all = await aConsortium(api);
    const { maker, distributor } = all;
    const product = await aProduct(maker);
    const serials = Array.from({ length: 60 }, (_, i) => `S${String(i).padStart(5, '0')}`);
    cases = Array.from({ length: 5 }, () => newSscc(maker.companyPrefix));
    pallet = newSscc(maker.companyPrefix);
    const boxed = (n: number) => serials.slice(n * 10, n * 10 + 10).map((serial) => `(01)${product.gtin}(21)${serial}`);
    const units = [
      ...cases.map((sscc, n) => ({ sscc, kind: 'CASE', items: boxed(n) })),
      { sscc: pallet, kind: 'PALLET', items: [unitScan(cases[0]!)] },
    ];
    batch = await aBatch(product, { serials: { list: serials }, packing: { units } });
    other = await aBatch(product, { serials: { list: ['A1', 'A2', 'A3', 'A4', 'A5'] } });
    const arrived = await ship(maker, { items: [unitScan(cases[1]!)], to: distributor });
    await receive(distributor, { shipment: arrived.id });
    await ship(maker, { items: [unitScan(cases[2]!)], to: distributor });
  });
  afterAll(() => api?.close());

  const listed = (member: Member, filter: object = {}, first = 50): Promise<Listed[]> =>
    pages<Listed>(async (after) => (await member.ask(UNITS, { filter, first, after })).units);
  const ssccs = (units: Listed[]) => units.map(({ sscc }) => sscc).filter((sscc) => sscc !== null);
  const sorted = (list: (string | null | undefined)[]) => [...list].sort();

  it('has what one has, topmost only, in pages of any size', async () => {
    const { maker } = all;
    const whole = await listed(maker, { holder: maker.gln });
    expect(sorted(ssccs(whole))).toEqual(sorted([pallet, ...cases.slice(2)]));
    expect(whole.every(({ parent, custodian }) => parent === null && custodian.gln === maker.gln)).toBe(true);
    const loose = whole.filter(({ kind, packs }) => kind === 'LOOSE' && packs > 0);
    expect(sorted(loose.map(({ packs }) => String(packs)))).toEqual(['10', '5']);
    for (const first of [1, 2, 3]) expect(await listed(maker, { holder: maker.gln }, first)).toEqual(whole);
  });

  it('tells by state, kind, product, lot and SSCC', async () => {
    const { maker, distributor } = all;
    const holder = maker.gln;
    expect(ssccs(await listed(maker, { holder, state: 'IN_TRANSIT' }))).toEqual([cases[2]]);
    expect(sorted(ssccs(await listed(maker, { holder, state: 'AT_REST' })))).toEqual(
      sorted([pallet, cases[3], cases[4]]),
    );
    expect(ssccs(await listed(maker, { kind: 'PALLET' }))).toEqual([pallet]);
    expect(ssccs(await listed(maker, { search: cases[3] }))).toEqual([cases[3]]);
    expect(await listed(maker, { search: '%' })).toEqual([]);
    const ofOther = await listed(maker, { holder, gtin: other.gtin, lot: other.lot });
    expect(ofOther.map(({ kind, packs }) => [kind, packs])).toEqual([['LOOSE', 5]]);
    // The case inside the pallet finds the pallet.
    const ofBatch = await listed(maker, { gtin: batch.gtin, lot: batch.lot });
    expect(sorted(ssccs(ofBatch))).toEqual(sorted([pallet, ...cases.slice(1)]));
    expect(await listed(maker, { lot: 'NO-SUCH-LOT' })).toEqual([]);
    const states = ['AT_REST', 'IN_TRANSIT', 'DISPUTED', 'QUARANTINED', 'DECOMMISSIONED', 'EMPTY'];
    for (const member of [maker, distributor]) {
      const whole = await listed(member);
      for (const state of states) {
        expect(await listed(member, { state }), state).toEqual(whole.filter((unit) => unit.state === state));
      }
    }
  });

  it('has what concerns the caller and nothing else', async () => {
    const { maker, distributor, pharmacy, regulator } = all;
    expect(sorted(ssccs(await listed(distributor)))).toEqual(sorted([cases[1], cases[2]]));
    expect(ssccs(await listed(distributor, { holder: maker.gln }))).toEqual([cases[2]]);
    expect(await listed(pharmacy)).toEqual([]);
    expect(await listed(pharmacy, { holder: maker.gln, gtin: batch.gtin, lot: batch.lot })).toEqual([]);
    // The owner of the product sees it wherever it is; the regulator sees all.
    expect(ssccs(await listed(maker, { holder: distributor.gln }))).toEqual([cases[1]]);
    expect(sorted(ssccs(await listed(regulator, { gtin: batch.gtin })))).toEqual(sorted([pallet, ...cases.slice(1)]));
  });

  it('gives each unit as its own door does', async () => {
    const { distributor } = all;
    for (const unit of await listed(distributor)) {
      const { holder } = await distributor.ask('query($id: ID!) { holder(id: $id) { id state packs } }', {
        id: unit.id,
      });
      expect(holder).toEqual({ id: unit.id, state: unit.state, packs: unit.packs });
    }
  });
});
