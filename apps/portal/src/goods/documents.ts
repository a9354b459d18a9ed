import { graphql, type ResultOf } from '@packproof/client';

/** What a unit holds: units, and of what lies in it loose the first packs. */
export const UNIT_CONTENTS = graphql(`
  query UnitContents($id: ID!, $first: Int!) {
    holder(id: $id) {
      id
      units { id sscc kind state packs }
      packList(first: $first) {
        nodes { gtin serial lot state product { name nameZh } unit { id } }
        pageInfo { hasNextPage }
      }
    }
  }
`);

export type UnitContents = NonNullable<ResultOf<typeof UNIT_CONTENTS>['holder']>;
export type UnitNode = UnitContents['units'][number];
