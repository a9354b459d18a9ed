import { graphql, type ResultOf } from '@packproof/client';
import { client } from '../../../doors';

export const OWN_STOCK = graphql(`
  query OwnStock($holder: Gln!) {
    stock(filter: { holder: $holder }) {
      location { gln name }
      product { gtin name nameZh }
      lot expiry state inTransit packs
    }
  }
`);

export type OwnStockLine = ResultOf<typeof OWN_STOCK>['stock'][number];

const PACKS_WITH_UNITS = graphql(`
  query PacksWithUnits($gtin: Gtin!, $lot: String!, $after: String) {
    batch(gtin: $gtin, lot: $lot) {
      packList(first: 500, after: $after) {
        nodes {
          unit {
            id sscc kind packs state custodian { gln }
            parent {
              id sscc kind packs state custodian { gln }
              parent { id sscc kind packs state custodian { gln } parent { id sscc kind packs state custodian { gln } } }
            }
          }
        }
        pageInfo { endCursor hasNextPage }
      }
    }
  }
`);

export interface StockUnit {
  readonly id: string;
  readonly sscc: string;
  readonly kind: 'PALLET' | 'CASE' | 'BUNDLE' | 'TOTE' | 'LOOSE';
  readonly packs: number;
}

export interface UnitsFound {
  readonly units: readonly StockUnit[];
  readonly lookedAt: number;
  /** Where to look further; null: that was all. */
  readonly after: string | null;
}

interface Link {
  readonly id: string;
  readonly sscc: string | null;
  readonly kind: StockUnit['kind'];
  readonly packs: number;
  readonly state: string;
  readonly custodian: { readonly gln: string } | null;
  readonly parent?: Link | null;
}

/** So many pages are read at a time: 500 packs each. */
const PAGES = 6;

/** The outermost units of one's own in which packs of a batch lie, found by way of its packs. */
export async function unitsOfBatch(
  batch: { readonly gtin: string; readonly lot: string },
  own: string,
  sofar: UnitsFound,
  signal?: AbortSignal,
): Promise<UnitsFound> {
  const units = new Map(sofar.units.map((unit) => [unit.id, unit]));
  let { after, lookedAt } = sofar;
  for (let page = 0; page < PAGES; page++) {
    const answer: ResultOf<typeof PACKS_WITH_UNITS> = await client.request(
      PACKS_WITH_UNITS,
      { ...batch, after },
      signal ? { signal } : {},
    );
    if (!answer.batch) return { units: [...units.values()], lookedAt, after: null };
    const { nodes, pageInfo } = answer.batch.packList;
    lookedAt += nodes.length;
    for (const { unit } of nodes) {
      const top = unit && outermost(unit);
      if (!top?.sscc || top.state !== 'AT_REST' || top.custodian?.gln !== own) continue;
      units.set(top.id, { id: top.id, sscc: top.sscc, kind: top.kind, packs: top.packs });
    }
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    if (after === null) break;
  }
  return { units: [...units.values()], lookedAt, after };
}

const outermost = (unit: Link): Link => (unit.parent ? outermost(unit.parent) : unit);
