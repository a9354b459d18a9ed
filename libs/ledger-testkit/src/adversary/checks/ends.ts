import type { End, EndState } from '@packproof/contract';
import type { Leaf } from '../leaf-numbers';
import type { LeafView } from '../view';
import { promised, Violation } from '../violation';
import { blockersOfGoods } from './blockers';
import { bodyOf, type Check, dayOf, isAtRest, type Move } from './move';

const TEN_DAYS = 10 * 86_400_000;
const SETTLED_AS: Readonly<Record<string, EndState>> = { LOST: 'LOCKED', STOLEN: 'STOLEN', DESTROYED: 'DESTROYED' };

/** (c): from none to one, from LOCKED to worse, and back only by an undo that is allowed. */
export const checkEnds: Check = (move) => {
  for (const [leaf, was, is] of move.changed) {
    if (was.end?.tx === is.end?.tx && was.end?.as === is.end?.as) continue;
    if (is.end) checkNewEnd(move, leaf, was, is.end);
    else if (was.end) checkUndo(move, leaf, was, was.end);
  }
};

function checkNewEnd(move: Move, leaf: Leaf, was: LeafView, end: End): void {
  const { envelope, tx } = move;
  const told = () => `pack ${leaf} from ${JSON.stringify(was.end)} to ${JSON.stringify(end)} by ${envelope.command}`;
  const replaced = was.end?.as === 'LOCKED' && (end.as === 'STOLEN' || end.as === 'DESTROYED');
  promised('c', was.end === undefined || replaced, told);
  promised('c', end.as === asSaid(move, end), told);
  const { actor, at, occurredAt } = envelope;
  const own = end.by === actor && end.tx === tx && end.time === occurredAt && end.place === at;
  promised('c', own && was.custodian === actor, told);
  const settled = envelope.command === 'resolve' && was.holder.top.disputed !== undefined;
  promised('c', isAtRest(was.holder.chain) || settled, told);
}

/** As which the command says that it ends. */
function asSaid(move: Move, end: End): EndState | undefined {
  if (bodyOf(move, 'dispense')) return 'DISPENSED';
  const resolution = bodyOf(move, 'resolve');
  if (resolution) return resolution.items.map(({ as }) => SETTLED_AS[as]).find((as) => as === end.as);
  return bodyOf(move, 'decommission')?.as;
}

function checkUndo(move: Move, leaf: Leaf, was: LeafView, end: End): void {
  const { envelope, before } = move;
  const told = () => `pack ${leaf} was ${JSON.stringify(end)}, by ${JSON.stringify(envelope)}`;
  const body = bodyOf(move, 'reactivate');
  if (!body) throw new Violation('c', told());
  promised('c', body.from === end.as && end.as !== 'STOLEN' && end.as !== 'DESTROYED', told);
  promised('c', end.by === envelope.actor && end.place === envelope.at && was.custodian === envelope.actor, told);
  promised('c', isAtRest(was.holder.chain), told);
  const late = Date.parse(envelope.issuedAt) - Date.parse(end.time) > TEN_DAYS;
  promised('c', end.as === 'LOCKED' || !late, told);
  promised('c', envelope.occurredAt >= end.time, told);
  const blockers = blockersOfGoods(before, leaf, was.trancheId, dayOf(envelope.issuedAt), move.numbers);
  promised('c', blockers.length === 0, () => `${told()}, although ${blockers}`);
}
