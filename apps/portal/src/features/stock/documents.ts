import { graphql, type ResultOf } from '@packproof/client';

export const STOCK = graphql(`
  query Stock($filter: StockFilter) {
    stock(filter: $filter) {
      holder { gln name }
      location { gln extension name }
      product { gtin name nameZh }
      lot expiry state batchState inTransit packs
    }
  }
`);

export type StockLine = ResultOf<typeof STOCK>['stock'][number];
