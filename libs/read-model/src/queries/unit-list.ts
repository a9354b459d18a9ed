import { type End, type HolderId, type Holds, type UnitState, unitState } from '@packproof/contract';
import type { Pool } from '@packproof/database';
import type { Unit } from '../rows';
import { Conditions, type Listed, Listing } from './listing';
import type { Page, PageRequest } from './page';
import type { UnitFilter } from './queries';
import { ask } from './statement';
import { unitsById } from './units';
import { given } from './values';
import { seesAll, type Viewer } from './viewer';

/** Topmost holders with packs at any depth of batches for which the condition on `b` and `g` holds. */
const topsWith = (condition: string) => `(
    with recursive up as (
      select h.number, h.parent from read.holder h where h.number in (
        select i.holder from read.product g join read.batch b on b.gtin = g.gtin join read.tranche t on t.batch = b.number
        join read.interval i on i.tranche = t.number where ${condition}
      )
      union
      select h.number, h.parent from up u join read.holder h on h.number = u.parent
    )
    select number from up where parent is null
  )`;

/** Without packs at any depth; most have some of their own, or nothing inside. */
const EMPTY = `(h.packs = 0 and (h.children = 0 or not exists (
    with recursive down as (
      select c.number from read.holder c where c.parent = h.number
      union all
      select c.number from down d join read.holder c on c.parent = d.number
    )
    select from down d join read.interval i on i.holder = d.number
  )))`;

/** Which (ended, empty, disputed, in transit, held) have a state: `unitState` of a topmost unit the other way round. */
function flagsOf(state: UnitState): boolean[][] {
  const all = Array.from({ length: 32 }, (_, n) => [16, 8, 4, 2, 1].map((bit) => (n & bit) !== 0));
  const by = '0000000000000';
  const end: End = { as: 'DESTROYED', by, place: by, time: '', tx: '' };
  return all.filter(([ended, empty, disputed, moving, held]) => {
    const link = {
      holds: (held ? { [by]: { reason: '', since: '' } } : {}) as Holds,
      ...given('end', ended ? end : undefined),
      ...given('disputed', disputed ? { to: by, tx: '' } : undefined),
      ...given('transit', moving ? { to: by, tx: '', purpose: 'SUPPLY' as const } : undefined),
    };
    return unitState({ chain: [link], empty: empty! }) === state;
  });
}

const STATE = `(h.ending is not null, ${EMPTY}, h.disputed_to is not null, h.transit_to is not null, h.holds <> '{}')`;

/** Who has it, to whom it goes, who shipped it last: `unitAccess` of all of a topmost unit. */
const partyOf = (gln: string) => `h.number in (
    select number from read.holder where parent is null and custodian = ${gln}
    union all select number from read.holder where parent is null and transit_to = ${gln}
    union all select number from read.holder where parent is null and disputed_to = ${gln}
    union all select number from read.holder where parent is null and shipped_from = ${gln}
  )`;

/**
 * Topmost units that the viewer may see at all, latest first. With a product or batch those with packs of it: of a
 * product that is somebody else's, only where the viewer may know all that is in the unit.
 */
export async function units(
  pool: Pool,
  viewer: Viewer,
  { filter = {}, ...page }: PageRequest & { filter?: UnitFilter },
): Promise<Page<Unit>> {
  const list = new Listing([{ sql: 'h.number', type: 'bigint' }], 'DESC', ['units', filter], page);
  const conditions = new Conditions();
  conditions.and('h.parent is null');
  const goodsTerms: string[] = [];
  for (const [column, value] of [
    ['g.gtin', filter.gtin],
    ['b.lot', filter.lot],
  ] as const) {
    if (value !== undefined) goodsTerms.push(`${column} = ${conditions.value(value)}`);
  }
  if (goodsTerms.length > 0) conditions.and(`h.number in ${topsWith(goodsTerms.join(' and '))}`);
  // A viewer that asks for its own needs no more to be asked.
  if (!seesAll(viewer) && filter.holder !== viewer.gln) {
    const gln = conditions.value(viewer.gln);
    const own = topsWith([...goodsTerms, `g.owner = ${gln}`].join(' and '));
    conditions.and(`${partyOf(gln)} or h.number in ${own}`);
  }
  conditions.when(filter.holder, (value) => `h.custodian = ${value}`);
  conditions.when(filter.location, (value) => `h.location_gln = ${value}`);
  conditions.when(filter.kinds, (value) => `h.kind = any(${value}::text[])`);
  if (filter.search !== undefined) {
    conditions.and(`starts_with(h.id, ${conditions.value(`sscc:${filter.search}`)})`);
  }
  if (filter.state !== undefined) {
    const rows = flagsOf(filter.state).map((flags) => `(${flags.join(', ')})`);
    conditions.and(`${STATE} in (${rows.join(', ')})`);
  }
  list.begin(conditions);
  const rows = await ask<Listed & { id: HolderId }>(
    pool,
    { text: `select ${list.column}, h.id from read.holder h where ${conditions.where} ${list.orderBy}` },
    conditions.values,
  );
  const { nodes, ...rest } = list.page(rows, ({ id }) => id);
  const seen = await unitsById(pool, viewer, nodes);
  return { ...rest, nodes: seen.filter((unit) => unit !== undefined) };
}
