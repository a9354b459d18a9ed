import { effectiveEnd, type HolderId, packState } from '@packproof/contract';
import type { Pool } from '@packproof/database';
import type { BatchKey, Pack, PackKey } from '../rows';
import type { PackReadingFacts } from './facts';
import { decodeCursor, type Page, type PageRequest, pageSize, toPage } from './page';
import { ask, type Statement } from './statement';
import { packKeysOfUnit } from './units';
import { given } from './values';
import { verifyPacks } from './verify-packs';
import { seesAll, type Viewer } from './viewer';

/** Who owns its product, has it, is to get it, or had it once. */
export async function packsByKey(pool: Pool, viewer: Viewer, keys: readonly PackKey[]): Promise<(Pack | undefined)[]> {
  const facts = await verifyPacks(pool, keys, { asker: viewer.gln });
  const unsure = facts.flatMap((found, i) => (found.pack !== undefined && !isParty(found, viewer) ? [i] : []));
  const asked = unsure.map((i) => keys[i]!);
  const before = asked.length === 0 ? [] : await verifyPacks(pool, asked, { asker: viewer.gln, heldBefore: true });
  const hadIt = new Set(unsure.filter((_, j) => before[j]?.heldBefore));
  const hidden = new Set(unsure.filter((i) => !hadIt.has(i)));
  return facts.map((found, i) => (hidden.has(i) ? undefined : toPack(found)));
}

function isParty({ product, pack }: PackReadingFacts, viewer: Viewer): boolean {
  const { gln } = viewer;
  if (seesAll(viewer) || product?.owner === gln || pack!.custodian === gln) return true;
  return pack!.facts.chain.some(({ transit, disputed }) => transit?.to === gln || disputed?.to === gln);
}

function toPack({ reading, pack }: PackReadingFacts): Pack | undefined {
  if (pack === undefined) return undefined;
  const { facts, batch, holder, trancheId, leaf, custodian, location, unit } = pack;
  return {
    gtin: reading.gtin,
    serial: reading.serial,
    batchId: batch.batchId,
    lot: batch.lot,
    expiry: batch.expiry,
    state: packState(facts),
    ...given('end', effectiveEnd(facts.pack?.end, facts.chain)),
    trancheId,
    leaf,
    holder,
    ...given('unit', unit),
    custodian,
    location,
    ...given('transit', facts.chain.find(({ transit }) => transit)?.transit),
  };
}

const OF_BATCH: Statement = {
  name: 'read_packs_of_batch',
  text: `select p.gtin, p.serial, p.tranche, p.leaf
    from read.batch b join read.tranche t on t.batch = b.number join read.pack p on p.tranche = t.number
    where b.gtin = $1 and b.lot = $2 and ($3::integer is null or (p.tranche, p.leaf) > ($3, $4::integer))
    order by p.tranche, p.leaf limit $5`,
};

// Interval by interval in the order of the page, so that it ends when the page is full.
const OF_BATCH_HELD: Statement = {
  name: 'read_packs_of_batch_held',
  text: `select p.gtin, p.serial, p.tranche, p.leaf
    from read.batch b
    join read.tranche t on t.batch = b.number
    join read.interval i on i.tranche = t.number and ($3::integer is null or (i.tranche, i.end_leaf) > ($3, $4::bigint + 1))
    join lateral (
      with recursive up as (
        select h.parent, h.custodian, h.transit_to from read.holder h where h.number = i.holder
        union all
        select h.parent, h.custodian, h.transit_to from up u join read.holder h on h.number = u.parent
      )
      select from up where up.parent is null and ($6 in (up.custodian, up.transit_to))
    ) held on true
    join read.pack p on p.tranche = i.tranche and p.leaf >= i.first_leaf and p.leaf < i.end_leaf
      and ($3::integer is null or (p.tranche, p.leaf) > ($3, $4::integer))
    where b.gtin = $1 and b.lot = $2
    order by p.tranche, p.leaf limit $5`,
};

const OWNER: Statement = { name: 'read_product_owner', text: 'select owner from read.product where gtin = $1' };

/** All of them for the product's owner and those who see all; others find what they have, or are to get. */
export async function packsOfBatch(
  pool: Pool,
  viewer: Viewer,
  batch: BatchKey,
  page: PageRequest,
): Promise<Page<Pack>> {
  const size = pageSize(page);
  const [tranche, leaf] = decodeCursor(page.after, ['n', 'n']) ?? [null, null];
  const [product] = await ask<{ owner: string }>(pool, OWNER, [batch.gtin]);
  const whole = seesAll(viewer) || product?.owner === viewer.gln;
  const values = [batch.gtin, batch.lot, tranche, leaf, size + 1];
  const rows = await ask<PackKey & { tranche: number; leaf: number }>(
    pool,
    whole ? OF_BATCH : OF_BATCH_HELD,
    whole ? values : [...values, viewer.gln],
  );
  const keys = toPage(
    rows,
    size,
    ({ gtin, serial }) => ({ gtin, serial }),
    (last) => [last.tranche, last.leaf],
  );
  return withPacks(pool, viewer, keys);
}

export async function packsOfUnit(pool: Pool, viewer: Viewer, unit: HolderId, page: PageRequest): Promise<Page<Pack>> {
  return withPacks(pool, viewer, await packKeysOfUnit(pool, viewer, unit, page));
}

/** What may be seen was decided with the keys. */
async function withPacks(pool: Pool, viewer: Viewer, keys: Page<PackKey>): Promise<Page<Pack>> {
  const facts = keys.nodes.length === 0 ? [] : await verifyPacks(pool, keys.nodes, { asker: viewer.gln });
  return { ...keys, nodes: facts.map(toPack).filter((pack) => pack !== undefined) };
}
