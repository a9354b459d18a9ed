import { graphql, type ResultOf } from '@packproof/client';

export const LEDGER_ENTRIES = graphql(`
  query LedgerEntries($first: Int, $before: String) {
    ledgerEntries(first: $first, before: $before) {
      nodes { index at type organisation { gln name } receipt { block } }
      pageInfo { endCursor hasNextPage }
    }
  }
`);

export type EntryRow = ResultOf<typeof LEDGER_ENTRIES>['ledgerEntries']['nodes'][number];

export const LEDGER_GREW = graphql('subscription LedgerGrew { ledgerGrew { size } }');
