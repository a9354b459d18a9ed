import type { RecallRecord } from '@packproof/contract';
import type { Leaf, LeafNumbers } from '../leaf-numbers';
import type { LeafView, View } from '../view';
import { isAtRest } from './move';

/** Whether a recall stops this pack: read from RECALL, not from what BATCH remembers of it. */
export function recallBlocks(recall: RecallRecord, batchId: string, leaf: Leaf, numbers: LeafNumbers): boolean {
  if (recall.drill || recall.state === 'LIFTED') return false;
  return recall.targets.some(
    ({ batch, content }) => batch === batchId && (content === undefined || numbers.decode(content).includes(leaf)),
  );
}

/** Recalled, withdrawn, expired on that day. */
export function blockersOfGoods(
  { records }: View,
  leaf: Leaf,
  trancheId: string,
  day: string,
  numbers: LeafNumbers,
): string[] {
  const { batchId, gtin } = records.tranches.get(trancheId)!;
  const blockers: string[] = [];
  for (const recall of records.recalls.values()) {
    if (recallBlocks(recall, batchId, leaf, numbers)) blockers.push(`recall ${recall.id}`);
  }
  if (records.products.get(gtin)!.withdrawn) blockers.push('withdrawn');
  if (day > records.batches.get(batchId)!.expiry) blockers.push('expired');
  return blockers;
}

/** Everything that stops a pack from being supplied on that day, but for its end and whose it is. */
export function blockersOf(view: View, leaf: Leaf, pack: LeafView, day: string, numbers: LeafNumbers): string[] {
  const blockers = blockersOfGoods(view, leaf, pack.trancheId, day, numbers);
  if (pack.setters.length > 0) blockers.push(`held by ${pack.setters}`);
  if (pack.holder.held.includes(leaf)) blockers.push('a held leaf');
  if (!isAtRest(pack.holder.chain)) blockers.push('under way or disputed');
  return blockers;
}
