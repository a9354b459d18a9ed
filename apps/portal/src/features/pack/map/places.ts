/** A place on a journey, however often it was passed. */
export interface Place {
  readonly number: number;
  readonly name: string;
  readonly longitude: number;
  readonly latitude: number;
}

interface Located {
  readonly location: {
    readonly gln: string;
    readonly name: string;
    readonly latitude: number | null;
    readonly longitude: number | null;
  } | null;
}

export interface Journey {
  /** In the order in which they were come to. */
  readonly places: readonly Place[];
  /** For each step the number of its place; undefined where it is not known. */
  readonly numbers: readonly (number | undefined)[];
  /** From place to place, by number. */
  readonly legs: readonly (readonly [from: number, to: number])[];
}

/** Where the steps took place. Steps without coordinates are in the timeline only. */
export function journeyOf(steps: readonly Located[]): Journey {
  const places = new Map<string, Place>();
  const legs: [number, number][] = [];
  let last: number | undefined;
  const numbers = steps.map(({ location }) => {
    if (location?.latitude == null || location.longitude == null) return undefined;
    const { gln, name, latitude, longitude } = location;
    const place = places.get(gln) ?? { number: places.size + 1, name, latitude, longitude };
    places.set(gln, place);
    if (last !== undefined && last !== place.number) legs.push([last, place.number]);
    last = place.number;
    return place.number;
  });
  return { places: [...places.values()], numbers, legs };
}
