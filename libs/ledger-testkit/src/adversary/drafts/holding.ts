import type { HoldTarget, OpenRecallBody } from '@packproof/contract';
import { contentOfTranche, someContent } from './content';
import { packOf } from './proofs';
import { actorLike, anyHolder, atomicOrNot, type Draft, items, leafLike, type Scene, wholeOf } from './scene';

const REASON = 'looks odd';

/** The regulator, the owner of the product, or who has it. */
function holdsBack(scene: Scene, leaf: number): string {
  const { market, dice, view } = scene;
  const owner = market.numbers.batchOf(leaf).batch.product.owner.gln;
  const custodian = view.leaves[leaf]!.custodian;
  return dice.pick([custodian, custodian, owner, market.consortium.regulator.gln]);
}

function holdTarget(scene: Scene, leaf: number): HoldTarget {
  const { dice, view, market } = scene;
  const way = dice.below(8);
  if (way < 4) return { pack: packOf(scene, leaf) };
  if (way < 7) return wholeOf(scene, dice.rarely(15) ? anyHolder(scene) : view.leaves[leaf]!.holder);
  return { batch: dice.rarely(5) ? '0'.repeat(64) : market.numbers.batchOf(leaf).batch.batchId };
}

export const quarantine: Draft<'quarantine'> = (scene) => {
  const leaf = leafLike(scene, () => true);
  if (leaf === undefined) return undefined;
  const actor = actorLike(scene, holdsBack(scene, leaf));
  const body = { reason: REASON, items: items(scene, 2, () => holdTarget(scene, leaf)), ...atomicOrNot(scene) };
  return { actor, body };
};

/** A hold that somebody has set on anything. */
function* holdsSet({ view }: Scene): Iterable<readonly [setter: string, target: HoldTarget]> {
  for (const { record } of view.holders.values()) {
    for (const setter of Object.keys(record.holds)) yield [setter, { holder: record.id }];
  }
  for (const { batchId, holds } of view.records.batches.values()) {
    for (const setter of Object.keys(holds)) yield [setter, { batch: batchId }];
  }
}

export const release: Draft<'release'> = (scene) => {
  const { dice, market, view } = scene;
  const heldPack = leafLike(scene, ({ pack }) => pack !== undefined && Object.keys(pack.holds).length > 0);
  const holds = [...holdsSet(scene)];
  if (heldPack === undefined) return undefined;
  const own = Object.keys(view.leaves[heldPack]!.pack?.holds ?? {});
  const ofPack = own.length > 0 && (holds.length === 0 || dice.below(2) === 1);
  if (!ofPack && holds.length === 0) return undefined;
  const [setter, target] = ofPack ? ([dice.pick(own), { pack: packOf(scene, heldPack) }] as const) : dice.pick(holds);
  const byRegulator = dice.rarely(25);
  const actor = actorLike(scene, byRegulator ? market.consortium.regulator.gln : setter);
  const setBy = byRegulator || dice.rarely(10) ? { setBy: setter } : {};
  return { actor, body: { reason: REASON, ...setBy, items: [target], ...atomicOrNot(scene) } };
};

export const openRecall: Draft<'openRecall'> = (scene) => {
  const { market, dice } = scene;
  const batch = dice.pick(market.committed);
  const actor = actorLike(scene, dice.pick([batch.product.owner.gln, market.consortium.regulator.gln]));
  const part = (): string => {
    if (dice.rarely(15)) return someContent(scene, anyHolder(scene));
    return contentOfTranche(batch.trancheId, dice.some([...Array(batch.count).keys()]).slice(0, 6));
  };
  const item: OpenRecallBody['items'][number] = {
    batch: dice.rarely(5) ? '0'.repeat(64) : batch.batchId,
    ...(dice.below(5) > 0 ? { content: part() } : {}),
  };
  const more = dice.rarely(15) ? [{ batch: dice.pick(market.committed).batchId, content: part() }] : [];
  const body: OpenRecallBody = {
    class: dice.pick(['I', 'II', 'III'] as const),
    level: dice.pick(['PATIENT', 'PHARMACY', 'WHOLESALE'] as const),
    reason: REASON,
    drill: dice.rarely(30),
    items: [item, ...more],
    ...atomicOrNot(scene),
  };
  return { actor, body };
};

const someRecall = ({ view, dice }: Scene, fits: (state: string) => boolean) => {
  const all = [...view.records.recalls.values()];
  const fitting = all.filter(({ state }) => fits(state));
  if (all.length === 0) return undefined;
  return dice.pick(fitting.length > 0 && !dice.rarely(10) ? fitting : all);
};

export const acknowledgeRecall: Draft<'acknowledgeRecall'> = (scene) => {
  const { dice, market } = scene;
  const recall = someRecall(scene, (state) => state !== 'LIFTED');
  if (!recall) return undefined;
  const custodians = [...scene.view.holders.values()].map(({ top }) => top.custodian);
  const line = () => ({
    batch: dice.rarely(10) ? dice.pick(market.committed).batchId : dice.pick(recall.targets).batch,
    quarantined: dice.below(5),
    returned: dice.below(3),
    destroyed: 0,
    dispensed: dice.below(2),
    notFound: 0,
  });
  const body = { recall: dice.rarely(5) ? '0'.repeat(64) : recall.id, items: items(scene, 2, line) };
  return { actor: actorLike(scene, dice.pick(custodians)), body };
};

export const closeRecall: Draft<'closeRecall'> = (scene) => {
  const { dice, market } = scene;
  const recall = someRecall(scene, (state) => state !== 'LIFTED');
  if (!recall) return undefined;
  const actor = actorLike(scene, dice.rarely(30) ? market.consortium.regulator.gln : recall.openedBy);
  const item = { recall: dice.rarely(5) ? '0'.repeat(64) : recall.id, note: 'settled', lift: dice.below(4) > 0 };
  return { actor, body: { items: dice.rarely(10) ? [item, { ...item, lift: true }] : [item] } };
};
