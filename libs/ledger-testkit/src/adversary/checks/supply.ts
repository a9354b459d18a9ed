import type { EndState, ShipPurpose } from '@packproof/contract';
import type { Leaf } from '../leaf-numbers';
import type { LeafView } from '../view';
import { promised } from '../violation';
import { blockersOf } from './blockers';
import { actorOf, bodyOf, type Check, dayOf, isDispensingRole, isGoodsRole, type Move } from './move';

const GIVEN_AWAY: ReadonlySet<EndState> = new Set(['DISPENSED', 'EXPORTED', 'SAMPLE', 'FREE_SAMPLE', 'CHECKED_OUT']);

/** (d), (e): nothing blocked is given away or shipped for supply, and only by who may. */
export const checkSupply: Check = (move) => {
  for (const [leaf, was, is] of move.changed) {
    if (!was.end && is.end && GIVEN_AWAY.has(is.end.as)) checkGivenAway(move, leaf, was, is.end.as);
    if (is.holder.top.transit?.tx === move.tx) checkShipped(move, leaf, was, is, is.holder.top.transit.purpose);
  }
  checkWhole(move);
  checkPacks(move);
};

function checkGivenAway(move: Move, leaf: Leaf, was: LeafView, as: EndState): void {
  const day = dayOf(move.envelope.occurredAt);
  const actor = actorOf(move);
  promised('d', actor.licence.validUntil >= day, () => `pack ${leaf} given away without a licence`);
  promised('d', as !== 'DISPENSED' || isDispensingRole(actor.role), () => `pack ${leaf} dispensed by a ${actor.role}`);
  const blockers = blockersOf(move.before, leaf, was, day, move.numbers);
  promised('d', blockers.length === 0, () => `pack ${leaf} is ${as}, although ${blockers}`);
}

function checkShipped(move: Move, leaf: Leaf, was: LeafView, is: LeafView, purpose: ShipPurpose): void {
  const { before, envelope, numbers } = move;
  const day = dayOf(envelope.issuedAt);
  const { to } = is.holder.top.transit!;
  const addressee = before.records.organisations.get(to);
  const told = () => `pack ${leaf} shipped for ${purpose} to ${JSON.stringify(addressee)}`;
  promised('d', to !== envelope.actor && isGoodsRole(addressee?.role), told);
  const licensed = addressee !== undefined && addressee.licence.validUntil >= day;
  const owner = before.records.products.get(before.records.tranches.get(was.trancheId)!.gtin)!.owner;
  if (purpose === 'RETURN') {
    const allowed = was.holder.top.from === to || owner === to || (licensed && !isDispensingRole(addressee.role));
    promised('d', allowed, told);
  } else promised('d', licensed, told);
  if (purpose === 'DESTRUCTION') {
    const held = envelope.actor in is.holder.top.holds;
    promised('d', held && !isDispensingRole(addressee?.role), told);
  }
  if (purpose !== 'SUPPLY' || was.end) return;
  const blockers = blockersOf(before, leaf, was, day, numbers);
  promised('d', blockers.length === 0, () => `pack ${leaf} shipped for supply, although ${blockers}`);
}

/** Rule 6: no record inside a whole supplied or ended unit is held, whether or not it has packs. */
function checkWhole(move: Move): void {
  const supplied = bodyOf(move, 'ship')?.purpose === 'SUPPLY';
  for (const [id, { record }] of move.after.holders) {
    const was = move.before.holders.get(id)?.record;
    if (!was) continue;
    const ended = record.end?.tx === move.tx && !was.end;
    const settled = move.envelope.command === 'resolve';
    const unheld = ended && !settled && record.end!.as !== 'DESTROYED' && record.end!.as !== 'STOLEN';
    if (!unheld && !(supplied && record.transit?.tx === move.tx)) continue;
    for (const inside of move.before.holders.values()) {
      if (inside.top.id !== id) continue;
      const free = Object.keys(inside.record.holds).length === 0 && inside.held.length === 0;
      promised('d', free, () => `${id} was supplied or ended whole, although ${inside.record.id} in it is held`);
    }
  }
}

/** (e): PACK names its leaf for ever, and that leaf is the pack's. */
function checkPacks({ before, after, numbers, writes }: Move): void {
  for (const key of writes.keys()) {
    if (!key.startsWith('PACK/')) continue;
    const id = key.slice('PACK/'.length);
    const is = after.records.packs.get(id)!;
    const was = before.records.packs.get(id);
    const stays = !was || (was.tranche === is.tranche && was.leaf === is.leaf);
    promised('e', stays && id === `${is.gtin}/${is.packId}`, () => `${id} moved to another leaf`);
    const { batch, leaf } = numbers.batchOf(numbers.leafOf(is.tranche, is.leaf));
    const proven = batch.packIds[leaf] === is.packId && batch.product.gtin === is.gtin;
    promised('e', proven, () => `${id} is not what was committed at leaf ${leaf}`);
  }
}
