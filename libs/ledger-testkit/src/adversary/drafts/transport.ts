import type {
  MissingResolution,
  ReceiptKind,
  ReceiveItem,
  ResolveBody,
  ShipBody,
  ShipPurpose,
} from '@packproof/contract';
import type { HolderView } from '../view';
import { someContent } from './content';
import { somePlace, takesOf } from './packing';
import { innerOf } from './proofs';
import {
  actorLike,
  actorOver,
  anyHolder,
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
  wholeOf,
} from './scene';

export const ship: Draft<'ship'> = (scene) => {
  const { dice, market } = scene;
  const { manufacturer, distributor, pharmacy, otherPharmacy, hospital, otherManufacturer } = market.consortium;
  const ready = (one: HolderView) =>
    atRest(one) && isTop(one) && !isZone(one) && one.leaves.length + one.record.children > 0;
  const holder = holderLike(scene, ready);
  if (!holder) return undefined;
  const actor = actorOver(scene, holder);
  const purpose: ShipPurpose = dice.rarely(32) ? dice.pick(['RETURN', 'DESTRUCTION'] as const) : 'SUPPLY';
  const usual = [pharmacy, hospital, distributor, otherPharmacy].map(({ gln }) => gln);
  const back = [holder.record.from, manufacturer.gln, otherManufacturer.gln, distributor.gln].filter(
    (gln) => gln !== undefined,
  );
  const others = (purpose === 'SUPPLY' ? usual : back).filter((gln) => gln !== actor.gln);
  const to = dice.rarely(8) || others.length === 0 ? dice.pick(market.everybody).gln : dice.pick(others);
  const draw = (): ShipBody['items'][number] | undefined => {
    const next = holderLike(scene, (one) => ready(one) && ofSame(holder)(one)) ?? holder;
    return dice.rarely(30) ? { take: takesOf(scene, next) } : wholeOf(scene, next);
  };
  const first = dice.rarely(30) ? { take: takesOf(scene, holder) } : wholeOf(scene, holder);
  const more = dice.rarely(25) ? items(scene, 2, draw) : [];
  const payloadHash = dice.rarely(20) ? { payloadHash: 'ab'.repeat(32) } : {};
  return { actor, body: { to, purpose, ...payloadHash, items: [first, ...more], ...atomicOrNot(scene) } };
};

/** The shipment that it is in, now and then an old one. */
function shipmentOf({ dice, shipments }: Scene, tx: string | undefined): string {
  if (tx !== undefined && !dice.rarely(8)) return tx;
  return shipments.length > 0 ? dice.pick(shipments) : '0'.repeat(64);
}

export const cancelShipment: Draft<'cancelShipment'> = (scene) => {
  const holder = holderLike(scene, ({ record }) => record.transit !== undefined);
  if (!holder) return undefined;
  const actor = actorOver(scene, holder);
  const same = (one: HolderView) => one.record.transit?.tx === holder.record.transit?.tx;
  const body = {
    shipment: shipmentOf(scene, holder.record.transit?.tx ?? holder.record.disputed?.tx),
    items: items(scene, 2, () => {
      const one = scene.dice.rarely(40) ? holderLike(scene, same) : holder;
      return one && { holder: idOf(scene, one) };
    }),
    ...atomicOrNot(scene),
  };
  return { actor, body };
};

/** Some of a holder: nothing said (all), packs, child records, one inner unit, or all three. */
function some(scene: Scene, holder: HolderView): Pick<ReceiveItem, 'content' | 'children' | 'inner'> {
  const { dice, view } = scene;
  const way = dice.below(8);
  if (way < 4) return {};
  const direct = [...view.holders.values()].filter(({ record }) => record.parent === holder.record.id);
  const named: Pick<ReceiveItem, 'content' | 'children' | 'inner'> = {};
  if (way === 4 || way === 7) named.content = someContent(scene, holder);
  if ((way === 5 || way === 7) && direct.length > 0) {
    const chosen = dice.some(direct).map(({ record }) => record.id);
    const wrong = dice.rarely(20) ? [dice.pick([...chosen, anyHolder(scene).record.id])] : [];
    named.children = [...chosen, ...wrong];
  }
  if (way >= 6) {
    const inner = innerOf(scene, holder);
    if (inner) named.inner = inner;
  }
  return named;
}

export const receive: Draft<'receive'> = (scene) => {
  const { dice } = scene;
  const holder = holderLike(scene, ({ record }) => record.transit !== undefined);
  if (!holder) return undefined;
  const { transit, disputed } = holder.record;
  const actor = actorLike(scene, transit?.to ?? disputed?.to);
  const same = (one: HolderView) => one.record.transit?.tx === transit?.tx;
  const body = {
    shipment: shipmentOf(scene, transit?.tx),
    ...(dice.rarely(20) ? { location: somePlace(scene, actor) } : {}),
    items: items(scene, 3, (): ReceiveItem => {
      const one = dice.rarely(30) ? (holderLike(scene, same) ?? holder) : holder;
      const as: ReceiptKind = dice.pick(['RECEIVED', 'MISSING', 'RECEIVED', 'MISSING', 'DAMAGED'] as const);
      return { holder: idOf(scene, one), as, ...some(scene, one) };
    }),
    ...atomicOrNot(scene),
  };
  return { actor, body };
};

export const resolve: Draft<'resolve'> = (scene) => {
  const { dice } = scene;
  const holder = holderLike(scene, ({ record }) => record.disputed !== undefined);
  if (!holder) return undefined;
  const { disputed, custodian } = holder.record;
  const ways = ['FOUND', 'RETURNED', 'NEVER_SENT', 'FOUND', 'LOST', 'STOLEN', 'DESTROYED'] as const;
  const as: MissingResolution = dice.pick(ways);
  const actor = actorLike(scene, as === 'FOUND' ? disputed?.to : custodian);
  const body = {
    shipment: shipmentOf(scene, disputed?.tx),
    ...(dice.rarely(20) ? { location: somePlace(scene, actor) } : {}),
    items: items(scene, 2, (): ResolveBody['items'][number] => {
      const { inner: _inner, ...named } = some(scene, holder);
      return { holder: idOf(scene, holder), as: dice.rarely(15) ? dice.pick(ways) : as, ...named };
    }),
    ...atomicOrNot(scene),
  };
  return { actor, body };
};
