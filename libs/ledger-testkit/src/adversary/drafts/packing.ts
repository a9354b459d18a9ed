import type { CommissionBody, PackBody, SplitBody, Sscc, StoreBody, Take, UnitKind } from '@packproof/contract';
import type { TestOrganisation } from '@packproof/test-data';
import type { HolderView } from '../view';
import { someTake } from './content';
import { innerOf } from './proofs';
import {
  actorLike,
  actorOver,
  atomicOrNot,
  atRest,
  type Draft,
  holderLike,
  idOf,
  isTop,
  isZone,
  items,
  ofSame,
  type Scene,
} from './scene';

const KINDS: readonly UnitKind[] = ['PALLET', 'CASE', 'BUNDLE', 'TOTE'];
const UNIT = /^sscc:/;

/** A number of one's own, now and then somebody else's or one that is in use. */
export function someSscc(scene: Scene, owner: TestOrganisation): Sscc {
  const { market, dice } = scene;
  const own = market.ssccsOf(owner);
  if (own.length > 0 && !dice.rarely(12)) return dice.pick(own);
  const used = [...scene.view.holders.keys()].filter((id) => UNIT.test(id)).map((id) => id.slice(5));
  return dice.pick([...used, ...market.everybody.flatMap((member) => market.ssccsOf(member))]);
}

export function somePlace(scene: Scene, owner: TestOrganisation): { gln: string; extension?: string } {
  const { dice, market } = scene;
  const places = dice.rarely(8) ? market.everybody.flatMap((member) => [...member.places]) : owner.places;
  return { gln: dice.pick(places).gln, ...(dice.rarely(40) ? { extension: dice.pick(['A1', 'B2']) } : {}) };
}

/** Several holders of one custodian, each once (mostly). */
export function takesOf(scene: Scene, first: HolderView): Take[] {
  const takes = [someTake(scene, first)];
  for (let more = scene.dice.rarely(35) ? 1 + scene.dice.below(2) : 0; more > 0; more--) {
    const next = holderLike(
      scene,
      (other) => ofSame(first)(other) && other !== first && atRest(other) && other.leaves.length > 0,
    );
    if (next) takes.push(someTake(scene, next));
  }
  return takes;
}

const withPacks = (holder: HolderView): boolean => atRest(holder) && holder.leaves.length > 0;

export const pack: Draft<'pack'> = (scene) => {
  const { dice } = scene;
  const packable = (holder: HolderView) => isTop(holder) && atRest(holder) && /^(sscc|part):/.test(holder.record.id);
  // Now and then what is tall already.
  const tall = dice.rarely(15);
  const child = holderLike(scene, (holder) => packable(holder) && (!tall || holder.record.height > 1));
  if (!child) return undefined;
  const actor = actorOver(scene, child);
  const number = someSscc(scene, actor);
  const draw = (of: HolderView): PackBody['items'][number] | undefined => {
    if (!dice.rarely(45)) {
      const kind = dice.pick(KINDS);
      return {
        child: idOf(scene, of),
        parent: `sscc:${number}`,
        create: { kind, ...(dice.rarely(20) ? { location: somePlace(scene, actor) } : {}) },
      };
    }
    // Now and then into its own child, or into itself.
    const around = (other: HolderView) => other.chain.includes(of.record);
    const beside = (other: HolderView) =>
      packable(other) && ofSame(of)(other) && other !== of && UNIT.test(other.record.id);
    const parent = holderLike(scene, dice.rarely(10) ? around : beside);
    return parent && { child: idOf(scene, of), parent: parent.record.id };
  };
  const first = draw(child);
  if (!first) return undefined;
  const others = items(scene, 2, () => {
    const next = holderLike(scene, (other) => packable(other) && ofSame(child)(other) && other !== child);
    return next && { child: idOf(scene, next), parent: first.parent };
  });
  return { actor, body: { items: dice.rarely(35) ? [first, ...others] : [first], ...atomicOrNot(scene) } };
};

export const unpack: Draft<'unpack'> = (scene) => {
  const holder = holderLike(scene, (one) => !isTop(one) && atRest(one));
  if (!holder) return undefined;
  const more = items(scene, 2, () => holderLike(scene, (one) => !isTop(one) && ofSame(holder)(one)));
  const chosen = scene.dice.rarely(30) ? [holder, ...more] : [holder];
  const body = { items: chosen.map((one) => ({ holder: idOf(scene, one) })), ...atomicOrNot(scene) };
  return { actor: actorOver(scene, holder), body };
};

export const detach: Draft<'detach'> = (scene) => {
  const holder = holderLike(scene, (one) => atRest(one) && one.record.innerCount > 0);
  if (!holder) return undefined;
  const body = {
    items: items(scene, 3, () => {
      const proof = innerOf(scene, holder);
      return proof && { holder: idOf(scene, holder), ...proof };
    }),
    ...atomicOrNot(scene),
  };
  return body.items.length === 0 ? undefined : { actor: actorOver(scene, holder), body };
};

export const split: Draft<'split'> = (scene) => {
  const { dice } = scene;
  const source = holderLike(scene, withPacks);
  if (!source) return undefined;
  const actor = actorOver(scene, source);
  const draw = (): SplitBody['items'][number] => {
    const take = takesOf(scene, source);
    const way = dice.below(4);
    if (way < 2) return { take };
    if (way === 2) return { take, into: { sscc: someSscc(scene, actor), kind: dice.pick(KINDS) } };
    const target = holderLike(scene, (other) => ofSame(source)(other) && other !== source && atRest(other));
    return target ? { take, into: { holder: idOf(scene, target) } } : { take };
  };
  return { actor, body: { items: items(scene, 2, draw), ...atomicOrNot(scene) } };
};

export const store: Draft<'store'> = (scene) => {
  const { dice } = scene;
  const holder = holderLike(scene, (one) => withPacks(one) && (isTop(one) || dice.below(2) === 0) && !isZone(one));
  if (!holder) return undefined;
  const actor = actorOver(scene, holder);
  const draw = (): StoreBody['items'][number] =>
    dice.below(2) === 0 ? { take: takesOf(scene, holder) } : { holder: idOf(scene, holder) };
  return { actor, body: { location: somePlace(scene, actor), items: items(scene, 2, draw), ...atomicOrNot(scene) } };
};

export const commission: Draft<'commission'> = (scene) => {
  const { market, dice } = scene;
  const fresh = market.offers.filter(({ batch }) => !scene.view.records.tranches.has(batch.trancheId));
  const { batch, item } = dice.pick(fresh.length > 0 && !dice.rarely(10) ? fresh : market.offers);
  const [first] = item.units;
  type Item = CommissionBody['items'][number];
  const forged: Item[] = [
    { ...item, root: '0'.repeat(64) },
    { ...item, expiry: '2030-01-01' },
    { ...item, gtin: dice.pick(market.products).gtin },
    { ...item, units: [...item.units, ...item.units] },
    { ...item, location: { gln: market.members[0]!.gln } },
    ...(first
      ? [
          { ...item, units: [{ ...first, content: market.committed[0]!.content(0, 4) }] },
          { ...item, units: [{ ...first, sscc: someSscc(scene, batch.product.owner) }, ...item.units.slice(1)] },
          { ...item, units: [first, { ...first, sscc: market.ssccsOf(batch.product.owner)[0]! }] },
        ]
      : []),
  ];
  const chosen = dice.rarely(20) ? dice.pick(forged) : item;
  // A root that nobody knows the leaves of would be packs that no check can follow: its count is forged only with it refused.
  if (chosen.root !== item.root || chosen.gtin !== item.gtin) {
    return { actor: market.consortium.pharmacy, body: { items: [chosen] } };
  }
  return { actor: actorLike(scene, batch.product.owner.gln), body: { items: [chosen], ...atomicOrNot(scene) } };
};
