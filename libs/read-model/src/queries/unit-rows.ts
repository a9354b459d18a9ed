import {
  decodeContent,
  type Gtin,
  type Hex,
  type HolderId,
  type HolderKind,
  type Holds,
  intersect,
  isEmptyContent,
  type UnitFacts,
} from '@packproof/contract';
import type { Pool } from '@packproof/database';
import { chainOf, type LinkJson, toLinks } from './chain';
import type { ProductJson } from './products';
import { type RecallJson, recallsOf, toRecallFacts } from './recall-facts';
import { askKeyed, keyed } from './statement';
import { LEAVES_COUNTED, UNIT_LEAVES } from './unit-leaves';
import { contentOfBytea } from './values';

export interface GoodsJson {
  packs: number;
  ended: number;
  product: ProductJson;
  batch: { id: Hex; gtin: Gtin; lot: string; expiry: string; holds: Holds };
  recalls: RecallJson[] | null;
}

/** All about a unit, recorded or not. */
export interface UnitRow {
  n: number;
  recorded: boolean;
  /** Of an inner unit without a record. */
  inner: { sscc: string; kind: HolderKind; content: string; parent: HolderId | null } | null;
  chain: LinkJson[];
  goods: GoodsJson[] | null;
  below: { holds: Holds; held_leaves: string | null }[] | null;
  held: boolean | null;
}

const RECALLS = recallsOf(
  'b',
  `exists (
          select from read.recall_interval v join leaves l on l.n = k.n and l.tranche = v.tranche
            and l.first_leaf < v.end_leaf and l.end_leaf > v.first_leaf
          where v.recall = rt.recall and v.tranche = k.tranche
        )`,
);

const UNITS = keyed(
  'read_units',
  { id: 'text' },
  (keys) => `with recursive asked as (
      select r.n, r.id from ${keys}
    ), ${UNIT_LEAVES}, ${LEAVES_COUNTED}, goods as (
      select k.n, json_agg(json_build_object('packs', k.packs, 'ended', k.ended, 'product', to_json(p), 'recalls', case when b.recalls > 0 then ${RECALLS} end,
        'batch', json_build_object('id', encode(b.batch_id, 'hex'), 'gtin', b.gtin, 'lot', b.lot, 'expiry', b.expiry,
          'holds', b.holds)) order by k.tranche) as goods
      from counted k
      join read.tranche t on t.number = k.tranche
      join read.batch b on b.number = t.batch
      join read.product p on p.gtin = t.gtin
      group by k.n
    ), below as (
      select m.n, json_agg(json_build_object('holds', h.holds, 'held_leaves', h.held_leaves)) as below
      from members m join read.holder h on h.number = m.holder
      where m.depth > 0 and (h.holds <> '{}' or h.held_leaves is not null)
      group by m.n
    )
    select f.n, f.root is null as recorded, c.chain, g.goods, w.below,
      case when f.root is not null then json_build_object('sscc', u.sscc, 'kind', u.kind, 'content', u.content,
        'parent', (select 'sscc:' || a.sscc from read.inner_unit a
          where a.tranche = f.tranche and a.inner_root = f.root order by a.sscc limit 1)) end as inner,
      case when $2::text is not null then exists (
        select from read.holder_custody hc where hc.holder = f.holder and hc.custodian = $2
      ) end as held
    from found f
    left join read.inner_unit u on u.tranche = f.tranche and u.root = f.root and u.index = f.index
    left join lateral ${chainOf('f.holder')} c on true
    left join goods g on g.n = f.n
    left join below w on w.n = f.n`,
);

/** In the order of the ids, undefined where there is no such unit. @param heldBy asks whether it ever had it. */
export async function unitRows(
  pool: Pool,
  ids: readonly HolderId[],
  heldBy: string | null,
): Promise<(UnitRow | undefined)[]> {
  if (ids.length === 0) return [];
  const rows = await askKeyed<UnitRow & Record<string, unknown>>(pool, UNITS, [ids], [heldBy]);
  const found = new Map(rows.map((row) => [row.n, row]));
  return ids.map((_, i) => found.get(i + 1));
}

export function toUnitFacts(row: UnitRow): UnitFacts {
  const goods = row.goods ?? [];
  return {
    goods: goods.map(({ product, batch, recalls }) => ({
      product: product.withdrawn === null ? {} : { withdrawn: { reason: product.withdrawn.reason } },
      batch: { expiry: batch.expiry, holds: batch.holds, recalls: (recalls ?? []).map(toRecallFacts) },
    })),
    chain: toLinks(row.chain, isHeldInside(row)),
    childrenHeld: Object.assign({}, ...(row.below ?? []).map(({ holds }) => holds)) as Holds,
    empty: goods.length === 0,
  };
}

/** As the rules see a whole unit: a held leaf in it or in any child record. */
function isHeldInside({ chain, inner, below }: UnitRow): boolean {
  const own = chain[0]!.held_leaves;
  if (inner !== null) {
    const [held, content] = [own, inner.content].map((bytea) =>
      bytea === null ? undefined : decodeContent(contentOfBytea(bytea)),
    );
    return held !== undefined && !isEmptyContent(intersect(held, content!));
  }
  return own !== null || (below ?? []).some(({ held_leaves }) => held_leaves !== null);
}
