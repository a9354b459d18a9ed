import type { Gln, Gtin, Hex } from '@packproof/contract';
import type { Pool } from '@packproof/database';
import type { Product } from '../rows';
import { decodeCursor, type Page, type PageRequest, pageSize, toPage } from './page';
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

const LIST: Statement = {
  text: `select * from read.product
    where ($1::text is null or gtin > $1)
      and ($2::text is null or name ilike $2 or name_zh ilike $2 or gtin like $2)
    order by gtin limit $3`,
};

export async function products(
  pool: Pool,
  { search, ...page }: PageRequest & { search?: string },
): Promise<Page<Product>> {
  const size = pageSize(page);
  const [after] = decodeCursor(page.after, ['s']) ?? [null];
  const rows = await ask<ProductJson>(pool, LIST, [after, searchPattern(search), size + 1]);
  return toPage(rows, size, toProduct, ({ gtin }) => [gtin]);
}
