import { graphql, type ResultOf, type VariablesOf } from '@packproof/client';

/** What the caller may make batches of. */
export const OWN_PRODUCTS = graphql(`
  query OwnProducts($owner: Gln!, $search: String) {
    products(search: $search, filter: { owner: $owner, withdrawn: false }, orderBy: { field: NAME }, first: 100) {
      nodes { gtin name nameZh strength }
      pageInfo { hasNextPage }
    }
  }
`);

export const ONE_PRODUCT = graphql(`
  query OneProduct($gtin: Gtin!) {
    product(gtin: $gtin) { gtin name nameZh strength withdrawn owner { gln } }
  }
`);

export type ProductChoice = ResultOf<typeof OWN_PRODUCTS>['products']['nodes'][number];

/** The last batch of a product tells how long it keeps. */
export const LAST_BATCH = graphql(`
  query LastBatch($gtin: Gtin!) {
    batches(filter: { gtin: $gtin }, orderBy: { field: COMMISSIONED_AT, direction: DESC }, first: 1) {
      nodes { lot expiry commissionedAt }
    }
  }
`);

export const LOT = graphql(`
  query Lot($gtin: Gtin!, $lot: String!) {
    batch(gtin: $gtin, lot: $lot) { gtin lot expiry packs }
  }
`);

export const COMMISSION = graphql(`
  mutation CommissionBatch($input: CommissionBatchInput!, $commandId: ID) {
    commissionBatch(input: $input, options: { commandId: $commandId }) {
      packs
      ssccs
      badRows { row value code title }
      batch { packs }
      job { id state done total failed }
    }
  }
`);

export type CommissionInput = VariablesOf<typeof COMMISSION>['input'];
export type CommissionAnswer = ResultOf<typeof COMMISSION>['commissionBatch'];
