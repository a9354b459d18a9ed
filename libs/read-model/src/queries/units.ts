import { type HolderId, unitState } from '@packproof/contract';
import type { Pool } from '@packproof/database';
import type { PackKey, Unit } from '../rows';
import { toWhereabouts } from './chain';
import { askPackPage, type Pieces } from './pack-pages';
import type { Page, PageRequest } from './page';
import type { PackFilter } from './queries';
import { ask, type Statement } from './statement';
import { UNIT_LEAVES } from './unit-leaves';
import { toUnitFacts, type UnitRow, unitRows } from './unit-rows';
import { given, toDisputed, toTransit } from './values';
import { seesAll, type Viewer } from './viewer';

/** Of which packs in a unit the viewer may know: all, those of its own products, or not even the unit. */
export type UnitAccess = 'all' | 'own products' | 'none';

/** Who has it, to whom it goes, who shipped it last: all of it. The owner of some of its packs: those. */
export function unitAccess({ chain, goods }: UnitRow, viewer: Viewer): UnitAccess {
  const { gln } = viewer;
  const top = chain.at(-1)!;
  const party = [top.custodian, top.transit_to, top.disputed_to, top.shipped_from].includes(gln);
  if (seesAll(viewer) || party) return 'all';
  return (goods ?? []).some(({ product }) => product.owner === gln) ? 'own products' : 'none';
}

export async function unitsById(pool: Pool, viewer: Viewer, ids: readonly HolderId[]): Promise<(Unit | undefined)[]> {
  const rows = await unitRows(pool, ids, null);
  return rows.map((row, i) => {
    const access = row === undefined ? 'none' : unitAccess(row, viewer);
    return row === undefined || access === 'none' ? undefined : toUnit(ids[i]!, row, viewer, access);
  });
}

function toUnit(id: HolderId, row: UnitRow, viewer: Viewer, access: UnitAccess): Unit {
  const { chain, inner } = row;
  const facts = toUnitFacts(row);
  const state = unitState(facts);
  const own = chain[0]!;
  const top = chain.at(-1)!;
  const { custodian, location, from, topmost } = toWhereabouts(chain);
  const ended = chain.some(({ ending }) => ending !== null);
  const seen = (row.goods ?? []).filter(({ product }) => access === 'all' || product.owner === viewer.gln);
  const parent = inner === null ? chain[1]?.id : (inner.parent ?? own.id);
  return {
    id,
    ...given('sscc', id.startsWith('sscc:') ? id.slice(5) : undefined),
    kind: inner?.kind ?? own.kind,
    state,
    recorded: row.recorded,
    packs: ended ? 0 : seen.reduce((sum, goods) => sum + goods.packs - goods.ended, 0),
    custodian,
    location,
    ...given('from', from),
    ...given('parent', parent),
    topmost,
    ...given('transit', toTransit(top)),
    ...given('disputed', toDisputed(top)),
    holds: inner === null ? own.holds : {},
    ...given('end', chain.find(({ ending }) => ending !== null)?.ending),
  };
}

const INSIDE: Statement = {
  text: `with recursive asked as (select 1::bigint as n, $1::text as id), ${UNIT_LEAVES}
    select id from (
      select h.id, 0 as rank, h.number as place from found f join read.holder h on h.parent = f.holder where f.root is null
      union all
      select 'sscc:' || u.sscc, 1, u.index
      from found f
      left join read.inner_unit s on s.tranche = f.tranche and s.root = f.root and s.index = f.index
      join read.holder h on h.number = f.holder
      join read.inner_unit u on u.root = case when f.root is null then h.inner_root else s.inner_root end
        and (f.tranche is null or u.tranche = f.tranche)
    ) inside order by rank, place limit 2000`,
};

/** An inner unit of which nothing is left there has gone its own way, and is no longer inside. */
export async function unitsOfUnit(pool: Pool, viewer: Viewer, unit: HolderId): Promise<Unit[]> {
  const rows = await ask<{ id: HolderId }>(pool, INSIDE, [unit]);
  const ids = [...new Set(rows.map(({ id }) => id))];
  const units = await unitsById(pool, viewer, ids);
  return units.filter(
    (inside) => inside !== undefined && (inside.parent === unit || inside.topmost === unit),
  ) as Unit[];
}

/** @param owner of whose products only; null for all of it */
const packsIn =
  (unit: HolderId, owner: string | null): Pieces =>
  (parameter) =>
    `asked as (select 1::bigint as n, ${parameter(unit)}::text as id), ${UNIT_LEAVES}, pieces as (
      select l.tranche, l.first_leaf, l.end_leaf
      from leaves l join read.tranche t on t.number = l.tranche join read.product g on g.gtin = t.gtin
      where t.loaded ${owner === null ? '' : `and g.owner = ${parameter(owner)}`}
    )`;

/** Keys in order of tranche and leaf; empty where the viewer may not know of the unit. */
export async function packKeysOfUnit(
  pool: Pool,
  viewer: Viewer,
  unit: HolderId,
  page: PageRequest & { filter?: PackFilter },
): Promise<Page<PackKey>> {
  const [row] = await unitRows(pool, [unit], null);
  const access = row === undefined ? 'none' : unitAccess(row, viewer);
  if (access === 'none') return { nodes: [], hasNextPage: false };
  return askPackPage(pool, packsIn(unit, access === 'all' ? null : viewer.gln), ['unit', unit], page);
}
