import type { End, Gln, HolderId, HolderKind, Holds, LinkFacts } from '@packproof/contract';
import type { Whereabouts } from './facts';
import { given, toDisputed, toTransit } from './values';

/** A holder of a chain, as JSON. */
export interface LinkJson {
  number: number;
  id: HolderId;
  kind: HolderKind;
  holds: Holds;
  held_leaves: string | null;
  ending: End | null;
  transit_to: Gln | null;
  transit_tx: string | null;
  transit_purpose: string | null;
  disputed_to: Gln | null;
  disputed_tx: string | null;
  custodian: Gln;
  location_gln: Gln;
  location_extension: string | null;
  shipped_from: Gln | null;
  packs: number;
  inner_count: number;
  children: number;
}

const LINK_NAMES = [
  'number',
  'id',
  'kind',
  'holds',
  'held_leaves',
  'ending',
  'transit_to',
  'transit_tx',
  'transit_purpose',
  'disputed_to',
  'disputed_tx',
  'custodian',
  'location_gln',
  'location_extension',
  'shipped_from',
  'packs',
  'inner_count',
  'children',
] as const;
const LINK_COLUMNS = [...LINK_NAMES, 'parent'].map((column) => `h.${column}`);

/** A subquery: `chain`, the holders from `holder` up to the topmost, bottom first; null where there is none. */
export const chainOf = (holder: string): string => `(
    with recursive up as (
      select ${LINK_COLUMNS.join(', ')}, 0 as above from read.holder h where h.number = ${holder}
      union all
      select ${LINK_COLUMNS.join(', ')}, u.above + 1 from up u join read.holder h on h.number = u.parent
    )
    select json_agg(up order by up.above) as chain from up
  )`;

/** A holder as JSON. */
export const linkOf = (h: string): string =>
  `json_build_object(${LINK_NAMES.map((column) => `'${column}', ${h}.${column}`).join(', ')})`;

/** @param heldLeaf whether what is asked about is among the held leaves of the first. */
export function toLinks(chain: readonly LinkJson[], heldLeaf: boolean): LinkFacts[] {
  return chain.map((link, i) => ({
    id: link.id,
    holds: link.holds,
    heldLeaf: i === 0 && heldLeaf,
    custodian: link.custodian,
    ...given('end', link.ending),
    ...given('transit', toTransit(link)),
    ...given('disputed', toDisputed(link)),
  }));
}

export function toWhereabouts(chain: readonly LinkJson[]): Whereabouts {
  const top = chain.at(-1)!;
  return {
    holder: chain[0]!.id,
    chain: chain.map(({ id }) => id),
    topmost: top.id,
    custodian: top.custodian,
    location: { gln: top.location_gln, ...given('extension', top.location_extension) },
    ...given('from', top.shipped_from),
  };
}
