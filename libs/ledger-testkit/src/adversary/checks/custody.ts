import type { Leaf } from '../leaf-numbers';
import type { LeafView } from '../view';
import { promised } from '../violation';
import { bodyOf, type Check, isAtRest, type Move } from './move';

/** (b): who has a pack changes by receipt or settlement alone, and where it is by who has it. */
export const checkCustody: Check = (move) => {
  for (const [leaf, was, is] of move.changed) {
    const newcomer = isAddressee(move, was);
    checkCustodian(move, leaf, was, is, newcomer);
    checkPlace(move, leaf, was, is, newcomer);
    checkShipment(move, leaf, was, is, newcomer);
  }
};

/** The actor is the one to whom it is under way, or who missed it, and names that shipment. */
function isAddressee(move: Move, { holder: { top } }: LeafView): boolean {
  const { actor } = move.envelope;
  const receipt = bodyOf(move, 'receive');
  if (receipt) return top.transit?.to === actor && top.transit.tx === receipt.shipment;
  const settlement = bodyOf(move, 'resolve');
  return settlement !== undefined && top.disputed?.to === actor && top.disputed.tx === settlement.shipment;
}

function checkCustodian({ envelope }: Move, leaf: Leaf, was: LeafView, is: LeafView, newcomer: boolean): void {
  const [before, after] = [was.custodian, is.custodian];
  const { from } = is.holder.top;
  if (before === after) {
    const known = from === undefined || from === was.holder.top.from;
    promised('b', known || newcomer, () => `pack ${leaf} says that ${from} shipped it, who did not`);
    return;
  }
  const allowed = newcomer && after === envelope.actor;
  promised(
    'b',
    allowed,
    () => `pack ${leaf} went from ${before} to ${after} by ${envelope.command} of ${envelope.actor}`,
  );
  promised('b', from === before, () => `pack ${leaf} was shipped by ${before}, not by ${from}`);
}

function checkPlace({ envelope }: Move, leaf: Leaf, was: LeafView, is: LeafView, newcomer: boolean): void {
  const { actor, command } = envelope;
  const moved = was.holder.record.id !== is.holder.record.id || was.holder.top.id !== is.holder.top.id;
  const relocated = was.location.gln !== is.location.gln || was.location.extension !== is.location.extension;
  if (!moved && !relocated) return;
  const told = () => `pack ${leaf}: ${was.holder.record.id} to ${is.holder.record.id} by ${command} of ${actor}`;
  promised('b', newcomer || was.custodian === actor, told);
  if (!newcomer && command !== 'resolve') promised('b', isAtRest(was.holder.chain), told);
  const ended = was.holder.chain.some(({ end }) => end);
  if (ended) promised('b', command === 'reactivate', () => `${told()} out of what has ended`);
}

function checkShipment(move: Move, leaf: Leaf, was: LeafView, is: LeafView, newcomer: boolean): void {
  const { tx, envelope } = move;
  const { actor, command } = envelope;
  const [before, after] = [was.holder.top, is.holder.top];
  const told = () => `pack ${leaf} by ${command} of ${actor}: ${JSON.stringify([before, after])}`;
  if (before.transit?.tx !== after.transit?.tx) {
    if (after.transit) {
      const ship = bodyOf(move, 'ship');
      const stated = after.transit.tx === tx && after.transit.to === ship?.to && after.transit.purpose === ship.purpose;
      promised('b', stated && was.custodian === actor && isAtRest(was.holder.chain), told);
      promised('b', !was.holder.chain.some(({ end }) => end), told);
    } else {
      const cancelled = bodyOf(move, 'cancelShipment');
      const back = cancelled?.shipment === before.transit?.tx && was.custodian === actor && !after.disputed;
      const arrived = newcomer && (is.custodian === actor || after.disputed?.to === actor);
      promised('b', back || arrived, told);
    }
  }
  if (before.disputed?.tx !== after.disputed?.tx) {
    if (after.disputed) {
      const missed = newcomer && after.disputed.to === actor && after.disputed.tx === before.transit?.tx;
      promised('b', missed && is.custodian === was.custodian, told);
    } else {
      const settled = bodyOf(move, 'resolve')?.shipment === before.disputed?.tx;
      const bySender = was.custodian === actor && is.custodian === actor;
      promised('b', settled && (bySender || (newcomer && is.custodian === actor)), told);
    }
  }
}
