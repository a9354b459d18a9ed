import type { DecommissionBody, EndState, Target } from '@packproof/contract';
import { isAtRest } from '../checks/move';
import type { HolderView, LeafView } from '../view';
import { packOf } from './proofs';
import {
  actorLike,
  actorOver,
  atomicOrNot,
  atRest,
  type Draft,
  holderLike,
  isTop,
  isZone,
  items,
  leafLike,
  type Scene,
  wholeOf,
} from './scene';

const ENDS: readonly DecommissionBody['as'][] = [
  'LOCKED',
  'SAMPLE',
  'EXPORTED',
  'FREE_SAMPLE',
  'CHECKED_OUT',
  'DESTROYED',
  'STOLEN',
];

/** One pack more of whoever has the first, or a whole holder of theirs. */
function targetsOf(scene: Scene, first: number, wholeFits: (holder: HolderView) => boolean): Target[] {
  const { view, dice } = scene;
  const custodian = view.leaves[first]?.custodian;
  if (dice.rarely(25)) {
    const holder = holderLike(
      scene,
      (one) => isTop(one) && !isZone(one) && one.top.custodian === custodian && wholeFits(one),
    );
    return holder ? [wholeOf(scene, holder)] : [];
  }
  const more = items(scene, 3, () => leafLike(scene, (leaf) => leaf.custodian === custodian));
  const chosen = dice.rarely(30) ? [first, ...more] : [first];
  return chosen.map((leaf) => ({ pack: packOf(scene, leaf) }));
}

const isFree = (leaf: LeafView): boolean => !leaf.end && isAtRest(leaf.holder.chain) && leaf.setters.length === 0;
const hasPacks = (holder: HolderView): boolean => atRest(holder) && holder.leaves.length > 0;

export const dispense: Draft<'dispense'> = (scene) => {
  const { market } = scene;
  const { pharmacy, otherPharmacy, hospital } = market.consortium;
  const counters = [pharmacy, otherPharmacy, hospital].map(({ gln }) => gln);
  const wanted = scene.dice.rarely(20)
    ? (leaf: LeafView) => leaf.end !== undefined
    : (leaf: LeafView) => isFree(leaf) && counters.includes(leaf.custodian);
  const leaf = leafLike(scene, wanted);
  if (leaf === undefined) return undefined;
  const actor = actorOver(scene, scene.view.leaves[leaf]!.holder);
  return { actor, body: { items: targetsOf(scene, leaf, hasPacks), ...atomicOrNot(scene) } };
};

export const decommission: Draft<'decommission'> = (scene) => {
  const { dice } = scene;
  const as = dice.pick(ENDS);
  const worse = as === 'DESTROYED' || as === 'STOLEN';
  const wanted = worse && dice.below(2) === 1 ? (leaf: LeafView) => leaf.end?.as === 'LOCKED' : isFree;
  const leaf = leafLike(scene, wanted);
  if (leaf === undefined) return undefined;
  const actor = actorOver(scene, scene.view.leaves[leaf]!.holder);
  const whole = (holder: HolderView) =>
    worse ? holder.record.end?.as === 'LOCKED' || hasPacks(holder) : hasPacks(holder);
  return { actor, body: { as, items: targetsOf(scene, leaf, whole), ...atomicOrNot(scene) } };
};

export const reactivate: Draft<'reactivate'> = (scene) => {
  const { dice, view } = scene;
  const undoable = (end: { as: EndState; by: string } | undefined, custodian: string) =>
    end !== undefined && end.as !== 'STOLEN' && end.as !== 'DESTROYED' && end.by === custodian;
  const leaf = leafLike(scene, (one) => undoable(one.end, one.custodian));
  if (leaf === undefined) return undefined;
  const { end } = view.leaves[leaf]!;
  if (dice.rarely(20)) {
    const holder = holderLike(scene, (one) => undoable(one.record.end, one.record.custodian));
    if (!holder) return undefined;
    return undo(scene, holder.record.end, [wholeOf(scene, holder)]);
  }
  const more = items(scene, 2, () => leafLike(scene, (one) => one.end?.as === end?.as && one.end?.by === end?.by));
  const leaves = dice.rarely(25) ? [leaf, ...more] : [leaf];
  return undo(
    scene,
    end,
    leaves.map((one) => ({ pack: packOf(scene, one) })),
  );
};

function undo(scene: Scene, end: HolderView['record']['end'], targets: Target[]) {
  const { dice } = scene;
  const states: readonly EndState[] = ['DISPENSED', ...ENDS];
  const from = end && !dice.rarely(6) ? end.as : dice.pick(states);
  const actor = actorLike(scene, end?.by);
  const at = end?.by === actor.gln && !dice.rarely(6) ? { at: end.place } : {};
  return { actor, ...at, body: { from, items: targets, ...atomicOrNot(scene) } };
}
