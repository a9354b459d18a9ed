import { decodeContent, type Gtin, type Hex, type Holds, hasLeaf, type RecallFacts } from '@packproof/contract';
import type { Pool } from '@packproof/database';
import { chainOfRow, type LinkJson, toLinks, toWhereabouts, withAbove } from './chain';
import type { BatchRead, FactsQuestion, PackFound, PackReading, PackReadingFacts } from './facts';
import { heldBefore } from './held-before';
import { innermostUnits } from './innermost-units';
import { type ProductJson, toProduct } from './products';
import { type RecallJson, recallsOf, toRecallFacts } from './recall-facts';
import { askKeyed, keyed } from './statement';
import { contentOfBytea, given, type PackStateJson, toPackState } from './values';

interface BatchJson {
  id: Hex;
  gtin: Gtin;
  lot: string;
  expiry: string;
  holds: Holds;
}

interface Row extends Record<string, unknown>, PackStateJson {
  product: ProductJson | null;
  tranche: number | null;
  leaf: number | null;
  trancheId: Hex | null;
  batch: BatchJson | null;
  /** Of the reading's lot, where the pack is of another or not on record. */
  other: BatchJson | null;
  handled: boolean;
  holder_inner_count: number | null;
  recalls: RecallJson[] | null;
  awaiting: boolean | null;
  held?: boolean | null;
}

const batchJson = (batch: string) =>
  `case when ${batch}.number is not null then json_build_object('id', encode(${batch}.batch_id, 'hex'), 'gtin', ${batch}.gtin,
      'lot', ${batch}.lot, 'expiry', ${batch}.expiry, 'holds', ${batch}.holds) end`;

// One round trip of index look-ups, the same at a million packs and at a thousand million: the pack by (gtin, serial),
// its holder by (tranche, leaf), and what these name by their numbers. What is rare is asked only where it arises.
const verifying = (name: string, more: string) =>
  keyed(
    name,
    { gtin: 'text', serial: 'text', lot: 'text' },
    (keys) => `select
      case when g.gtin is not null then to_json(g) end as product,
      p.tranche, p.leaf, encode(t.tranche_id, 'hex') as "trancheId", ${batchJson('b')} as batch, ${batchJson('rb')} as other,
      s.tranche is not null as handled, s.end_as, s.end_by, s.end_place, s.end_time, s.end_tx::text as end_tx,
      s.end_into::text as end_into, s.holds,
      ${withAbove('h')},
      case when b.recalls > 0 then ${recallsOf(
        'b',
        `exists (
          select from read.recall_interval v where v.recall = rt.recall and v.tranche = p.tranche
            and v.first_leaf <= p.leaf and v.end_leaf > p.leaf
        )`,
      )} end as recalls,
      case when p.gtin is null then exists (
        select from read.tranche w
        where w.gtin = r.gtin and not w.loaded and (r.lot is null or w.batch = rb.number)
      ) end as awaiting${more}
    from ${keys}
    left join read.product g on g.gtin = r.gtin
    left join read.pack p on p.gtin = r.gtin and p.serial = r.serial
    left join read.tranche t on t.number = p.tranche
    left join read.batch b on b.number = t.batch
    left join read.batch rb on rb.gtin = r.gtin and rb.lot = r.lot and b.lot is distinct from r.lot
    left join read.pack_state s on s.tranche = p.tranche and s.leaf = p.leaf
    left join lateral (
      select i.holder from read.interval i
      where i.tranche = p.tranche and i.first_leaf <= p.leaf order by i.first_leaf desc limit 1
    ) i on true
    left join read.holder h on h.number = i.holder
    order by r.n`,
  );

const VERIFY = verifying('read_verify_packs', '');
const VERIFY_BEFORE = verifying(
  'read_verify_packs_before',
  `, case when p.gtin is not null then ${heldBefore('p.tranche', 'p.leaf', '$4::text')} end as held`,
);

const toBatchRead = ({ id, ...batch }: BatchJson): BatchRead => ({ batchId: id, ...batch });

/** Of packs that are still in a unit which has inner units, those are asked in a second round trip. */
export async function verifyPacks(
  pool: Pool,
  readings: readonly PackReading[],
  question: FactsQuestion,
): Promise<PackReadingFacts[]> {
  const keys = [
    readings.map(({ gtin }) => gtin),
    readings.map(({ serial }) => serial),
    readings.map(({ lot }) => lot ?? null),
  ];
  const rows = question.heldBefore
    ? await askKeyed<Row>(pool, VERIFY_BEFORE, keys, [question.asker])
    : await askKeyed<Row>(pool, VERIFY, keys);
  const inner = await innermostUnits(
    pool,
    rows.flatMap(({ tranche, leaf, holder_inner_count }) =>
      (holder_inner_count ?? 0) > 0 ? [{ tranche: tranche!, leaf: leaf! }] : [],
    ),
  );
  return rows.map((row, i) => {
    const reading = readings[i]!;
    const read = row.batch?.lot === reading.lot ? row.batch : row.other;
    return {
      reading,
      ...given('product', row.product && toProduct(row.product)),
      ...given('batchRead', read && toBatchRead(read)),
      ...given('pack', toPack(row, inner.get(`${row.tranche}/${row.leaf}`))),
      awaitingPayload: row.awaiting ?? false,
      ...given('heldBefore', row.held),
    };
  });
}

function toPack(row: Row, innerUnit: string | undefined): PackFound | undefined {
  const { product, batch, trancheId, tranche, leaf } = row;
  const chain: LinkJson[] = chainOfRow(row);
  const bottom = chain[0];
  if (!product || !batch || trancheId === null || tranche === null || leaf === null || !bottom) return undefined;
  const recalls: RecallFacts[] = (row.recalls ?? []).map(toRecallFacts);
  const heldLeaf =
    bottom.held_leaves !== null && hasLeaf(decodeContent(contentOfBytea(bottom.held_leaves)), trancheId, leaf);
  return {
    ...toWhereabouts(chain),
    tranche,
    trancheId,
    leaf,
    batch: toBatchRead(batch),
    facts: {
      product: product.withdrawn === null ? {} : { withdrawn: { reason: product.withdrawn.reason } },
      batch: { expiry: batch.expiry, holds: batch.holds, recalls },
      ...given('pack', row.handled ? toPackState(row) : undefined),
      chain: toLinks(chain, heldLeaf),
    },
    ...given('unit', innerUnit ?? (bottom.id.startsWith('sscc:') ? bottom.id : undefined)),
  };
}
