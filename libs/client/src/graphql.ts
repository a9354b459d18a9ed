import type { Outcome } from '@packproof/outcomes';
import { initGraphQLTada } from 'gql.tada';
import type { introspection } from '../generated/graphql-env';

/**
 * A typed GraphQL document: what it asks for and what it answers is read from apps/api/schema.graphql by the
 * compiler. A field that the schema does not have does not compile.
 */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  /** Fragments are read where they are spread: screens pass whole rows about. */
  disableMasking: true;
  scalars: {
    ID: string;
    /** 14 digits */
    Gtin: string;
    /** 18 digits */
    Sscc: string;
    /** 13 digits */
    Gln: string;
    /** what the reader sent, whole */
    Scan: string;
    /** YYYY-MM-DD */
    Date: string;
    /** RFC 3339, UTC */
    DateTime: string;
    JSON: unknown;
    Outcome: Outcome;
  };
}>();

export type { FragmentOf, ResultOf, TadaDocumentNode, VariablesOf } from 'gql.tada';
