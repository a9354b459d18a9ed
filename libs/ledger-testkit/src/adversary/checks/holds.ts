import type { Leaf } from '../leaf-numbers';
import type { LeafView } from '../view';
import { promised } from '../violation';
import { actorOf, bodyOf, type Check, type Move } from './move';

/** (f): holds are lifted by who set them or the regulator, and set in one's own name. */
export const checkHolds: Check = (move) => {
  for (const [leaf, was, is] of move.changed) {
    for (const setter of was.setters) if (!is.setters.includes(setter)) checkLifted(move, `pack ${leaf}`, setter);
    for (const setter of is.setters) if (!was.setters.includes(setter)) checkSet(move, leaf, was, setter);
  }
  checkRecords(move);
  checkMarks(move);
};

/** What holds a unit holds it too when there is nothing in it. Rule 1: what is held goes into no unit that exists. */
function checkRecords(move: Move): void {
  const { before, after, writes } = move;
  for (const key of writes.keys()) {
    if (!key.startsWith('HOLDER/')) continue;
    const id = key.slice('HOLDER/'.length);
    const [was, is] = [before.records.holders.get(id), after.records.holders.get(id)!];
    for (const setter of Object.keys(was?.holds ?? {})) {
      if (!(setter in is.holds)) checkLifted(move, `holder ${id}`, setter);
    }
  }
  bodyOf(move, 'pack')?.items.forEach(({ child, create }, index) => {
    const free = create || !move.results[index]!.ok || before.holders.get(child)?.setters.length === 0;
    promised('f', Boolean(free), () => `${child} is held, and went into a unit that exists`);
  });
}

function checkLifted(move: Move, what: string, setter: string): void {
  const { actor, command } = move.envelope;
  const may = actor === setter || actorOf(move).role === 'REGULATOR';
  promised('f', command === 'release' && may, () => `the hold of ${setter} on ${what} went by ${command} of ${actor}`);
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
