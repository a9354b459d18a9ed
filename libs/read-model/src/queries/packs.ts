import { effectiveEnd, type HolderId, packState } from '@packproof/contract';
import type { Pool } from '@packproof/database';
import type { BatchKey, Pack, PackKey } from '../rows';
import type { PackReadingFacts } from './facts';
import { heldBelow } from './held-below';
import { innermostUnits } from './innermost-units';
import { askPackPage, packPage } from './pack-pages';
import type { Page, PageRequest } from './page';
import { ask, type Statement } from './statement';
import { packKeysOfUnit } from './units';
import { given } from './values';
import { verifyPacks } from './verify-packs';
import { seesAll, type Viewer } from './viewer';

/** Who owns its product, has it, is to get it, or had it once. */
export async function packsByKey(pool: Pool, viewer: Viewer, keys: readonly PackKey[]): Promise<(Pack | undefined)[]> {
  if (keys.length === 0) return [];
  const facts = await verifyPacks(pool, keys, { asker: viewer.gln });
  const unsure = facts.flatMap((found, i) => (found.pack !== undefined && !isParty(found, viewer) ? [i] : []));
  const asked = unsure.map((i) => keys[i]!);
  const before = asked.length === 0 ? [] : await verifyPacks(pool, asked, { asker: viewer.gln, heldBefore: true });
  const hadIt = new Set(unsure.filter((_, j) => before[j]?.heldBefore));
  const hidden = new Set(unsure.filter((i) => !hadIt.has(i)));
  return toPacks(
    pool,
    facts.map((found, i) => (hidden.has(i) ? undefined : found)),
  );
}

/** One more statement, where some are in units that have no record of their own. */
async function toPacks(pool: Pool, facts: readonly (PackReadingFacts | undefined)[]): Promise<(Pack | undefined)[]> {
  const units = await innermostUnits(
    pool,
    facts.flatMap((found) => (found?.pack?.hasInnerUnits ? [found.pack] : [])),
  );
  return facts.map((found) => found && toPack(found, units));
}

function isParty({ product, pack }: PackReadingFacts, viewer: Viewer): boolean {
  const { gln } = viewer;
  if (seesAll(viewer) || product?.owner === gln || pack!.custodian === gln) return true;
  return pack!.facts.chain.some(({ transit, disputed }) => transit?.to === gln || disputed?.to === gln);
}

function toPack({ reading, pack }: PackReadingFacts, innermost: ReadonlyMap<string, HolderId>): Pack | undefined {
  if (pack === undefined) return undefined;
  const { facts, batch, holder, tranche, trancheId, leaf, custodian, location } = pack;
  const unit = innermost.get(`${tranche}/${leaf}`) ?? (holder.startsWith('sscc:') ? holder : undefined);
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

const OF_BATCH = packPage(
  `pieces as (
      select t.number as tranche, 0::bigint as first_leaf, t.count as end_leaf
      from read.batch b join read.tranche t on t.batch = b.number where b.gtin = $4 and b.lot = $5 and t.loaded
    )`,
);

const OF_BATCH_HELD = packPage(
  `${heldBelow('$6::text')}, pieces as (
      select i.tranche, i.first_leaf, i.end_leaf
      from read.batch b join read.tranche t on t.batch = b.number join read.interval i on i.tranche = t.number
      where b.gtin = $4 and b.lot = $5 and t.loaded and i.holder in (select number from below)
    )`,
);

const OWNER: Statement = { name: 'read_product_owner', text: 'select owner from read.product where gtin = $1' };

/** All of them for the product's owner and those who see all; others find what they have, or are to get. */
export async function packsOfBatch(
  pool: Pool,
  viewer: Viewer,
  batch: BatchKey,
  page: PageRequest,
): Promise<Page<Pack>> {
  const [product] = await ask<{ owner: string }>(pool, OWNER, [batch.gtin]);
  const whole = seesAll(viewer) || product?.owner === viewer.gln;
  const keys = whole
    ? await askPackPage(pool, OF_BATCH, page, [batch.gtin, batch.lot])
    : await askPackPage(pool, OF_BATCH_HELD, page, [batch.gtin, batch.lot, viewer.gln]);
  return withPacks(pool, viewer, keys);
}

export async function packsOfUnit(pool: Pool, viewer: Viewer, unit: HolderId, page: PageRequest): Promise<Page<Pack>> {
  return withPacks(pool, viewer, await packKeysOfUnit(pool, viewer, unit, page));
}

/** What may be seen was decided with the keys. */
async function withPacks(pool: Pool, viewer: Viewer, keys: Page<PackKey>): Promise<Page<Pack>> {
  const facts = keys.nodes.length === 0 ? [] : await verifyPacks(pool, keys.nodes, { asker: viewer.gln });
  return { ...keys, nodes: (await toPacks(pool, facts)).filter((pack) => pack !== undefined) };
}
