import type { Located, Product, StockLine } from '../api/answers';
import { batchKey } from '../api/api';
import type { Line } from '../list/line';
import { asAnswered, isHere, type Standing, standingOf } from '../list/standing';

/** Packs of one batch at one place: what is on record there, and what was found. */
export interface BatchCount {
  readonly product: Product;
  readonly lot: string;
  readonly expiry: string;
  readonly recorded: number;
  readonly found: number;
}

/** What was dispensed, destroyed or sent off is on record where it was last, and is not to be found there. */
const TO_BE_FOUND = new Set(['ACTIVE', 'QUARANTINED', 'LOCKED']);

/**
 * `done`: it is where it should be, or was just put here. `ready`: ours, on record at another place: it can be put here.
 * `stopped`: it should not be here.
 */
export function standingInStockTake(line: Line, own: string, place: string): Standing {
  return standingOf(line, (verification) => {
    if (!isHere(verification, own) || isEnded(verification)) return asAnswered(verification, 'stopped');
    const here = (verification.pack ?? verification.unit)?.location?.gln === place;
    // Recalled or expired stock is found like any other: its answer says what it is.
    return here ? asAnswered(verification, 'done') : { ...asAnswered(verification, 'ready'), severity: 'CHECK' };
  });
}

const ENDED = new Set([
  'ALREADY_DISPENSED_HERE',
  'ALREADY_DISPENSED_ELSEWHERE',
  'STOLEN',
  'EXPORTED',
  'DESTROYED',
  'SAMPLE',
  'FREE_SAMPLE',
  'CHECKED_OUT',
]);
const isEnded = ({ outcome, others }: Located) => [outcome, ...others].some((each) => ENDED.has(each));

export interface Counted {
  readonly batches: readonly BatchCount[];
  /** Packs in units whose batches are not known yet, or are too many to list. */
  readonly unknown: number;
}

/**
 * Record against what lies there. What was just put here counts as found, and as recorded: the record is asked again then.
 *
 * @param contents packs of a unit by batch, by SSCC; null where they are too many to list
 */
export function countOf(
  stock: readonly StockLine[],
  found: readonly Line[],
  contents: ReadonlyMap<string, ReadonlyMap<string, number> | null>,
): Counted {
  const batches = new Map<string, BatchCount>();
  for (const { product, lot, expiry, state, inTransit, packs } of stock) {
    if (inTransit || !TO_BE_FOUND.has(state)) continue;
    const key = batchKey(product.gtin, lot);
    const before = batches.get(key) ?? { product, lot, expiry, recorded: 0, found: 0 };
    batches.set(key, { ...before, recorded: before.recorded + packs });
  }
  const add = (key: string, packs: number): boolean => {
    const before = batches.get(key);
    if (before) batches.set(key, { ...before, found: before.found + packs });
    return before !== undefined;
  };
  let unknown = 0;
  for (const { verification } of found) {
    const { pack, unit } = verification ?? {};
    if (pack) {
      const key = batchKey(pack.gtin, pack.lot);
      if (!add(key, 1)) {
        const { product, lot, expiry } = pack;
        batches.set(key, { product, lot, expiry, recorded: 0, found: 1 });
      }
    } else if (unit) {
      const inside = unit.sscc ? contents.get(unit.sscc) : undefined;
      if (!inside) unknown += unit.packs;
      else for (const [key, packs] of inside) if (!add(key, packs)) unknown += packs;
    }
  }
  const order = (a: BatchCount, b: BatchCount) =>
    a.product.name.localeCompare(b.product.name) || a.lot.localeCompare(b.lot);
  return { batches: [...batches.values()].sort(order), unknown };
}
