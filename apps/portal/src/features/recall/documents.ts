import { graphql, type ResultOf } from '@packproof/client';

export const RECALLS = graphql(`
  query Recalls($filter: RecallFilter, $orderBy: RecallOrder, $first: Int, $after: String) {
    recalls(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      nodes {
        id state class level reason drill packs openedAt
        targets { whole packs batch { gtin lot product { name nameZh } } }
        holders { acknowledgedAt }
      }
      pageInfo { endCursor hasNextPage }
    }
  }
`);

export type RecallRow = ResultOf<typeof RECALLS>['recalls']['nodes'][number];

export const RECALL_FIELDS = { openedAt: 'OPENED_AT', packs: 'PACKS' } as const;

export const RECALL = graphql(`
  query Recall($id: ID!) {
    recall(id: $id) {
      id state class level reason instructions drill packs openedAt closedAt closingNote
      openedBy { gln name }
      targets { whole packs batch { gtin lot expiry product { name nameZh owner { gln } } } }
      holders {
        organisation { gln name role }
        packs inTransit dispensed acknowledgedAt
        lines { gtin lot quarantined returned destroyed dispensed notFound }
      }
      receipt { transactionId block committedAt }
    }
  }
`);

export type Recall = NonNullable<ResultOf<typeof RECALL>['recall']>;
export type Holder = Recall['holders'][number];

export const BATCHES_FOR_RECALL = graphql(`
  query BatchesForRecall($search: String) {
    batches(filter: { search: $search }, first: 20) {
      nodes { gtin lot expiry packs state product { name nameZh } }
    }
  }
`);

export type BatchChoice = ResultOf<typeof BATCHES_FOR_RECALL>['batches']['nodes'][number];

export const OPEN_RECALL = graphql(`
  mutation OpenRecall($input: OpenRecallInput!, $commandId: ID) {
    openRecall(input: $input, options: { commandId: $commandId }) { id packs }
  }
`);

export const ACKNOWLEDGE = graphql(`
  mutation AcknowledgeRecall($id: ID!, $lines: [RecallLineInput!]!, $commandId: ID) {
    acknowledgeRecall(id: $id, lines: $lines, options: { commandId: $commandId }) { id }
  }
`);

export const CLOSE_RECALL = graphql(`
  mutation CloseRecall($id: ID!, $note: String!, $lift: Boolean!, $commandId: ID) {
    closeRecall(id: $id, note: $note, lift: $lift, options: { commandId: $commandId }) { id state }
  }
`);
