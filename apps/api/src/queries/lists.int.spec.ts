import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aConsortium, type Consortium, type Member } from '../../test/consortium';
import { aBatch, aProduct, ship, type TestBatch, unitScan } from '../../test/goods';
import { dayFromNow } from '../../test/numbers';
import { startApi, type TestApi } from '../testing/start-api';

interface ListCase {
  list: string;
  type: string;
  /** What tells nodes apart. */
  node: string;
  fields: readonly string[];
  filter?: string;
}

const LISTS: readonly ListCase[] = [
  {
    list: 'batches',
    type: 'BatchOrder',
    node: 'gtin lot',
    fields: ['LOT', 'EXPIRY', 'PRODUCT_NAME', 'PACKS', 'COMMISSIONED_AT'],
    filter: '{ state: ACTIVE }',
  },
  { list: 'products', type: 'ProductOrder', node: 'gtin', fields: ['NAME', 'GTIN'], filter: '{ withdrawn: false }' },
  { list: 'organisations', type: 'OrganisationOrder', node: 'gln', fields: ['NAME', 'GLN'] },
  {
    list: 'shipments',
    type: 'ShipmentOrder',
    node: 'id',
    fields: ['SHIPPED_AT', 'REFERENCE', 'PACKS'],
    filter: '{ purpose: SUPPLY }',
  },
  { list: 'recalls', type: 'RecallOrder', node: 'id', fields: ['OPENED_AT', 'PACKS'], filter: '{ drill: true }' },
  { list: 'alerts', type: 'AlertOrder', node: 'id', fields: ['RAISED_AT'], filter: '{ states: [NEW, ACTIVE] }' },
];

describe('lists', () => {
  let api: TestApi;
  let all: Consortium;
  const batches: TestBatch[] = [];

  beforeAll(async () => {
    api = await startApi();
    all = await aConsortium(api);
    // Names and numbers that repeat, so that what makes a key unique has a say.
    for (const [name, packs, expiry] of [
      ['beta', 20, 400],
      ['Alpha', 20, 400],
      ['beta', 30, 500],
    ] as const) {
      const product = await aProduct(all.maker, { name });
      for (let i = 0; i < 2; i++) {
        const made = { expiry: dayFromNow(expiry), serials: { generate: packs }, packing: { packsPerCase: 10 } };
        batches.push(await aBatch(product, made));
      }
    }
    for (const [i, { gtin, lot, ssccs }] of batches.entries()) {
      const reference = i % 3 === 0 ? undefined : `PO-${i % 2}`;
      await ship(all.maker, { items: [unitScan(ssccs[0]!)], to: all.distributor, ...(reference ? { reference } : {}) });
      const input = {
        batches: [{ gtin, lot }],
        class: 'III',
        level: 'WHOLESALE',
        reason: `leaflet ${i % 2}`,
        drill: true,
      };
      await all.maker.ask('mutation($input: OpenRecallInput!) { openRecall(input: $input) { id } }', { input });
    }
    for (let i = 0; i < 6; i++) {
      await api.parts.pool.query(
        `insert into app.alert (id, cause, code, state, gtin, lot, raised_by, product_owner, raised_at, last_at)
         values ($1, $1, 'UNKNOWN_SERIAL', $2, $3, $4, $5, $6, $7, $7)`,
        [
          `alert-${i}`,
          i % 2 ? 'NEW' : 'ACTIVE',
          batches[i]!.gtin,
          batches[i]!.lot,
          all.pharmacy.gln,
          all.maker.gln,
          new Date(Date.UTC(2026, 0, 1 + (i % 3))),
        ],
      );
    }
  });
  afterAll(() => api?.close());

  /** All pages of a list, one after the other. */
  async function pagesOf(member: Member, { list, node }: ListCase, args: string, size: number) {
    const found: Record<string, string>[] = [];
    let after: string | null = null;
    do {
      const given = [`first: ${size}`, args, after === null ? '' : `after: ${JSON.stringify(after)}`].filter(Boolean);
      const data: Record<
        string,
        { nodes: Record<string, string>[]; pageInfo: { endCursor: string; hasNextPage: boolean } }
      > = await member.ask(`{ ${list}(${given.join(', ')}) { nodes { ${node} } pageInfo { endCursor hasNextPage } } }`);
      const { nodes, pageInfo } = data[list]!;
      found.push(...nodes);
      expect(nodes.length).toBeLessThanOrEqual(size);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    return found.map((row) => JSON.stringify(row));
  }

  describe.each(LISTS)('$list', (each) => {
    it('come whole and once, in every order, both ways, in pages of any size, to anybody', async () => {
      for (const member of [all.maker, all.distributor, all.regulator]) {
        const whole = await pagesOf(member, each, '', 500);
        expect(new Set(whole).size).toBe(whole.length);
        if (member === all.maker) expect(whole.length).toBeGreaterThanOrEqual(3);
        for (const field of each.fields) {
          const [up, down] = await Promise.all(
            ['ASC', 'DESC'].map((direction) =>
              pagesOf(member, each, `orderBy: { field: ${field}, direction: ${direction} }`, 500),
            ),
          );
          expect([...up!].sort(), field).toEqual([...whole].sort());
          expect(down, field).toEqual([...up!].reverse());
          for (const size of [1, 4]) {
            expect(await pagesOf(member, each, `orderBy: { field: ${field} }`, size), `${field} ${size}`).toEqual(up);
            const descending = `orderBy: { field: ${field}, direction: DESC }`;
            expect(await pagesOf(member, each, descending, size), `${field} ${size}`).toEqual(down);
          }
        }
        expect(await pagesOf(member, each, '', 2)).toEqual(whole);
      }
    });

    it('refuse a cursor of another order or filter', async () => {
      const page = async (args: string, after?: string) => {
        const given = ['first: 1', args, after === undefined ? '' : `after: ${JSON.stringify(after)}`].filter(Boolean);
        return all.maker.answer(
          `{ ${each.list}(${given.join(', ')}) { nodes { ${each.node} } pageInfo { endCursor } } }`,
        );
      };
      const askings = ['', `orderBy: { field: ${each.fields[0]}, direction: DESC }`];
      if (each.filter) askings.push(`filter: ${each.filter}`);
      // Alerts come latest first of themselves.
      if (each.list === 'alerts') askings.splice(1, 1, `orderBy: { field: RAISED_AT }`);
      const cursors = new Map<string, string>();
      for (const asking of askings) {
        const { data } = await page(asking);
        cursors.set(asking, data[each.list].pageInfo.endCursor);
      }
      for (const asking of askings) {
        for (const [other, cursor] of [
          ...cursors,
          ['nonsense', 'nonsense'],
          ['[]', 'W10'],
          ['["x",1]', 'WyJ4IiwxXQ'],
        ]) {
          const { errors } = await page(asking, cursor);
          if (other === asking) expect(errors).toBeUndefined();
          else {
            const told = expect(errors?.[0]?.extensions, `${each.list} ${asking}: cursor of ${other || 'no order'}`);
            told.toMatchObject({ code: 'INVALID_INPUT', field: 'after' });
          }
        }
      }
    });
  });

  it('are in the order that they say', async () => {
    const { batches: byName } = await all.maker.ask(
      '{ batches(orderBy: { field: PRODUCT_NAME }) { nodes { product { name } } } }',
    );
    expect(byName.nodes.map(({ product }: { product: { name: string } }) => product.name)).toEqual([
      'Alpha',
      'Alpha',
      'beta',
      'beta',
      'beta',
      'beta',
    ]);
    const { batches: byPacks } = await all.distributor.ask(
      '{ batches(orderBy: { field: PACKS, direction: DESC }) { nodes { packs commissionedAt } } }',
    );
    expect(byPacks.nodes.map(({ packs }: { packs: number }) => packs)).toEqual([10, 10, 10, 10, 10, 10]);
    expect(byPacks.nodes[0].commissionedAt).toMatch(/^\d{4}-/);
    const { batches: made } = await all.maker.ask(
      '{ batches(orderBy: { field: COMMISSIONED_AT, direction: DESC }) { nodes { lot } } }',
    );
    expect(made.nodes.map(({ lot }: { lot: string }) => lot)).toEqual(batches.map(({ lot }) => lot).reverse());
    const { shipments } = await all.distributor.ask(
      '{ shipments(orderBy: { field: REFERENCE, direction: DESC }) { nodes { reference } } }',
    );
    expect(shipments.nodes.map(({ reference }: { reference: string }) => reference)).toEqual([
      'PO-1',
      'PO-1',
      'PO-0',
      'PO-0',
      null,
      null,
    ]);
  });

  it('have in them what the filter says', async () => {
    const count = async (member: Member, list: string, args: string) =>
      ((await member.ask(`{ ${list}(${args}) { nodes { __typename } } }`))[list].nodes as unknown[]).length;
    const [first] = batches as [TestBatch];
    const { maker, distributor, competitor, pharmacy } = all;
    expect(await count(maker, 'batches', `filter: { search: "${first.lot.toLowerCase()}" }`)).toBe(1);
    expect(await count(maker, 'batches', 'filter: { search: "ALPHA" }')).toBe(2);
    expect(await count(maker, 'batches', `filter: { search: "${first.gtin}" }`)).toBe(2);
    expect(await count(maker, 'batches', `filter: { search: "${first.gtin.slice(1, 10)}" }`)).toBeGreaterThanOrEqual(2);
    expect(await count(distributor, 'batches', `filter: { owner: "${maker.gln}" }`)).toBe(6);
    expect(await count(distributor, 'batches', `filter: { owner: "${competitor.gln}" }`)).toBe(0);
    expect(await count(competitor, 'batches', `filter: { owner: "${maker.gln}" }`)).toBe(0);
    expect(await count(maker, 'products', `filter: { owner: "${maker.gln}", withdrawn: false }`)).toBe(3);
    expect(await count(maker, 'products', `filter: { owner: "${maker.gln}", withdrawn: true }`)).toBe(0);
    expect(await count(maker, 'organisations', 'role: PHARMACY')).toBe(
      all.members.filter(({ role }) => role === 'PHARMACY').length,
    );
    expect(await count(distributor, 'shipments', 'filter: { search: "po-1" }')).toBe(2);
    expect(await count(pharmacy, 'shipments', 'filter: { search: "po-1" }')).toBe(0);
    expect(await count(distributor, 'shipments', `filter: { gtin: "${first.gtin}" }`)).toBe(2);
    expect(await count(distributor, 'shipments', 'filter: { purpose: RETURN }')).toBe(0);
    expect(await count(competitor, 'recalls', 'filter: { search: "leaflet 1" }')).toBe(3);
    expect(await count(competitor, 'recalls', `filter: { search: "${first.lot}" }`)).toBe(1);
    expect(await count(maker, 'alerts', 'filter: { states: [NEW] }')).toBe(3);
    expect(await count(maker, 'alerts', 'filter: { search: "alpha" }')).toBe(2);
    expect(await count(pharmacy, 'alerts', `filter: { search: "${first.lot}" }`)).toBe(1);
    expect(await count(distributor, 'alerts', `filter: { search: "${first.lot}" }`)).toBe(0);
  });
});
