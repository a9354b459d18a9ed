import { graphql } from '@packproof/client';
import { elementsOfPack, elementsOfUnit, formatBracketed } from '@packproof/gs1';
import { client } from '../../../doors';

const PACKS_OF_UNIT = graphql(`
  query PacksOfUnit($id: ID!, $first: Int!, $after: String) {
    holder(id: $id) {
      packList(first: $first, after: $after) {
        nodes { gtin serial lot expiry }
        pageInfo { endCursor hasNextPage }
      }
    }
  }
`);

/** So many items one command takes. */
export const MOST_ITEMS = 1000;

/** By which codes a unit is named: its own label, or, where it has none, its packs'. Undefined: more than a command takes. */
export async function scansOfUnit(unit: { readonly id: string; readonly sscc: string | null }) {
  if (unit.sscc) return [formatBracketed(elementsOfUnit({ sscc: unit.sscc }))];
  const scans: string[] = [];
  let after: string | null = null;
  do {
    const { holder }: { holder: PacksSeen | null } = await client.request(PACKS_OF_UNIT, {
      id: unit.id,
      first: 500,
      after,
    });
    if (!holder) break;
    scans.push(...holder.packList.nodes.map((pack) => formatBracketed(elementsOfPack(pack))));
    after = holder.packList.pageInfo.hasNextPage ? holder.packList.pageInfo.endCursor : null;
    if (scans.length > MOST_ITEMS) return undefined;
  } while (after);
  return scans;
}

interface PacksSeen {
  readonly packList: {
    readonly nodes: readonly { gtin: string; serial: string; lot: string; expiry: string }[];
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  };
}
