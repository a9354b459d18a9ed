import type { Hex, InnerUnitProof, PackReference } from '@packproof/contract';
import type { HolderView } from '../view';
import { anyHolder, idOf, type Scene } from './scene';

const flipped = (hash: Hex): Hex => (hash[0] === 'f' ? '0' : 'f') + hash.slice(1);

function forgedPath({ dice }: Scene, path: readonly Hex[]): Hex[] {
  const forged = [path.slice(1), [...path, '0'.repeat(64)], path.map(flipped), [...path].reverse()];
  return dice.pick(forged);
}

/** A pack by its proof, mostly true. */
export function packOf(scene: Scene, leaf: number): PackReference {
  const { view, market, dice } = scene;
  const home = view.leaves[leaf];
  const holder = home?.holder ?? anyHolder(scene);
  const true_ = market.reference(leaf, idOf(scene, holder));
  if (!dice.rarely(8)) return true_;
  const other = market.reference(dice.below(market.numbers.count), true_.holder);
  const forged: PackReference[] = [
    { ...true_, holder: anyHolder(scene).record.id },
    { ...true_, path: forgedPath(scene, true_.path) },
    { ...true_, leaf: true_.leaf + 1 },
    { ...true_, leaf: true_.leaf + 2 ** 31 },
    { ...true_, packId: other.packId },
    { ...true_, packId: flipped(true_.packId) },
    { ...true_, gtin: other.gtin },
    { ...true_, tranche: other.tranche },
    { ...other, leaf: true_.leaf, path: true_.path },
  ];
  return dice.pick(forged);
}

/** An inner unit of a holder by its proof, mostly true. */
export function innerOf(scene: Scene, holder: HolderView): InnerUnitProof | undefined {
  const { market, dice } = scene;
  const below = market.proofs.below(holder.record.innerRoot);
  const known = below.length > 0 && !dice.rarely(6) ? below : market.proofs.all;
  if (known.length === 0) return undefined;
  const true_ = dice.pick(known);
  if (!dice.rarely(8)) return true_;
  const other = dice.pick(market.proofs.all);
  const forged: InnerUnitProof[] = [
    { ...true_, index: true_.index + 1 },
    { ...true_, index: true_.index + 2 ** 31 },
    { ...true_, path: forgedPath(scene, true_.path) },
    { ...true_, unit: other.unit },
    { ...true_, unit: { ...true_.unit, content: other.unit.content } },
    { ...true_, unit: { ...true_.unit, sscc: other.unit.sscc } },
    { ...true_, unit: { ...true_.unit, innerCount: true_.unit.innerCount + 1 } },
    { ...true_, unit: { ...true_.unit, kind: 'TOTE' } },
  ];
  return dice.pick(forged);
}
