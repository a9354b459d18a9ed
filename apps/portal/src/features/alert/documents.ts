import { graphql, type ResultOf } from '@packproof/client';

export const ALERTS = graphql(`
  query Alerts($filter: AlertFilter, $orderBy: AlertOrder, $first: Int, $after: String) {
    alerts(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      nodes {
        id code state raisedAt lastAt times gtin lot
        product { gtin name nameZh }
        raisedBy { gln name }
      }
      pageInfo { endCursor hasNextPage }
    }
  }
`);

export type AlertRow = ResultOf<typeof ALERTS>['alerts']['nodes'][number];

export const ALERT_FIELDS = { raisedAt: 'RAISED_AT' } as const;

export const UPDATE_ALERT = graphql(`
  mutation UpdateAlert($id: ID!, $state: AlertState, $comment: String) {
    updateAlert(id: $id, state: $state, comment: $comment) { id state }
  }
`);

export const ALERT = graphql(`
  query Alert($id: ID!) {
    alert(id: $id) {
      id code state raisedAt lastAt times gtin lot
      product { gtin name nameZh owner { gln name } }
      raisedBy { gln name }
      packs { gtin serial lot expiry state }
      notes { text by at state }
    }
  }
`);

export type Alert = NonNullable<ResultOf<typeof ALERT>['alert']>;
