import type { Step } from '../decision';
import { type Gln, prefixKey } from '../keys';
import { refuse } from '../refusal';
import type { World } from '../world';

const SHORTEST = 4;

const shorterOnes = (prefix: string): string[] =>
  Array.from({ length: prefix.length - SHORTEST }, (_, index) => prefix.slice(0, SHORTEST + index));

/** Everything to read before prefixes are taken or given back. */
export const prefixPaths = (prefixes: readonly string[]) =>
  prefixes.flatMap((prefix) => [...shorterOnes(prefix), prefix].map(prefixKey));

/** A prefix belongs to one organisation: neither it, nor a part of it, nor anything under it may be taken already. */
export function* takePrefix(world: World, prefix: string, gln: Gln, field: string): Step<void> {
  const shorter = shorterOnes(prefix);
  for (const digits of shorter) {
    if ((yield* world.get(prefixKey(digits)))?.gln !== undefined) taken(digits, field);
  }
  const own = yield* world.get(prefixKey(prefix));
  if (own?.gln !== undefined || (own?.longer ?? 0) > 0) taken(prefix, field);
  world.put(prefixKey(prefix), { gln, longer: 0 });
  for (const digits of shorter) {
    const longer = (yield* world.get(prefixKey(digits)))?.longer ?? 0;
    world.put(prefixKey(digits), { longer: longer + 1 });
  }
}

function taken(prefix: string, field: string): never {
  return refuse('ALREADY_EXISTS', { kind: 'company prefix', id: prefix }, field);
}

export function* giveBackPrefix(world: World, prefix: string): Step<void> {
  world.put(prefixKey(prefix), { longer: 0 });
  for (const digits of shorterOnes(prefix)) {
    const longer = (yield* world.get(prefixKey(digits)))?.longer ?? 0;
    world.put(prefixKey(digits), { longer: longer - 1 });
  }
}
