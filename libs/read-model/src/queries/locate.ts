import {
  contentOf,
  decodeContent,
  encodeContent,
  type Gln,
  type Hex,
  type HolderId,
  type HolderKind,
  type InnerUnit,
  type Interval,
  type Sscc,
  type UnitKind,
  ZERO_ROOT,
} from '@packproof/contract';
import type { Pool } from '@packproof/database';
import type { PackKey } from '../rows';
import { innerUnitProof } from './inner-unit-proofs';
import type { LocatedPack, LocatedUnit } from './located';
import { ask, askKeyed, inOrder, keyed, type Statement } from './statement';
import { UNIT_LEAVES } from './unit-leaves';
import { byteaOfHex, contentOfBytea, given } from './values';

const ASCENT = (holder: string) => `with recursive up as (
        select h.id, h.parent, h.custodian, 0 as above from read.holder h where h.number = ${holder}
        union all
        select h.id, h.parent, h.custodian, u.above + 1 from up u join read.holder h on h.number = u.parent
      )`;
/** Subqueries: ids from `holder` up to the topmost; the topmost's custodian. */
const CHAIN = (holder: string) => `(${ASCENT(holder)} select array_agg(up.id order by up.above) from up)`;
const TOP_CUSTODIAN = (holder: string) => `(${ASCENT(holder)} select up.custodian from up where up.parent is null)`;

interface PackAnswer extends Omit<LocatedPack, 'payloadHash'> {
  payloadHash: Hex | null;
  parents: { id: HolderId; custodian: Gln }[] | null;
}

const PACKS = keyed(
  'read_locate_packs',
  { gtin: 'text', serial: 'text' },
  (keys) => `select json_build_object('gtin', p.gtin, 'serial', p.serial, 'tranche', p.tranche, 'leaf', p.leaf,
      'trancheId', encode(t.tranche_id, 'hex'), 'count', t.count, 'root', encode(t.root, 'hex'),
      'payloadHash', encode(t.payload_hash, 'hex'), 'lot', b.lot, 'expiry', b.expiry, 'holder', h.id,
      'custodian', h.custodian, 'parents', case when h.parent is not null then read.parents_of(h.parent) end) as answer
    from ${keys}
    join read.pack p on p.gtin = r.gtin and p.serial = r.serial
    join read.tranche t on t.number = p.tranche
    join read.batch b on b.number = t.batch
    join lateral (
      select i.holder from read.interval i
      where i.tranche = p.tranche and i.first_leaf <= p.leaf order by i.first_leaf desc limit 1
    ) i on true
    join read.holder h on h.number = i.holder`,
);

export async function locatePacks(pool: Pool, keys: readonly PackKey[]): Promise<(LocatedPack | undefined)[]> {
  if (keys.length === 0) return [];
  const columns = [keys.map(({ gtin }) => gtin), keys.map(({ serial }) => serial)];
  const rows = await askKeyed<{ answer: PackAnswer }>(pool, PACKS, columns);
  const name = ({ gtin, serial }: PackKey) => `${gtin} ${serial}`;
  return inOrder(keys, name, new Map(rows.map(({ answer }) => [name(answer), toLocated(answer)])));
}

function toLocated({ parents, payloadHash, ...pack }: PackAnswer): LocatedPack {
  const above = parents ?? [];
  return {
    ...pack,
    chain: [pack.holder, ...above.map(({ id }) => id)],
    custodian: above.at(-1)?.custodian ?? pack.custodian,
    ...given('payloadHash', payloadHash),
  };
}

interface Step {
  tranche: number;
  root: Hex;
  index: number;
}

interface UnitRow {
  n: number;
  recorded: boolean;
  holder: HolderId;
  kind: HolderKind;
  content: string;
  innerCount: number;
  chain: HolderId[];
  custodian: Gln;
  /** Outermost first. */
  steps: Step[] | null;
  leaves: { tranche: Hex; first: number; end: number }[] | null;
}

const UNITS = keyed(
  'read_locate_units',
  { sscc: 'text' },
  (keys) => `with recursive asked as (
      select r.n, 'sscc:' || r.sscc as id from ${keys}
    ), ${UNIT_LEAVES}, steps as (
      select f.n, f.tranche, f.root, f.index, 0 as above from found f where f.root is not null
      union all
      select s.n, u.tranche, u.root, u.index, s.above + 1
      from steps s join read.inner_unit u on u.tranche = s.tranche and u.inner_root = s.root
      where s.above < 6
        and not exists (select from read.holder h join found f on f.holder = h.number and f.n = s.n where h.inner_root = s.root)
    )
    select f.n, f.root is null as recorded, h.id as holder, h.kind, h.content::text as content,
      h.inner_count as "innerCount", ${CHAIN('f.holder')} as chain, ${TOP_CUSTODIAN('f.holder')} as custodian,
      (select json_agg(json_build_object('tranche', s.tranche, 'root', encode(s.root, 'hex'), 'index', s.index) order by s.above desc)
        from steps s where s.n = f.n) as steps,
      case when f.root is not null then (
        select json_agg(json_build_object('tranche', encode(t.tranche_id, 'hex'), 'first', l.first_leaf, 'end', l.end_leaf))
        from leaves l join read.tranche t on t.number = l.tranche where l.n = f.n
      ) end as leaves
    from found f join read.holder h on h.number = f.holder`,
);

export async function locateUnits(pool: Pool, ssccs: readonly Sscc[]): Promise<(LocatedUnit | undefined)[]> {
  if (ssccs.length === 0) return [];
  const rows = await askKeyed<UnitRow & Record<string, unknown>>(pool, UNITS, [ssccs]);
  const found = new Map(rows.map((row) => [row.n, row]));
  const siblings = await siblingsOf(
    pool,
    rows.flatMap(({ steps }) => steps ?? []),
  );
  return ssccs.map((sscc, i) => {
    const row = found.get(i + 1);
    if (row === undefined) return undefined;
    const { holder, chain, custodian, innerCount } = row;
    if (row.recorded) {
      const content = contentOfBytea(row.content);
      return { sscc, recorded: true, holder, kind: row.kind as UnitKind, chain, custodian, content, innerCount };
    }
    const detaches = (row.steps ?? []).map((step) => innerUnitProof(siblings.get(placeOf(step))!, step.index));
    return {
      sscc,
      recorded: false,
      kind: detaches.at(-1)!.unit.kind,
      holder,
      chain,
      custodian,
      content: joined(row.leaves ?? []),
      detaches,
    };
  });
}

/** Leaves that different holders' intervals cut in pieces, as one content. */
function joined(leaves: readonly { tranche: Hex; first: number; end: number }[]): string {
  return encodeContent(contentOf(leaves.map(({ tranche, first, end }) => [tranche, [first, end] as Interval]))!);
}

const placeOf = ({ tranche, root }: Pick<Step, 'tranche' | 'root'>) => `${tranche}/${root}`;

const SIBLINGS: Statement = {
  name: 'read_inner_units_of_roots',
  text: `select u.tranche, encode(u.root, 'hex') as root, u.kind, u.sscc, encode(u.inner_root, 'hex') as "innerRoot",
      u.inner_count as "innerCount", u.content::text as content
    from (select distinct * from unnest($1::integer[], $2::bytea[]) as r(tranche, root)) r
    join read.inner_unit u on u.tranche = r.tranche and u.root = r.root
    order by u.tranche, u.root, u.index`,
};

/** All units under the roots that the steps lead through. */
async function siblingsOf(pool: Pool, steps: readonly Step[]): Promise<Map<string, InnerUnit[]>> {
  const siblings = new Map<string, InnerUnit[]>();
  if (steps.length === 0) return siblings;
  const rows = await ask<{
    tranche: number;
    root: Hex;
    kind: UnitKind;
    sscc: Sscc;
    innerRoot: Hex | null;
    innerCount: number;
    content: string;
  }>(pool, SIBLINGS, [steps.map(({ tranche }) => tranche), steps.map(({ root }) => byteaOfHex(root))]);
  for (const { tranche, root, content, innerRoot, ...unit } of rows) {
    const place = placeOf({ tranche, root });
    const units = siblings.get(place) ?? [];
    units.push({ ...unit, innerRoot: innerRoot ?? ZERO_ROOT, content: contentOfBytea(content) });
    siblings.set(place, units);
  }
  return siblings;
}

const DESCENDANTS: Statement = {
  name: 'read_descendants',
  text: `with recursive below as (
      select r.n, h.number, 0 as depth
      from unnest($1::text[]) with ordinality as r(id, n) join read.holder h on h.id = r.id
      union all
      select b.n, h.number, b.depth + 1 from below b join read.holder h on h.parent = b.number
    )
    select b.n, array_agg(h.id order by b.depth, h.number) as ids
    from below b join read.holder h on h.number = b.number where b.depth > 0 group by b.n`,
};

export async function descendantsOf(pool: Pool, holders: readonly HolderId[]): Promise<HolderId[][]> {
  const rows = await ask<{ n: number; ids: HolderId[] }>(pool, DESCENDANTS, [holders]);
  const found = new Map(rows.map(({ n, ids }) => [n, ids]));
  return holders.map((_, i) => found.get(i + 1) ?? []);
}

const CONTENTS: Statement = {
  name: 'read_contents',
  text: 'select id, content::text as content from read.holder where id = any($1::text[])',
};

export async function contentsOf(pool: Pool, holders: readonly HolderId[]): Promise<(string | undefined)[]> {
  const rows = await ask<{ id: HolderId; content: string }>(pool, CONTENTS, [holders]);
  return inOrder(holders, (id) => id, new Map(rows.map(({ id, content }) => [id, contentOfBytea(content)])));
}

/** Intervals of a content as three columns: tranche ids, first leaves, ends. */
export function toColumns(content: string): [string[], number[], number[]] {
  const columns: [string[], number[], number[]] = [[], [], []];
  for (const [tranche, intervals] of decodeContent(content)) {
    for (const [first, end] of intervals) {
      columns[0].push(byteaOfHex(tranche));
      columns[1].push(first);
      columns[2].push(end);
    }
  }
  return columns;
}
