import { decodeContent, type Gtin, type Hex, type Holds, hasLeaf, type RecallFacts } from '@packproof/contract';
import type { Pool } from '@packproof/database';
import { type LinkJson, linkOf, toLinks, toWhereabouts } from './chain';
import type { BatchRead, FactsQuestion, PackFound, PackReading, PackReadingFacts } from './facts';
import { type ProductJson, toProduct } from './products';
import { type RecallJson, toRecallFacts } from './recall-facts';
import { askKeyed, keyed } from './statement';
import { contentOfBytea, given, type PackStateJson, toPackState } from './values';

interface BatchJson {
  id: Hex;
  gtin: Gtin;
  lot: string;
  expiry: string;
  holds: Holds;
}

interface Answer {
  product: ProductJson | null;
  tranche: number | null;
  leaf: number | null;
  trancheId: Hex | null;
  batch: BatchJson | null;
  /** Of the reading's lot, where the pack is of another or not on record. */
  other: BatchJson | null;
  state: PackStateJson | null;
  holder: LinkJson | null;
  parents: LinkJson[] | null;
  recalls: RecallJson[] | null;
  awaiting: boolean | null;
  held: boolean | null;
}

const batchJson = (batch: string) =>
  `case when ${batch}.number is not null then json_build_object('id', encode(${batch}.batch_id, 'hex'), 'gtin', ${batch}.gtin,
        'lot', ${batch}.lot, 'expiry', ${batch}.expiry, 'holds', ${batch}.holds) end`;

// One round trip of index look-ups, the same at a million packs and at a thousand million: the pack by (gtin, serial),
// its holder by (tranche, leaf), and what these name by their numbers. What is rare is asked by functions, only where it
// arises. One JSON value: forty columns would cost more to describe than to read.
const VERIFY = keyed(
  'read_verify_packs',
  { gtin: 'text', serial: 'text', lot: 'text' },
  (keys) => `select json_build_object(
      'product', case when g.gtin is not null then to_json(g) end,
      'tranche', p.tranche, 'leaf', p.leaf, 'trancheId', encode(t.tranche_id, 'hex'),
      'batch', ${batchJson('b')}, 'other', ${batchJson('rb')},
      'state', case when s.tranche is not null then to_json(s) end,
      'holder', case when h.number is not null then ${linkOf('h')} end,
      'parents', case when h.parent is not null then read.parents_of(h.parent) end,
      'recalls', case when b.recalls > 0 then read.recalls_of_pack(b.number, p.tranche, p.leaf) end,
      'awaiting', case when p.gtin is null then read.awaits_payload(r.gtin, r.lot) end,
      'held', case when $4::text is not null and p.gtin is not null then read.was_held_by(p.tranche, p.leaf, $4) end
    ) as answer
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

const toBatchRead = ({ id, ...batch }: BatchJson): BatchRead => ({ batchId: id, ...batch });

/** One statement. In which unit inside its holder a pack is, is asked where somebody wants to know (`packsByKey`). */
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
  const rows = await askKeyed<{ answer: Answer }>(pool, VERIFY, keys, [question.heldBefore ? question.asker : null]);
  const answers = rows.map(({ answer }) => answer);
  return answers.map((row, i) => {
    const reading = readings[i]!;
    const read = row.batch?.lot === reading.lot ? row.batch : row.other;
    return {
      reading,
      ...given('product', row.product && toProduct(row.product)),
      ...given('batchRead', read && toBatchRead(read)),
      ...given('pack', toPack(row)),
      awaitingPayload: row.awaiting ?? false,
      ...given('heldBefore', row.held),
    };
  });
}

function toPack(row: Answer): PackFound | undefined {
  const { product, batch, trancheId, tranche, leaf, holder: bottom } = row;
  if (!product || !batch || trancheId === null || tranche === null || leaf === null || !bottom) return undefined;
  const chain = [bottom, ...(row.parents ?? [])];
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
      ...given('pack', row.state && toPackState(row.state)),
      chain: toLinks(chain, heldLeaf),
    },
    hasInnerUnits: (bottom.inner_count ?? 0) > 0,
  };
}
