import type {
  LedgerReceipt,
  Queries,
  Recall,
  RecallHolder,
  RecallLine,
  TraceEvent,
  Viewer,
} from '@packproof/read-model';
import { seesAll } from '@packproof/read-model';

/** All that a report of a recall tells, as the viewer may see it; numbers of things have become their names. */
export interface RecallAccount {
  recall: Recall;
  openedBy: string;
  /** Where the viewer can know it. */
  closing?: LedgerReceipt & { by: string };
  targets: {
    product: string;
    productZh?: string;
    gtin: string;
    lot: string;
    expiry?: string;
    whole: boolean;
    packs: number;
  }[];
  holders: (Omit<RecallHolder, 'organisation'> & { name: string; gln: string })[];
  /** All holders are there, and not the viewer's own line alone. */
  complete: boolean;
  totals: RecallTotals;
  /** Name of who asked. */
  viewer: string;
}

export interface RecallTotals extends Omit<RecallLine, 'gtin' | 'lot'> {
  packs: number;
  inTransit: number;
  /** As recorded, whatever holders report. */
  dispensedOnRecord: number;
  /** Reported in all. */
  answered: number;
  /** Reported, less what was not found. */
  accounted: number;
  /** Holders that have answered. */
  acknowledged: number;
}

/** Packs looked at for how a recall of some ended: its own are among the first, or it is not told. */
const PACKS_LOOKED_AT = 20;

/** @returns undefined where there is no such recall */
export async function accountOf(queries: Queries, viewer: Viewer, id: string): Promise<RecallAccount | undefined> {
  const [recall] = /^[0-9a-f]{64}$/.test(id) ? await queries.recallsById(viewer, [id]) : [];
  if (!recall) return undefined;
  const [holders, products, batches, closing] = await Promise.all([
    queries.recallHolders(viewer, id),
    queries.productsByGtin(recall.targets.map(({ gtin }) => gtin)),
    queries.batchesByKey(viewer, recall.targets),
    recall.closedAt === undefined ? undefined : closingOf(queries, viewer, recall),
  ]);
  const glns = [
    ...new Set([
      recall.openedBy,
      viewer.gln,
      ...(closing ? [closing.organisation] : []),
      ...holders.map(({ organisation }) => organisation),
    ]),
  ];
  const organisations = await queries.organisationsByGln(glns);
  const names = new Map(glns.map((gln, i) => [gln, organisations[i]?.name ?? gln]));
  const nameOf = (gln: string) => names.get(gln) ?? gln;
  const owners = products.flatMap((product) => product?.owner ?? []);
  return {
    recall,
    openedBy: nameOf(recall.openedBy),
    ...(closing ? { closing: { ...closing, by: nameOf(closing.organisation) } } : {}),
    targets: recall.targets.map(({ gtin, lot, whole, packs }, i) => ({
      product: products[i]?.name ?? gtin,
      ...(products[i]?.nameZh ? { productZh: products[i].nameZh } : {}),
      gtin,
      lot,
      ...(batches[i] ? { expiry: batches[i].expiry } : {}),
      whole,
      packs,
    })),
    holders: holders.map(({ organisation, ...rest }) => ({ ...rest, gln: organisation, name: nameOf(organisation) })),
    complete: seesAll(viewer) || recall.openedBy === viewer.gln || owners.every((owner) => owner === viewer.gln),
    totals: totalsOf(holders),
    viewer: nameOf(viewer.gln),
  };
}

export function totalsOf(holders: readonly Omit<RecallHolder, 'organisation'>[]): RecallTotals {
  const lines = holders.flatMap((holder) => holder.lines);
  const sum = <T>(of: readonly T[], count: (each: T) => number) => of.reduce((total, each) => total + count(each), 0);
  const reported = {
    quarantined: sum(lines, (line) => line.quarantined),
    returned: sum(lines, (line) => line.returned),
    destroyed: sum(lines, (line) => line.destroyed),
    dispensed: sum(lines, (line) => line.dispensed),
    notFound: sum(lines, (line) => line.notFound),
  };
  const accounted = reported.quarantined + reported.returned + reported.destroyed + reported.dispensed;
  return {
    ...reported,
    packs: sum(holders, (holder) => holder.packs),
    inTransit: sum(holders, (holder) => holder.inTransit),
    dispensedOnRecord: sum(holders, (holder) => holder.dispensed),
    accounted,
    answered: accounted + reported.notFound,
    acknowledged: holders.filter(({ acknowledgedAt }) => acknowledgedAt !== undefined).length,
  };
}

/** Packs remember what happened to them: the latest closing of this recall, with who did it. */
async function closingOf(queries: Queries, viewer: Viewer, recall: Recall): Promise<TraceEvent | undefined> {
  for (const { gtin, lot, whole } of recall.targets) {
    const first = whole ? 1 : PACKS_LOOKED_AT;
    const { nodes } = await queries.packsOfBatch(viewer, { gtin, lot }, { first });
    for (const { serial } of nodes) {
      const history = await queries.packHistory(viewer, { gtin, serial });
      const closing = history.filter((each) => each.type === 'RECALL_CLOSED' && each.recall === recall.id).at(-1);
      if (closing) return closing;
    }
  }
  return undefined;
}

/** In per cent with one decimal; never 100 while a pack is missing. */
export function rateOf(accounted: number, packs: number): string {
  if (packs === 0) return '100.0 %';
  return `${(Math.floor((Math.min(accounted, packs) / packs) * 1_000) / 10).toFixed(1)} %`;
}
