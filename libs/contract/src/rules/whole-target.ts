import { descendantsListed, holderOf } from '../chain';
import { type Content, decodeContent, EMPTY_CONTENT, EMPTY_ENCODED, unite } from '../content';
import type { Context } from '../context';
import type { Step } from '../decision';
import type { UnitFacts } from '../facts';
import type { HolderId } from '../keys';
import type { HolderRecord, Holds } from '../records';
import { refuse } from '../refusal';
import { type Goods, goodsIn } from './goods';
import { linkFacts } from './pack-target';
import { nestedIn } from './packing';

/** A holder whole: itself, all its child records at any depth, and everything in them (rule 6). */
export interface WholeTarget {
  content: Content;
  goods: Goods[];
  facts: UnitFacts;
}

/** The topmost holder of that id. Refuses NOT_FOUND and UNIT_NESTED. */
export function* topmost(ctx: Context, id: HolderId): Step<HolderRecord> {
  const top = yield* holderOf(ctx, id);
  if (top.parent !== undefined) refuse('UNIT_NESTED', nestedIn(top.parent), 'holder');
  return top;
}

/** Reads and checks the list of children, which must be complete, and looks at everything inside. */
export function* wholeTarget(ctx: Context, top: HolderRecord, children?: readonly HolderId[]): Step<WholeTarget> {
  const all = [top, ...(yield* descendantsListed(ctx, top, children))];
  let content: Content = EMPTY_CONTENT;
  for (const holder of all) content = together(content, decodeContent(holder.content));
  const goods = yield* goodsIn(ctx, content);
  const childrenHeld: Holds = Object.assign({}, ...all.slice(1).map(({ holds }) => holds));
  const heldLeaf = all.some(({ heldLeaves }) => heldLeaves !== EMPTY_ENCODED);
  return {
    content,
    goods,
    facts: { goods, chain: [linkFacts(top, heldLeaf)], childrenHeld, empty: content.size === 0 },
  };
}

function together(a: Content, b: Content): Content {
  const both = unite(a, b);
  if (!both) throw new Error('two holders have a leaf in common: the invariant is broken');
  return both;
}

/** Whether any of these records has a hold or a held leaf (rule 6). */
export function isHeldAnywhere({ facts }: WholeTarget): boolean {
  const [top] = facts.chain;
  return top!.heldLeaf || Object.keys(top!.holds).length > 0 || Object.keys(facts.childrenHeld ?? {}).length > 0;
}
