import type { End, HolderRecord, Location, PackRecord } from '@packproof/contract';
import type { Leaf, LeafNumbers } from './leaf-numbers';
import { endThatCounts, type Records } from './state';
import { promised, Violation } from './violation';

/** A holder with all that its place in a tree says about what is in it. */
export interface HolderView {
  record: HolderRecord;
  /** Its own packs, in ascending order. */
  leaves: readonly Leaf[];
  held: readonly Leaf[];
  /** Itself first. */
  chain: readonly HolderRecord[];
  top: HolderRecord;
  /** Who holds anything of the chain, sorted. */
  setters: readonly string[];
}

export interface LeafView {
  holder: HolderView;
  pack?: PackRecord;
  /** The end that counts. */
  end?: End;
  /** Everybody whose hold stops it: on its pack, chain or batch. Sorted. */
  setters: readonly string[];
  trancheId: string;
  custodian: string;
  location: Location;
}

/** World state as an outsider reads it, by code of its own. */
export interface View {
  records: Records;
  holders: ReadonlyMap<string, HolderView>;
  /** By leaf; absent where its tranche is not committed. */
  leaves: readonly (LeafView | undefined)[];
}

/** Rule 3. */
const LEVELS = 6;
const NOBODY: readonly string[] = [];

/** Reads the whole state. Throws a Violation where contents overlap or leave a gap, or holders do not form trees. */
export function viewOf(records: Records, numbers: LeafNumbers): View {
  const holders = new Map<string, HolderView>();
  for (const record of records.holders.values()) holders.set(record.id, holderView(record, records, numbers));
  const leaves: (LeafView | undefined)[] = new Array(numbers.count);
  const packs = packsByLeaf(records, numbers);
  const heldBatches = [...records.batches.values()].some(({ holds }) => Object.keys(holds).length > 0);
  const homes: (HolderView | undefined)[] = new Array(numbers.count);
  for (const holder of holders.values()) {
    for (const leaf of holder.leaves) {
      promised(
        'a',
        homes[leaf] === undefined,
        () => `pack ${leaf} is in ${homes[leaf]!.record.id} and ${holder.record.id}`,
      );
      homes[leaf] = holder;
    }
  }
  let present = 0;
  for (const { trancheId, count, batchId } of records.tranches.values()) {
    const base = numbers.base(trancheId);
    const batchSetters = heldBatches ? Object.keys(records.batches.get(batchId)!.holds) : NOBODY;
    for (let leaf = base; leaf < base + count; leaf++) {
      const holder = homes[leaf];
      if (!holder) throw new Violation('a', `pack ${leaf - base} of tranche ${trancheId} is in no holder`);
      present += 1;
      leaves[leaf] = leafView(holder, packs.get(leaf), batchSetters, trancheId);
    }
  }
  const held = homes.reduce((sum, home) => sum + (home ? 1 : 0), 0);
  promised('a', held === present, () => 'a holder has packs that were never committed');
  return { records, holders, leaves };
}

function holderView(record: HolderRecord, records: Records, numbers: LeafNumbers): HolderView {
  const chain = [record];
  for (let next = record.parent; next !== undefined; next = chain.at(-1)!.parent) {
    const parent = records.holders.get(next);
    if (!parent) throw new Violation('g', `${chain.at(-1)!.id} names a parent that does not exist`);
    chain.push(parent);
    promised('g', chain.length <= LEVELS, () => `${record.id} lies ${chain.length} levels deep, or in a cycle`);
  }
  const setters = new Set<string>();
  for (const { holds } of chain) for (const setter of Object.keys(holds)) setters.add(setter);
  return {
    record,
    leaves: numbers.decode(record.content),
    held: numbers.decode(record.heldLeaves),
    chain,
    top: chain.at(-1)!,
    setters: setters.size === 0 ? NOBODY : [...setters].sort(),
  };
}

function packsByLeaf(records: Records, numbers: LeafNumbers): Map<Leaf, PackRecord> {
  const packs = new Map<Leaf, PackRecord>();
  for (const pack of records.packs.values()) packs.set(numbers.leafOf(pack.tranche, pack.leaf), pack);
  return packs;
}

function leafView(
  holder: HolderView,
  pack: PackRecord | undefined,
  batchSetters: readonly string[],
  trancheId: string,
): LeafView {
  const own = pack ? Object.keys(pack.holds) : NOBODY;
  const end = endThatCounts(pack?.end, holder.chain);
  const setters =
    own.length + batchSetters.length === 0
      ? holder.setters
      : [...new Set([...holder.setters, ...own, ...batchSetters])].sort();
  const { custodian, location } = holder.top;
  return { holder, setters, trancheId, custodian, location, ...(pack && { pack }), ...(end && { end }) };
}
