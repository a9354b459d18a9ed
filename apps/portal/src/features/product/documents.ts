import { graphql, type ResultOf } from '@packproof/client';

export const PRODUCTS = graphql(`
  query Products($search: String, $filter: ProductFilter, $orderBy: ProductOrder, $first: Int, $after: String) {
    products(search: $search, filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      nodes { gtin name nameZh form strength packSize withdrawn owner { gln name } storage { minCelsius maxCelsius note } }
      pageInfo { endCursor hasNextPage }
    }
  }
`);

export type ProductRow = ResultOf<typeof PRODUCTS>['products']['nodes'][number];

export const PRODUCT = graphql(`
  query Product($gtin: Gtin!) {
    product(gtin: $gtin) {
      gtin name nameZh form strength packSize withdrawn
      owner { gln name }
      storage { minCelsius maxCelsius note }
    }
  }
`);

export const REGISTER_PRODUCT = graphql(`
  mutation RegisterProduct($input: RegisterProductInput!, $commandId: ID) {
    registerProduct(input: $input, options: { commandId: $commandId }) { gtin name }
  }
`);

export const WITHDRAW_PRODUCT = graphql(`
  mutation WithdrawProduct($gtin: Gtin!, $reason: String!, $commandId: ID) {
    withdrawProduct(gtin: $gtin, reason: $reason, options: { commandId: $commandId }) { gtin withdrawn }
  }
`);

export const PRODUCT_FIELDS = { name: 'NAME', gtin: 'GTIN' } as const;
