import type { CommandBodies, CommandName, HolderId } from '@packproof/contract';
import type { TestOrganisation } from '@packproof/test-data';
import type { Dice } from '../dice';
import type { Market } from '../market';
import type { HolderView, LeafView, View } from '../view';

/** What an adversary sees before it thinks of a command. */
export interface Scene {
  market: Market;
  view: View;
  dice: Dice;
  /** tx of every shipment so far, the latest last. */
  shipments: readonly string[];
}

export interface Drafted<C extends CommandName> {
  actor: TestOrganisation;
  body: CommandBodies[C];
  /** Default: a place of the actor. */
  at?: string;
}

/** Thinks of a command; undefined where there is nothing of the kind to be done. */
export type Draft<C extends CommandName> = (scene: Scene) => Drafted<C> | undefined;

/** Mostly who may, else anybody at all. */
export function actorLike({ market, dice }: Scene, gln: string | undefined): TestOrganisation {
  const rightful = gln === undefined ? undefined : market.organisation(gln);
  return rightful && !dice.rarely(25) ? rightful : dice.pick(market.everybody);
}

/** Mostly its custodian; else who had it, sent it or is to have it, or anybody at all. */
export function actorOver(scene: Scene, { top, record }: HolderView): TestOrganisation {
  const { dice } = scene;
  if (!dice.rarely(12)) return actorLike(scene, top.custodian);
  const others = [record.custodian, record.from, top.from, top.transit?.to, top.disputed?.to];
  const concerned = others.filter((gln) => gln !== undefined && gln !== top.custodian);
  return actorLike(scene, concerned.length > 0 ? dice.pick(concerned) : top.custodian);
}

/** Mostly a holder that fits, seldom any; undefined where none fits. */
export function holderLike(
  { view, dice }: Scene,
  fits: (holder: HolderView) => boolean = () => true,
): HolderView | undefined {
  const all = [...view.holders.values()];
  if (all.length === 0) return undefined;
  if (dice.rarely(10)) return dice.pick(all);
  const fitting = all.filter(fits);
  return fitting.length > 0 ? dice.pick(fitting) : undefined;
}

export function anyHolder({ view, dice }: Scene): HolderView {
  return dice.pick([...view.holders.values()]);
}

/** Of the same custodian as another one. */
export const ofSame = (holder: HolderView) => (other: HolderView) => other.top.custodian === holder.top.custodian;

export const atRest = ({ chain }: HolderView): boolean =>
  chain.every(({ transit, disputed, end }) => !transit && !disputed && !end);
export const isTop = ({ chain }: HolderView): boolean => chain.length === 1;
export const isZone = ({ record }: HolderView): boolean => record.kind === 'ZONE';

/** The holder's id, or now and then one that nobody has. */
export function idOf({ dice, market }: Scene, holder: HolderView): HolderId {
  if (!dice.rarely(3)) return holder.record.id;
  const made = [
    `sscc:${market.outsiders[0] ? market.ssccsOf(market.outsiders[0])[0] : ''}`,
    `part:${'0'.repeat(64)}:0`,
    `loose:${market.offers[0]!.batch.trancheId}`,
    `zone:${market.members[1]!.gln}:${market.members[1]!.gln}:`,
  ];
  return dice.pick(made);
}

export function leafLike({ view, dice }: Scene, fits: (leaf: LeafView, number: number) => boolean): number | undefined {
  const all: number[] = [];
  const fitting: number[] = [];
  view.leaves.forEach((leaf, number) => {
    if (!leaf) return;
    all.push(number);
    if (fits(leaf, number)) fitting.push(number);
  });
  if (dice.rarely(8)) return dice.pick(all);
  return fitting.length > 0 ? dice.pick(fitting) : undefined;
}

/** All records below a holder. */
export function childrenOf({ view }: Scene, id: HolderId): HolderId[] {
  const children: HolderId[] = [];
  for (const { record, chain } of view.holders.values()) {
    if (record.id !== id && chain.some((holder) => holder.id === id)) children.push(record.id);
  }
  return children;
}

const isHeld = ({ record, held }: HolderView): boolean => held.length + Object.keys(record.holds).length > 0;

/** A holder whole, its children listed, mostly as they are. */
export function wholeOf(scene: Scene, holder: HolderView): { holder: HolderId; children?: HolderId[] } {
  const { dice } = scene;
  const children = childrenOf(scene, holder.record.id);
  const stopping = children.filter((id) => isHeld(scene.view.holders.get(id)!));
  if (stopping.length > 0 && dice.rarely(40)) {
    // To leave out what would stop it, or to name another twice instead.
    const free = children.filter((id) => !stopping.includes(id));
    const filled = dice.below(2) === 1 && free[0] !== undefined ? stopping.map(() => free[0]!) : [];
    return { holder: holder.record.id, children: [...free, ...filled] };
  }
  if (dice.rarely(10)) {
    const stranger = anyHolder(scene).record.id;
    const wrong = [children.slice(1), [...children, stranger], [...children, ...children.slice(0, 1)]];
    return { holder: idOf(scene, holder), children: dice.pick(wrong) };
  }
  return { holder: idOf(scene, holder), ...(children.length > 0 ? { children } : {}) };
}

/** Several items, by as many draws. */
export function items<T>({ dice }: Scene, most: number, draw: () => T | undefined): T[] {
  const drawn: T[] = [];
  for (let left = 1 + (dice.rarely(35) ? dice.below(most) : 0); left > 0; left--) {
    const item = draw();
    if (item !== undefined) drawn.push(item);
  }
  return drawn;
}

export const atomicOrNot = ({ dice }: Scene): { atomic?: true } => (dice.rarely(10) ? { atomic: true } : {});
