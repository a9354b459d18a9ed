import type { HolderId, Take } from '@packproof/contract';
import { EMPTY_CONTENT, encodeContent, oneLeaf, unite } from '@packproof/contract';
import type { Progress, Step } from './item-run';
import type { Located, LocatedPack } from './locator';

/** What `ship` and `store` take: topmost holders, or packs out of holders. */
export type Move = { holder: HolderId; children?: HolderId[] } | { take: Take[] };

/**
 * Packs are taken together, one part for all of them, unless what is on record says that one of them will be refused:
 * that one goes by itself, so that it sinks alone. If the ledger refuses the whole all the same, each goes by itself.
 */
export function movesOf(
  located: readonly Located[],
  progress: Progress,
  options: { apart: boolean; children: boolean; stands: (pack: LocatedPack) => boolean },
): { items: Move[]; decides: number[][] } {
  const items: Move[] = [];
  const decides: number[][] = [];
  const together: LocatedPack[] = [];
  const add = (move: Move, positions: number[]) => {
    items.push(move);
    decides.push(positions);
  };
  for (const one of located) {
    if (one.kind === 'refused') progress.refuse(one.position, one.outcome, one.params);
    else if (one.kind === 'unit') {
      if (!one.recorded || one.chain.length > 1) progress.refuse(one.position, 'UNIT_NESTED', { sscc: one.sscc });
      else
        add(
          { holder: one.holder, ...(options.children && one.children.length > 0 ? { children: one.children } : {}) },
          [one.position],
        );
    } else if (options.apart || !options.stands(one)) add({ take: takesOf([one]) }, [one.position]);
    else together.push(one);
  }
  if (together.length > 0)
    add(
      { take: takesOf(together) },
      together.map(({ position }) => position),
    );
  return { items, decides };
}

/** One take for each holder that the packs are in. */
export function takesOf(packs: readonly LocatedPack[]): Take[] {
  const byHolder = new Map<HolderId, LocatedPack[]>();
  for (const pack of packs) byHolder.set(pack.reference.holder, [...(byHolder.get(pack.reference.holder) ?? []), pack]);
  return [...byHolder].map(([holder, inside]) => ({ holder, content: contentOf(inside) }));
}

export const contentOf = (packs: readonly LocatedPack[]): string =>
  encodeContent(
    packs.reduce((all, { reference }) => unite(all, oneLeaf(reference.tranche, reference.leaf)) ?? all, EMPTY_CONTENT),
  );

/** Items that were refused together with others: each is tried by itself once. */
export function sunkTogether({ answers }: Progress, last: Step | undefined): number[] {
  return (last?.decides ?? []).flatMap((positions) =>
    positions.length > 1 && positions.some((position) => answers[position]?.ok === false) ? positions : [],
  );
}

export const isAtomic = (atomic: boolean): { atomic?: true } => (atomic ? { atomic: true } : {});
