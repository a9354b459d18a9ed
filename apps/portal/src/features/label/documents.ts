import { graphql, type ResultOf } from '@packproof/client';

export const LABEL_BATCHES = graphql(`
  query LabelBatches($search: String) {
    batches(filter: { search: $search }, orderBy: { field: COMMISSIONED_AT, direction: DESC }, first: 50) {
      nodes { gtin lot product { name nameZh } }
    }
  }
`);

/** The first pack of a batch, with the units that it is in: what its labels look like. */
export const LABEL_SAMPLE = graphql(`
  query LabelSample($gtin: Gtin!, $lot: String!) {
    batch(gtin: $gtin, lot: $lot) {
      gtin lot expiry packs
      product { name nameZh }
      packList(first: 1) { nodes { serial unit { sscc kind parent { sscc kind parent { sscc kind } } } } }
    }
  }
`);

export type LabelSample = NonNullable<ResultOf<typeof LABEL_SAMPLE>['batch']>;
