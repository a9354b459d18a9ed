import { decodeContent, EMPTY_ENCODED, forEachInterval } from '../src/content';
import type { Hex, HolderId } from '../src/keys';
import type { End, HolderRecord, PackRecord } from '../src/records';
import type { TestLedger } from './given';
import type { Goods } from './goods';

/** One pack as world state has it, worked out from all records at once: no rule of the contract is asked. */
export interface Leaf {
  goods: Goods;
  leaf: number;
  /** Bottom first. */
  chain: HolderRecord[];
  pack: PackRecord | undefined;
  end: End | undefined;
  /** Who holds it back, through PACK or the chain. */
  holders: string;
  custodian: string;
}

export interface Picture {
  holders: Map<HolderId, HolderRecord>;
  leaves: Map<string, Leaf>;
}

export const leafKey = (tranche: Hex, leaf: number): string => `${tranche}/${leaf}`;

/** Looks at everything and says what does not fit together. */
export function pictureOf(ledger: TestLedger, allGoods: readonly Goods[]): Picture {
  const holders = new Map<HolderId, HolderRecord>();
  for (const [key, record] of ledger.state)
    if (key.startsWith('HOLDER/')) holders.set(key.slice(7), record as HolderRecord);
  const where = new Map<string, HolderId>();
  for (const holder of holders.values()) {
    forEachInterval(decodeContent(holder.content), (tranche, start, end) => {
      for (let leaf = start; leaf < end; leaf++) {
        const key = leafKey(tranche, leaf);
        if (where.has(key)) throw new Error(`${key} is in ${where.get(key)} and in ${holder.id}`);
        where.set(key, holder.id);
      }
    });
  }
  const leaves = new Map<string, Leaf>();
  for (const goods of allGoods) {
    if (!ledger.state.has(`TRANCHE/${goods.tranche}`)) continue;
    for (let leaf = 0; leaf < goods.count; leaf++) {
      const key = leafKey(goods.tranche, leaf);
      const id = where.get(key);
      if (id === undefined) throw new Error(`${key} is in no holder`);
      where.delete(key);
      const chain = chainFrom(holders, id);
      const pack = ledger.state.get(goods.packKey(leaf)) as PackRecord | undefined;
      const held = new Set([
        ...Object.keys(pack?.holds ?? {}),
        ...chain.flatMap((holder) => Object.keys(holder.holds)),
      ]);
      leaves.set(key, {
        goods,
        leaf,
        chain,
        pack,
        end: pack?.end ?? chain.find(({ end }) => end)?.end,
        holders: [...held].sort().join(),
        custodian: chain.at(-1)!.custodian,
      });
    }
  }
  if (where.size > 0) throw new Error(`packs that nobody committed: ${[...where.keys()]}`);
  return { holders, leaves };
}

function chainFrom(holders: Picture['holders'], id: HolderId): HolderRecord[] {
  const chain: HolderRecord[] = [];
  for (let next: HolderId | undefined = id; next !== undefined; next = chain.at(-1)!.parent) {
    const holder = holders.get(next);
    if (!holder) throw new Error(`${next} is named as parent and does not exist`);
    if (chain.includes(holder)) throw new Error(`${next} is its own parent`);
    chain.push(holder);
  }
  return chain;
}

/** What must be true of the records at any moment; empty if all of it is. */
export function faultsIn({ holders, leaves }: Picture): string[] {
  const faults: string[] = [];
  const children = new Map<HolderId, HolderRecord[]>();
  for (const holder of holders.values()) {
    if (holder.parent !== undefined) children.set(holder.parent, [...(children.get(holder.parent) ?? []), holder]);
  }
  for (const holder of holders.values()) {
    const say = (fault: string) => faults.push(`${holder.id} ${fault}`);
    const own = children.get(holder.id) ?? [];
    if (holder.children !== own.length) say(`says ${holder.children} children, ${own.length} name it`);
    if (own.some(({ height }) => height >= holder.height)) say('is not higher than its children');
    if ((holder.height === 0) !== (own.length === 0)) say('has a height that its children do not explain');
    if (holder.height > 5) say('has more than six levels');
    if (own.length > 0 && !holder.id.startsWith('sscc:')) say('is no unit and has children');
    if (holder.parent !== undefined && !/^(sscc|part):/.test(holder.id)) say('is nested');
    const states = [holder.transit, holder.disputed, holder.end].filter((state) => state !== undefined);
    if (states.length > 1) say('is under way, disputed or ended at once');
    if (states.length > 0 && holder.parent !== undefined) say('is nested and not at rest');
    const empty = holder.content === EMPTY_ENCODED && own.length === 0;
    if (empty && (holder.transit || holder.disputed)) say('is empty and under way or disputed');
    if ((holder.innerCount === 0) !== /^0+$/.test(holder.innerRoot)) say('has innerRoot without innerCount');
    if (holder.innerCount > 0 && holder.committedBy === undefined) say('has inner units that nobody committed');
    const held = decodeContent(holder.heldLeaves);
    forEachInterval(held, (tranche, start, end) => {
      for (let leaf = start; leaf < end; leaf++) {
        if (leaves.get(leafKey(tranche, leaf))?.chain[0]?.id !== holder.id)
          say(`holds leaf ${leaf}, which it does not have`);
      }
    });
  }
  for (const [key, { chain, pack, goods, leaf }] of leaves) {
    const marked = decodeContent(chain[0]!.heldLeaves)
      .get(goods.tranche)
      ?.some(([start, end]) => start <= leaf && leaf < end);
    if ((marked ?? false) !== Object.keys(pack?.holds ?? {}).length > 0)
      faults.push(`${key}: PACK and heldLeaves disagree`);
  }
  return faults;
}
