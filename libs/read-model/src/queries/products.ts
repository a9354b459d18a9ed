import type { Gln, Gtin, Hex } from '@packproof/contract';
import type { Pool } from '@packproof/database';
import type { Product } from '../rows';
import { Conditions, type Listed, Listing, type SortKey } from './listing';
import type { Page, PageRequest } from './page';
import type { ProductFilter, ProductOrder } from './queries';
import { searchPattern } from './search';
import { ask, inOrder, type Statement } from './statement';
import { given } from './values';

/** A row of read.product. */
export interface ProductJson {
  gtin: Gtin;
  owner: Gln;
  name: string;
  name_zh: string | null;
  form: string | null;
  strength: string | null;
  pack_size: string | null;
  min_millicelsius: number | null;
  max_millicelsius: number | null;
  storage_note: string | null;
  withdrawn: { reason: string; time: string; tx: Hex } | null;
}

const celsius = (milli: number | null): number | undefined => (milli === null ? undefined : milli / 1000);

export function toProduct(row: ProductJson): Product {
  return {
    gtin: row.gtin,
    owner: row.owner,
    name: row.name,
    ...given('nameZh', row.name_zh),
    ...given('form', row.form),
    ...given('strength', row.strength),
    ...given('packSize', row.pack_size),
    storage: {
      ...given('minCelsius', celsius(row.min_millicelsius)),
      ...given('maxCelsius', celsius(row.max_millicelsius)),
      ...given('note', row.storage_note),
    },
    ...given('withdrawn', row.withdrawn),
  };
}

const BY_GTIN: Statement = {
  name: 'read_products_by_gtin',
  text: 'select * from read.product where gtin = any($1::text[])',
};

export async function productsByGtin(pool: Pool, gtins: readonly Gtin[]): Promise<(Product | undefined)[]> {
  const rows = await ask<ProductJson>(pool, BY_GTIN, [gtins]);
  return inOrder(gtins, (gtin) => gtin, new Map(rows.map((row) => [row.gtin, toProduct(row)])));
}

const GTIN: SortKey = { sql: 'gtin', type: 'text' };
const SORT_KEYS: Readonly<Record<ProductOrder['field'], readonly SortKey[]>> = {
  GTIN: [GTIN],
  NAME: [{ sql: 'lower(name)', type: 'text' }, GTIN],
};

export async function products(
  pool: Pool,
  {
    search,
    filter = {},
    orderBy,
    ...page
  }: PageRequest & { search?: string; filter?: ProductFilter; orderBy?: ProductOrder },
): Promise<Page<Product>> {
  const conditions = new Conditions();
  conditions.when(
    searchPattern(search),
    (value) => `name ilike ${value} or name_zh ilike ${value} or gtin like ${value}`,
  );
  conditions.when(filter.owner, (value) => `owner = ${value}`);
  conditions.when(filter.withdrawn, (value) => `(withdrawn is not null) = ${value}::boolean`);
  const list = new Listing(
    SORT_KEYS[orderBy?.field ?? 'GTIN'],
    orderBy?.direction ?? 'ASC',
    ['products', search ?? null, filter],
    page,
  );
  list.begin(conditions);
  const text = `select *, ${list.column} from read.product where ${conditions.where} ${list.orderBy}`;
  return list.page(await ask<ProductJson & Listed>(pool, { text }, conditions.values), toProduct);
}
