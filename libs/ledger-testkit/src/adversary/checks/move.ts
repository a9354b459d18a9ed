import type {
  CommandBodies,
  CommandName,
  Envelope,
  Hex,
  HolderRecord,
  ItemOutcome,
  OrganisationRecord,
  StateKey,
  StateRecord,
} from '@packproof/contract';
import type { Leaf, LeafNumbers } from '../leaf-numbers';
import type { LeafView, View } from '../view';

/** An accepted command, with what was before and after. */
export interface Move {
  envelope: Envelope;
  tx: Hex;
  results: readonly ItemOutcome[];
  writes: ReadonlyMap<StateKey, StateRecord>;
  before: View;
  after: View;
  numbers: LeafNumbers;
  /** Leaves that were there before and look otherwise now. */
  changed: readonly (readonly [leaf: Leaf, was: LeafView, is: LeafView])[];
}

export type Check = (move: Move) => void;

export function bodyOf<C extends CommandName>({ envelope }: Move, command: C): CommandBodies[C] | undefined {
  return envelope.command === command ? (envelope.body as CommandBodies[C]) : undefined;
}

export const actorOf = ({ before, after, envelope }: Move): OrganisationRecord =>
  (before.records.organisations.get(envelope.actor) ?? after.records.organisations.get(envelope.actor))!;

export function changesBetween(before: View, after: View): Move['changed'] {
  const changed: (readonly [Leaf, LeafView, LeafView])[] = [];
  for (let leaf = 0; leaf < before.leaves.length; leaf++) {
    const [was, is] = [before.leaves[leaf], after.leaves[leaf]];
    if (was && is && !isSame(was, is)) changed.push([leaf, was, is]);
  }
  return changed;
}

/** Records are values: what was not written is the same object. */
function isSame(was: LeafView, is: LeafView): boolean {
  const [a, b] = [was.holder.chain, is.holder.chain];
  if (was.pack !== is.pack || a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return was.setters.length === is.setters.length && was.setters.every((setter, i) => setter === is.setters[i]);
}

export const isAtRest = (chain: readonly HolderRecord[]): boolean =>
  chain.every(({ transit, disputed }) => !transit && !disputed);

export const isGoodsRole = (role: string | undefined): boolean =>
  role === 'MANUFACTURER' || role === 'DISTRIBUTOR' || role === 'PHARMACY' || role === 'HOSPITAL';
export const isDispensingRole = (role: string | undefined): boolean => role === 'PHARMACY' || role === 'HOSPITAL';

export const dayOf = (time: string): string => time.slice(0, 10);
