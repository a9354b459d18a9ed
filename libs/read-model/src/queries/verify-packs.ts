import { decodeContent, type Gtin, type Hex, type Holds, hasLeaf, type RecallFacts } from '@packproof/contract';
import type { Pool } from '@packproof/database';
import { chainOf, type LinkJson, toLinks, toWhereabouts } from './chain';
import type { BatchRead, FactsQuestion, PackFound, PackReading, PackReadingFacts } from './facts';
import { heldBefore } from './held-before';
import { type ProductJson, toProduct } from './products';
import { type RecallJson, recallsOf, toRecallFacts } from './recall-facts';
import { ask, type Statement } from './statement';
import { contentOfBytea, given, type PackStateJson, toPackState } from './values';

export interface BatchJson {
  id: Hex;
  gtin: Gtin;
  lot: string;
  expiry: string;
  holds: Holds;
}

interface Row {
  product: ProductJson | null;
  tranche: number | null;
  leaf: number | null;
  trancheId: Hex | null;
  batch: BatchJson | null;
  batchRead: BatchJson | null;
  state: PackStateJson | null;
  chain: LinkJson[] | null;
  recalls: RecallJson[] | null;
  unit: string | null;
  awaiting: boolean | null;
  held: boolean | null;
}

const batchJson = (batch: string) =>
  `case when ${batch}.number is not null then json_build_object('id', encode(${batch}.batch_id, 'hex'), 'gtin', ${batch}.gtin,
    'lot', ${batch}.lot, 'expiry', ${batch}.expiry, 'holds', ${batch}.holds) end`;

// One round trip of index look-ups, the same at a million packs and at a thousand million: the pack by (gtin, serial),
// its holder by (tranche, leaf), and what these name by their numbers. Rare questions are asked only where they arise.
const VERIFY: Statement = {
  name: 'read_verify_packs',
  text: `select
      case when g.gtin is not null then to_json(g) end as product,
      p.tranche, p.leaf, encode(t.tranche_id, 'hex') as "trancheId",
      ${batchJson('b')} as batch, ${batchJson('rb')} as "batchRead",
      case when s.tranche is not null then to_json(s) end as state,
      c.chain, rc.recalls, u.unit,
      case when p.gtin is null then exists (
        select from read.tranche w
        where w.gtin = r.gtin and not w.loaded and (r.lot is null or w.batch = rb.number)
      ) end as awaiting,
      case when $4::text is not null and p.gtin is not null then ${heldBefore('p.tranche', 'p.leaf', '$4::text')} end as held
    from unnest($1::text[], $2::text[], $3::text[]) with ordinality as r(gtin, serial, lot, n)
    left join read.product g on g.gtin = r.gtin
    left join read.pack p on p.gtin = r.gtin and p.serial = r.serial
    left join read.tranche t on t.number = p.tranche
    left join read.batch b on b.number = t.batch
    left join read.batch rb on rb.gtin = r.gtin and rb.lot = r.lot
    left join read.pack_state s on s.tranche = p.tranche and s.leaf = p.leaf
    left join lateral (
      select i.holder from read.interval i
      where i.tranche = p.tranche and i.first_leaf <= p.leaf order by i.first_leaf desc limit 1
    ) i on true
    left join lateral ${chainOf('i.holder')} c on true
    left join lateral ${recallsOf('b', {
      when: 'b.recalls > 0',
      covers: `exists (
        select from read.recall_interval v where v.recall = rt.recall and v.tranche = p.tranche
          and v.first_leaf <= p.leaf and v.end_leaf > p.leaf
      )`,
    })} rc on true
    left join lateral (
      select 'sscc:' || iu.sscc as unit
      from read.holder ih
      cross join lateral (
        select v.root, v.index, v.end_leaf, d.depth
        from generate_series(6, 1, -1) as d(depth)
        cross join lateral (
          select v.* from read.inner_unit_interval v
          where v.tranche = p.tranche and v.depth = d.depth and v.first_leaf <= p.leaf
          order by v.first_leaf desc limit 1
        ) v
        where v.end_leaf > p.leaf
      ) v
      join read.inner_unit iu on iu.tranche = p.tranche and iu.root = v.root and iu.index = v.index
      where ih.number = i.holder and ih.inner_root is not null
      order by v.depth desc limit 1
    ) u on true
    order by r.n`,
};

const toBatchRead = ({ id, ...batch }: BatchJson): BatchRead => ({ batchId: id, ...batch });

export async function verifyPacks(
  pool: Pool,
  readings: readonly PackReading[],
  question: FactsQuestion,
): Promise<PackReadingFacts[]> {
  const rows = await ask<Row & Record<string, unknown>>(pool, VERIFY, [
    readings.map(({ gtin }) => gtin),
    readings.map(({ serial }) => serial),
    readings.map(({ lot }) => lot ?? null),
    question.heldBefore ? question.asker : null,
  ]);
  return rows.map((row, i) => ({
    reading: readings[i]!,
    ...given('product', row.product && toProduct(row.product)),
    ...given('batchRead', row.batchRead && toBatchRead(row.batchRead)),
    ...given('pack', toPack(row)),
    awaitingPayload: row.awaiting ?? false,
    ...given('heldBefore', row.held),
  }));
}

function toPack(row: Row): PackFound | undefined {
  const { product, batch, trancheId, tranche, leaf, chain } = row;
  if (!product || !batch || trancheId === null || tranche === null || leaf === null || chain === null) return undefined;
  const bottom = chain[0]!;
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
    ...given('unit', row.unit ?? (bottom.id.startsWith('sscc:') ? bottom.id : undefined)),
  };
}
