import { graphql, type ResultOf, type VariablesOf } from '@packproof/client';

export const BATCHES = graphql(`
  query Batches($filter: BatchFilter, $orderBy: BatchOrder, $first: Int, $after: String) {
    batches(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      nodes { gtin lot expiry state packs commissionedAt product { name nameZh } }
      pageInfo { endCursor hasNextPage }
    }
  }
`);

export type BatchRow = ResultOf<typeof BATCHES>['batches']['nodes'][number];
export type BatchState = BatchRow['state'];
export type BatchFilter = NonNullable<VariablesOf<typeof BATCHES>['filter']>;
export type BatchOrder = NonNullable<VariablesOf<typeof BATCHES>['orderBy']>;

export const BATCH = graphql(`
  query Batch($gtin: Gtin!, $lot: String!) {
    batch(gtin: $gtin, lot: $lot) {
      gtin lot expiry state packs commissionedAt
      product { gtin name nameZh strength form packSize owner { gln name } }
      stock { holder { gln name } location { gln extension name } state inTransit packs }
      recalls { id state class level reason drill openedAt targets { whole packs batch { gtin lot } } }
    }
  }
`);

export type Batch = NonNullable<ResultOf<typeof BATCH>['batch']>;

export const BATCH_PACKS = graphql(`
  query BatchPacks($gtin: Gtin!, $lot: String!, $state: PackState, $search: String, $first: Int, $after: String) {
    batch(gtin: $gtin, lot: $lot) {
      packList(state: $state, search: $search, first: $first, after: $after) {
        nodes { gtin serial state custodian { name } location { name } unit { id sscc kind } }
        pageInfo { endCursor hasNextPage }
      }
    }
  }
`);

export type PackRow = NonNullable<ResultOf<typeof BATCH_PACKS>['batch']>['packList']['nodes'][number];

export const QUARANTINE_BATCH = graphql(`
  mutation QuarantineBatch($batch: BatchKey!, $reason: String!, $commandId: ID) {
    quarantine(input: { batch: $batch, reason: $reason }, options: { commandId: $commandId }) { ok outcome title }
  }
`);

export const RELEASE_BATCH = graphql(`
  mutation ReleaseBatch($batch: BatchKey!, $reason: String!, $commandId: ID) {
    release(input: { batch: $batch, reason: $reason }, options: { commandId: $commandId }) { ok outcome title }
  }
`);
