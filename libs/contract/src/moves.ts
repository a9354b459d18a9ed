import { atRestInCustody, chainOf } from './chain';
import type { Take } from './commands';
import {
  type Content,
  decodeContent,
  EMPTY_CONTENT,
  encodeContent,
  intersect,
  isSubset,
  subtract,
  unite,
} from './content';
import type { Context } from './context';
import type { Step } from './decision';
import { type Gln, type HolderId, holderKey } from './keys';
import type { HolderRecord, Holds, Location } from './records';
import { refuse } from './refusal';
import { invalid } from './shape';
import { newHolder } from './units';
import type { World } from './world';

/** Packs on their way from one holder into another, with all that goes with them (rule 2). */
export interface Taken {
  content: Content;
  /** Those of `content` that are held pack by pack. */
  heldLeaves: Content;
  /** All holds of the chain that they leave. */
  holds: Holds;
  /** The topmost parent's. */
  custodian: Gln;
  location: Location;
  from?: Gln;
  source: HolderId;
}

/**
 * Takes content out of a holder in the actor's custody, at rest (rule 1). Refuses in this order: NOT_FOUND, custody,
 * state, NOT_IN_UNIT.
 */
export function* takeFrom(context: Context, { holder, content }: Take, field = 'take'): Step<Taken> {
  const chain = yield* chainOf(context, holder, `${field}.holder`);
  atRestInCustody(context, chain, `${field}.holder`);
  const wanted = decodeContent(content, `${field}.content`);
  if (wanted.size === 0) invalid(`${field}.content`, 'names no packs');
  return removeFrom(context.world, chain, wanted, `${field}.content`);
}

/** All takes of one item; each holder may be named once. */
export function* takeAll(context: Context, takes: readonly Take[], field = 'take'): Step<Taken[]> {
  yield* context.world.fetch(takes.map(({ holder }) => holderKey(holder)));
  const taken: Taken[] = [];
  for (const [index, take] of takes.entries()) {
    const at = `${field}[${index}]`;
    if (taken.some(({ source }) => source === take.holder))
      refuse('DUPLICATE_ITEM', { id: take.holder }, `${at}.holder`);
    taken.push(yield* takeFrom(context, take, at));
  }
  return taken;
}

/** Takes content out of the bottom of a chain, whose custody and state the caller has checked. NOT_IN_UNIT if it is not all there. */
export function removeFrom(world: World, chain: readonly HolderRecord[], content: Content, field?: string): Taken {
  const [holder, topmost] = [chain[0]!, chain.at(-1)!];
  const present = decodeContent(holder.content);
  if (!isSubset(content, present)) {
    refuse('NOT_IN_UNIT', holder.id.startsWith('sscc:') ? { sscc: holder.id.slice(5) } : undefined, field);
  }
  const held = decodeContent(holder.heldLeaves);
  world.put(holderKey(holder.id), {
    ...holder,
    content: encodeContent(subtract(present, content), field),
    heldLeaves: encodeContent(subtract(held, content), field),
  });
  return {
    content,
    heldLeaves: intersect(held, content),
    holds: holdsOf(chain),
    custodian: topmost.custodian,
    location: topmost.location,
    ...(topmost.from === undefined ? {} : { from: topmost.from }),
    source: holder.id,
  };
}

/** Every hold of a chain; of one organisation's several the earliest. */
export function holdsOf(chain: readonly Pick<HolderRecord, 'holds'>[]): Holds {
  const all: Holds = {};
  for (const { holds } of chain) {
    for (const [by, hold] of Object.entries(holds)) {
      const present = all[by];
      if (present === undefined || hold.since < present.since) all[by] = hold;
    }
  }
  return all;
}

export const isHeldBy = (holds: Holds): readonly Gln[] => Object.keys(holds).sort();

/**
 * What becomes one new holder. Rule 1: sources joined into a new one have equal holds, so that a hold neither spreads
 * nor is lost.
 */
export function join(taken: readonly Taken[], at: Gln, field = 'take'): Omit<Taken, 'source'> {
  const first = taken[0]!;
  const held = isHeldBy(first.holds).join();
  let content = EMPTY_CONTENT;
  let heldLeaves = EMPTY_CONTENT;
  for (const [index, one] of taken.entries()) {
    if (isHeldBy(one.holds).join() !== held) refuse('QUARANTINED', undefined, `${field}[${index}]`);
    content = unionOf(content, one.content);
    heldLeaves = unionOf(heldLeaves, one.heldLeaves);
  }
  const samePlace = taken.every(({ location }) => isSameLocation(location, first.location));
  const sameFrom = first.from !== undefined && taken.every(({ from }) => from === first.from);
  return {
    content,
    heldLeaves,
    holds: holdsOf(taken),
    custodian: first.custodian,
    // Picked from several shelves: where the work was done.
    location: samePlace ? first.location : { gln: at },
    // From several suppliers is from none: a return to `from` must go to who shipped all of it.
    ...(sameFrom ? { from: first.from } : {}),
  };
}

export const isSameLocation = (a: Location, b: Location): boolean => a.gln === b.gln && a.extension === b.extension;

function unionOf(a: Content, b: Content): Content {
  const both = unite(a, b);
  if (!both) throw new Error('a leaf is in two holders: the invariant is broken');
  return both;
}

/** A new holder of what was taken; LIMIT_EXCEEDED past the limits of one. */
export function holderOfTaken(
  stated: Pick<HolderRecord, 'id' | 'kind'> & Partial<HolderRecord>,
  { content, heldLeaves, holds, custodian, location, from }: Omit<Taken, 'source'>,
  field?: string,
): HolderRecord {
  return newHolder({
    content: encodeContent(content, field),
    heldLeaves: encodeContent(heldLeaves, field),
    holds,
    custodian,
    location,
    ...(from === undefined ? {} : { from }),
    ...stated,
  });
}

/**
 * Puts what was taken into a holder that exists. Rule 1: that too is in custody and at rest, into a held unit nothing
 * goes, and from a held chain nothing goes into an existing unit.
 */
export function* placeInto(
  context: Context,
  id: HolderId,
  taken: readonly Taken[],
  field = 'into.holder',
): Step<HolderRecord> {
  const chain = yield* chainOf(context, id, field);
  atRestInCustody(context, chain, field);
  for (const [index, { holds }] of taken.entries()) refuseHeld([{ holds }], `take[${index}]`);
  refuseHeld(chain, field);
  const holder = chain[0]!;
  let content = decodeContent(holder.content);
  let heldLeaves = decodeContent(holder.heldLeaves);
  for (const one of taken) {
    content = unionOf(content, one.content);
    heldLeaves = unionOf(heldLeaves, one.heldLeaves);
  }
  const filled: HolderRecord = {
    ...holder,
    content: encodeContent(content, field),
    heldLeaves: encodeContent(heldLeaves, field),
  };
  context.world.put(holderKey(id), filled);
  yield* settleFrom(context, chain.at(-1)!.id, taken);
  return filled;
}

export function refuseHeld(chain: readonly Pick<HolderRecord, 'holds'>[], field?: string): void {
  if (chain.some(({ holds }) => Object.keys(holds).length > 0)) refuse('QUARANTINED', undefined, field);
}

/**
 * `from` of the topmost holder stays only while all that went in came from there: else goods of one supplier could be
 * returned to another, who need not even be licensed.
 */
export function* settleFrom(context: Context, topmost: HolderId, added: readonly Pick<Taken, 'from'>[]): Step<void> {
  const holder = yield* context.world.get(holderKey(topmost));
  if (!holder || holder.from === undefined || added.every(({ from }) => from === holder.from)) return;
  const { from: _cleared, ...rest } = holder;
  context.world.put(holderKey(topmost), rest);
}
