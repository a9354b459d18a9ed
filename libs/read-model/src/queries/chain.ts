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
  'parent',
] as const;
const LINK_COLUMNS = LINK_NAMES.map((column) => `h.${column}`);

/** A subquery: `chain`, the holders from `holder` up to the topmost, bottom first; null where there is none. */
export const chainOf = (holder: string): string => `(
    with recursive up as (
      select ${LINK_COLUMNS.join(', ')}, 0 as above from read.holder h where h.number = ${holder}
      union all
      select ${LINK_COLUMNS.join(', ')}, u.above + 1 from up u join read.holder h on h.number = u.parent
    )
    select json_agg(up order by up.above) as chain from up
  )`;

/** bytea, which is the same text inside of JSON and outside. */
const TEXTS: ReadonlySet<string> = new Set(['held_leaves', 'transit_tx', 'disputed_tx']);

/** A holder's own columns, each named `holder_…`, and `above`: its parents as JSON, where it has any. */
export const withAbove = (h: string): string =>
  `${LINK_NAMES.map((column) => `${h}.${column}${TEXTS.has(column) ? '::text' : ''} as holder_${column}`).join(', ')},
      case when ${h}.parent is not null then ${chainOf(`${h}.parent`)} end as above`;

/** The chain of a row with the columns of `withAbove`; empty where there is no holder. */
export function chainOfRow(row: Record<string, unknown>): LinkJson[] {
  if (row.holder_number === null) return [];
  const own = Object.fromEntries(LINK_NAMES.map((column) => [column, row[`holder_${column}`]]));
  return [own as unknown as LinkJson, ...((row.above as LinkJson[] | null) ?? [])];
}

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
