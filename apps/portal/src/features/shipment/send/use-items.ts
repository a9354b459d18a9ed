import { Refused } from '@packproof/client';
import type { Outcome } from '@packproof/outcomes';
import { useCallback, useEffect, useRef, useState } from 'react';
import { client } from '../../../doors';
import { thingOf } from '../../../goods/links';
import { CHECK_ITEM, type ItemChecked } from '../documents';

export interface Item {
  readonly scan: string;
  /** What it is known by: another reading of the same label is the same item. */
  readonly thing: string;
  /** What the check said; undefined while it is on its way. */
  readonly checked?: ItemChecked;
  /** It could not be checked. */
  readonly failed?: Outcome;
  /** Why it was not shipped. */
  readonly refused?: Outcome;
}

/** One command takes as many. */
export const MOST_ITEMS = 1000;
/** Checks under way at a time. */
const AT_ONCE = 4;

/** The items of a shipment that is being made; each is checked as it comes. */
export function useItems() {
  const [items, setItems] = useState<readonly Item[]>([]);
  const asked = useRef(new Set<string>());
  const [underway, setUnderway] = useState(0);

  const change = useCallback(
    (thing: string, to: Partial<Item>) =>
      setItems((all) => all.map((item) => (item.thing === thing ? { ...item, ...to } : item))),
    [],
  );

  // The next to be checked, while there is room.
  useEffect(() => {
    const next = items.find(({ thing, checked, failed }) => !checked && !failed && !asked.current.has(thing));
    if (!next || underway >= AT_ONCE) return;
    asked.current.add(next.thing);
    setUnderway((count) => count + 1);
    client
      .request(CHECK_ITEM, { scan: next.scan })
      .then(({ verify }) => change(next.thing, { checked: verify }))
      .catch((error: unknown) =>
        change(next.thing, { failed: error instanceof Refused ? error.code : 'UNAVAILABLE_OFFLINE' }),
      )
      .finally(() => {
        asked.current.delete(next.thing);
        setUnderway((count) => count - 1);
      });
  }, [items, underway, change]);

  return {
    items,
    /** How many of them were there before. */
    add(scans: readonly string[]): number {
      const known = new Set(items.map(({ thing }) => thing));
      const fresh: Item[] = [];
      for (const scan of scans) {
        const thing = thingOf(scan).text;
        if (known.has(thing)) continue;
        known.add(thing);
        fresh.push({ scan, thing });
      }
      setItems((all) => [...fresh.toReversed(), ...all]);
      return scans.length - fresh.length;
    },
    remove: (things: ReadonlySet<string>) => setItems((all) => all.filter(({ thing }) => !things.has(thing))),
    refuse: (reasons: ReadonlyMap<string, Outcome>) =>
      setItems((all) =>
        all.map(({ refused: _, ...item }) => {
          const code = reasons.get(item.thing);
          return code ? { ...item, refused: code } : item;
        }),
      ),
    recheck: (thing: string) =>
      setItems((all) => all.map((item) => (item.thing === thing ? { scan: item.scan, thing } : item))),
  };
}

export const packsOf = ({ checked }: Item): number => (checked?.unit ? checked.unit.packs : 1);
