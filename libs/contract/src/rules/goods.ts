import { type Content, decodeContent, intersect, isEmptyContent } from '../content';
import type { Context } from '../context';
import type { Step } from '../decision';
import type { GoodsFacts, RecallFacts } from '../facts';
import { batchKey, type Gln, productKey, recallKey, trancheKey } from '../keys';
import type { BatchRecord, ProductRecord, TrancheRecord } from '../records';

/** The goods of one tranche as they stand in world state. */
export interface Goods extends GoodsFacts {
  tranche: TrancheRecord;
  owner: Gln;
}

/** Everything that a content holds, tranche by tranche: looked at through TRANCHE, BATCH and PRODUCT. */
export function* goodsIn({ world }: Pick<Context, 'world'>, content: Content): Step<Goods[]> {
  const ids = [...content.keys()];
  yield* world.fetch(ids.map(trancheKey));
  const tranches: TrancheRecord[] = [];
  // A tranche named by a holder's content has a record: commission wrote both in one command.
  for (const id of ids) tranches.push((yield* world.get(trancheKey(id)))!);
  yield* world.fetch(tranches.flatMap(({ batchId, gtin }) => [batchKey(batchId), productKey(gtin)]));
  const goods: Goods[] = [];
  for (const tranche of tranches) {
    const batch = (yield* world.get(batchKey(tranche.batchId)))!;
    const product = (yield* world.get(productKey(tranche.gtin)))!;
    goods.push(yield* goodsFacts({ world }, { tranche, batch, product }, content));
  }
  return goods;
}

function* goodsFacts(
  { world }: Pick<Context, 'world'>,
  { tranche, batch, product }: { tranche: TrancheRecord; batch: BatchRecord; product: ProductRecord },
  content: Content,
): Step<Goods> {
  const intervals = content.get(tranche.trancheId);
  const own: Content = intervals ? new Map([[tranche.trancheId, intervals]]) : new Map();
  const recalls: RecallFacts[] = [];
  for (const { recall: id, content: targeted } of batch.recalls) {
    if (targeted !== undefined && isEmptyContent(intersect(decodeContent(targeted), own))) continue;
    const recall = yield* world.get(recallKey(id));
    recalls.push({
      recall: id,
      covers: true,
      ...(recall && { class: recall.class, level: recall.level, reason: recall.reason }),
      ...(recall?.instructions !== undefined && { instructions: recall.instructions }),
    });
  }
  return {
    tranche,
    owner: product.owner,
    product: product.withdrawn ? { withdrawn: { reason: product.withdrawn.reason } } : {},
    batch: { expiry: batch.expiry, holds: batch.holds, recalls },
  };
}
