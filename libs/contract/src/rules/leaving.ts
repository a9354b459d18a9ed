import type { InnerUnitProof } from '../commands';
import { type Content, decodeContent, EMPTY_ENCODED } from '../content';
import type { Context } from '../context';
import type { Step } from '../decision';
import { innerUnitOf } from '../inner-units';
import { type HolderId, holderKey } from '../keys';
import { holderOfTaken, removeFrom } from '../moves';
import type { HolderRecord } from '../records';
import { refuse } from '../refusal';
import { array, content, holderId, innerUnit, integer, invalid, object, optional, path } from '../shape';
import { leftParent, withoutChild } from './packing';

/** What is named of a topmost holder: loose leaves, child records, one inner unit without a record. */
export interface Named {
  content?: string;
  children?: readonly HolderId[];
  inner?: InnerUnitProof;
}

export const namedContent = optional(content);
/** Direct ones, and at least one, or nothing would be named. */
export const namedChildren = optional(array(holderId, { min: 1, max: 1000 }));
export const namedInner = optional(object({ unit: innerUnit, index: integer(0, 0xffff_fffe), path }));

/** A holder that leaves another; `source` is absent where a holder leaves as a whole. */
export interface Piece {
  holder: HolderRecord;
  source?: HolderId;
}

/**
 * Out of what is under way or disputed: the holder whole, or what is named of it, each a topmost holder of its own with
 * the custody and the holds of where it was. They are at rest and not put yet: the caller says what becomes of them.
 * Refuses NOT_IN_UNIT, DUPLICATE_ITEM, and as `innerUnitOf`.
 */
export function* piecesOf(ctx: Context, top: HolderRecord, named: Named): Step<Piece[]> {
  const { content: leaves, children, inner } = named;
  if (leaves === undefined && children === undefined && inner === undefined) {
    return [{ holder: withoutErrand(top) }];
  }
  const { world } = ctx;
  const key = holderKey(top.id);
  const out: HolderRecord[] = [];
  for (const [index, id] of (children ?? []).entries()) {
    const parent = (yield* world.get(key))!;
    // Counted once: `children` proves lists complete (rule 6).
    if (out.some((piece) => piece.id === id)) refuse('DUPLICATE_ITEM', { id }, `children[${index}]`);
    const child = yield* world.get(holderKey(id));
    if (child?.parent !== top.id) return refuse('NOT_IN_UNIT', { id }, `children[${index}]`);
    world.put(key, withoutChild(parent));
    out.push(leftParent([child, parent]));
  }
  if (inner) {
    const parent = (yield* world.get(key))!;
    const found = yield* innerUnitOf(ctx, parent, inner, 'inner.unit');
    out.push(holderOfTaken(found.stated, removeFrom(world, [parent], found.content, 'inner.unit')));
  }
  if (leaves !== undefined) {
    const parent = (yield* world.get(key))!;
    const wanted = decodeContent(leaves, 'content');
    if (wanted.size === 0) invalid('content', 'names no packs');
    const taken = removeFrom(world, [parent], wanted, 'content');
    out.push(holderOfTaken({ id: ctx.nextPart(), kind: 'PART' }, taken, 'content'));
  }
  const rest = (yield* world.get(key))!;
  // A unit left empty leaves transit, and nothing is missing in it any more.
  if (rest.content === EMPTY_ENCODED && rest.children === 0) world.put(key, withoutErrand(rest));
  return out.map((holder) => ({ holder, source: top.id }));
}

function withoutErrand({ transit: _transit, disputed: _disputed, ...holder }: HolderRecord): HolderRecord {
  return holder;
}

/** One pack's leaf into a part of its own, at rest, with all holds of the chain (rule 2). */
export function leafOut(ctx: Context, chain: readonly HolderRecord[], leaf: Content): void {
  const taken = removeFrom(ctx.world, chain, leaf, 'pack.holder');
  const part = holderOfTaken({ id: ctx.nextPart(), kind: 'PART' }, taken);
  ctx.world.put(holderKey(part.id), part);
  ctx.emit({ type: 'SPLIT', holder: part.id, source: taken.source, location: part.location });
}
