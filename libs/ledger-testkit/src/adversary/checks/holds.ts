import type { Leaf } from '../leaf-numbers';
import type { LeafView } from '../view';
import { promised } from '../violation';
import { actorOf, bodyOf, type Check, type Move } from './move';

/** (f): holds are lifted by who set them or the regulator, and set in one's own name. */
export const checkHolds: Check = (move) => {
  for (const [leaf, was, is] of move.changed) {
    for (const setter of was.setters) if (!is.setters.includes(setter)) checkLifted(move, leaf, setter);
    for (const setter of is.setters) if (!was.setters.includes(setter)) checkSet(move, leaf, was, setter);
  }
  checkMarks(move);
};

function checkLifted(move: Move, leaf: Leaf, setter: string): void {
  const { actor, command } = move.envelope;
  const may = actor === setter || actorOf(move).role === 'REGULATOR';
  promised(
    'f',
    command === 'release' && may,
    () => `the hold of ${setter} on pack ${leaf} went by ${command} of ${actor}`,
  );
}

function checkSet(move: Move, leaf: Leaf, was: LeafView, setter: string): void {
  const { actor, command } = move.envelope;
  const told = () => `a hold of ${setter} on pack ${leaf} came by ${command} of ${actor}`;
  promised('f', setter === actor, told);
  const { records } = move.before;
  const owner = records.products.get(records.tranches.get(was.trancheId)!.gtin)!.owner;
  const entitled = was.custodian === actor || owner === actor || actorOf(move).role === 'REGULATOR';
  const damaged =
    bodyOf(move, 'receive')?.items.some(({ as }) => as === 'DAMAGED') && was.holder.top.transit?.to === actor;
  const destroyed = bodyOf(move, 'ship')?.purpose === 'DESTRUCTION' && was.custodian === actor;
  promised('f', (command === 'quarantine' && entitled) || damaged === true || destroyed, told);
}

/** A holder's heldLeaves are exactly its packs that are held alone: a whole unit is judged by them. */
function checkMarks({ after }: Move): void {
  for (const { record, leaves, held } of after.holders.values()) {
    for (const leaf of held) {
      const pack = after.leaves[leaf];
      const true_ = leaves.includes(leaf) && pack?.pack !== undefined && Object.keys(pack.pack.holds).length > 0;
      promised('f', true_, () => `${record.id} marks pack ${leaf} as held, which it is not`);
    }
  }
  for (const pack of after.records.packs.values()) {
    if (Object.keys(pack.holds).length === 0) continue;
    const home = after.leaves.find((leaf) => leaf?.pack === pack);
    const leaf = home ? after.leaves.indexOf(home) : -1;
    promised(
      'f',
      home?.holder.held.includes(leaf) === true,
      () => `the holder of pack ${leaf} does not mark it as held`,
    );
  }
}
