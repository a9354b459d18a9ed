import { effectiveEnd, type Gln, type HolderId, packState } from '@packproof/contract';
import type { Pool } from '@packproof/database';
import type { BatchKey, Pack, PackKey } from '../rows';
import type { PackReadingFacts } from './facts';
import { heldBelow } from './held-below';
import { innermostUnits } from './innermost-units';
import { askPackPage, type Pieces } from './pack-pages';
import { MAX_PAGE_SIZE, type Page, type PageRequest, pageSize } from './page';
import type { PackFilter } from './queries';
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

const packsIn =
  ({ gtin, lot }: BatchKey): Pieces =>
  (parameter) =>
    `pieces as (
      select t.number as tranche, 0::bigint as first_leaf, t.count as end_leaf
      from read.batch b join read.tranche t on t.batch = b.number
      where b.gtin = ${parameter(gtin)} and b.lot = ${parameter(lot)} and t.loaded
    )`;

const packsHeldIn =
  ({ gtin, lot }: BatchKey, holder: Gln): Pieces =>
  (parameter) =>
    `${heldBelow(`${parameter(holder)}::text`)}, pieces as (
      select i.tranche, i.first_leaf, i.end_leaf
      from read.batch b join read.tranche t on t.batch = b.number join read.interval i on i.tranche = t.number
      where b.gtin = ${parameter(gtin)} and b.lot = ${parameter(lot)} and t.loaded
        and i.holder in (select number from below)
    )`;

const OWNER: Statement = { name: 'read_product_owner', text: 'select owner from read.product where gtin = $1' };

type PacksAsked = PageRequest & { filter?: PackFilter };

/** All of them for the product's owner and those who see all; others find what they have, or are to get. */
export async function packsOfBatch(
  pool: Pool,
  viewer: Viewer,
  batch: BatchKey,
  asked: PacksAsked,
): Promise<Page<Pack>> {
  const [product] = await ask<{ owner: string }>(pool, OWNER, [batch.gtin]);
  const whole = seesAll(viewer) || product?.owner === viewer.gln;
  const pieces = whole ? packsIn(batch) : packsHeldIn(batch, viewer.gln);
  return inState(pool, viewer, asked, (page) => askPackPage(pool, pieces, ['batch', batch.gtin, batch.lot], page));
}

export function packsOfUnit(pool: Pool, viewer: Viewer, unit: HolderId, asked: PacksAsked): Promise<Page<Pack>> {
  return inState(pool, viewer, asked, (page) => packKeysOfUnit(pool, viewer, unit, page));
}

/** Packs that one request looks at, at most, to find those of a state. */
const MOST_LOOKED_AT = 5_000;

/**
 * What may be seen was decided with the keys; which state a pack has, the rules decide. A page ends early where too many
 * others lie between.
 */
async function inState(
  pool: Pool,
  viewer: Viewer,
  asked: PacksAsked,
  keysOf: (page: PacksAsked) => Promise<Page<PackKey>>,
): Promise<Page<Pack>> {
  const state = asked.filter?.state;
  if (state === undefined) {
    const keys = await keysOf(asked);
    return { ...keys, nodes: (await withFacts(pool, viewer, keys.nodes)).filter((pack) => pack !== undefined) };
  }
  const size = pageSize(asked);
  const chunk = Math.min(MAX_PAGE_SIZE, Math.max(2 * size, 50));
  const nodes: Pack[] = [];
  let after = asked.after;
  for (let looked = 0; ; ) {
    const keys = await keysOf({ ...asked, first: chunk, ...(after === undefined ? {} : { after }) });
    const packs = await withFacts(pool, viewer, keys.nodes);
    for (const [i, pack] of packs.entries()) {
      if (pack?.state !== state) continue;
      if (nodes.length === size) return { nodes, ...given('endCursor', after), hasNextPage: true };
      nodes.push(pack);
      after = keys.cursors![i];
    }
    looked += packs.length;
    // Nothing that is in the state comes between the last that is and the end of what was looked at.
    if (!keys.hasNextPage) return { nodes, ...given('endCursor', after), hasNextPage: false };
    after = keys.endCursor;
    if (nodes.length === size || looked >= MOST_LOOKED_AT) {
      return { nodes, ...given('endCursor', after), hasNextPage: true };
    }
  }
}

async function withFacts(pool: Pool, viewer: Viewer, keys: readonly PackKey[]): Promise<(Pack | undefined)[]> {
  return keys.length === 0 ? [] : toPacks(pool, await verifyPacks(pool, keys, { asker: viewer.gln }));
}
