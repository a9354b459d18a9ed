import { type GlnFault, glnOf } from './gln';

/** A place as it is typed. */
export interface PlaceDraft {
  readonly key: string;
  readonly gln: string;
  readonly name: string;
  readonly latitude: string;
  readonly longitude: string;
}

export interface Place {
  readonly gln: string;
  readonly name: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

export interface PlaceFaults {
  readonly gln?: GlnFault | { readonly fault: 'twice' };
  readonly name?: { readonly fault: 'nameMissing' };
  readonly latitude?: { readonly fault: 'latitude' | 'together' };
  readonly longitude?: { readonly fault: 'longitude' | 'together' };
}

export type PlaceRead =
  | { readonly ok: true; readonly place: Place }
  | { readonly ok: false; readonly faults: PlaceFaults };

export const emptyPlace = (known: Partial<PlaceDraft> = {}): PlaceDraft => ({
  key: crypto.randomUUID(),
  gln: '',
  name: '',
  latitude: '',
  longitude: '',
  ...known,
});

export const draftOf = ({ gln, name, latitude, longitude }: Place): PlaceDraft =>
  emptyPlace({ gln, name, latitude: latitude?.toString() ?? '', longitude: longitude?.toString() ?? '' });

/** Degrees (WGS 84), with a decimal point or comma; null where nothing is typed, undefined for what is no such number. */
function degrees(typed: string, most: number): number | null | undefined {
  const text = typed.trim().replace(',', '.').replace('−', '-');
  if (text === '') return null;
  if (!/^[+-]?\d{1,3}(\.\d+)?$/.test(text)) return undefined;
  const value = Number(text);
  return Math.abs(value) <= most ? value : undefined;
}

export function readPlace(draft: PlaceDraft, others: readonly PlaceDraft[] = []): PlaceRead {
  const gln = glnOf(draft.gln);
  const name = draft.name.trim();
  const latitude = degrees(draft.latitude, 90);
  const longitude = degrees(draft.longitude, 180);
  const isTwice = gln.ok && others.some((other) => other.key !== draft.key && readGln(other) === gln.value);
  const faults: PlaceFaults = {
    ...(gln.ok ? {} : { gln }),
    ...(isTwice ? { gln: { fault: 'twice' as const } } : {}),
    ...(name === '' ? { name: { fault: 'nameMissing' as const } } : {}),
    ...(latitude === undefined ? { latitude: { fault: 'latitude' as const } } : {}),
    ...(longitude === undefined ? { longitude: { fault: 'longitude' as const } } : {}),
    // One without the other is no point on a map.
    ...(latitude === null && longitude != null ? { latitude: { fault: 'together' as const } } : {}),
    ...(longitude === null && latitude != null ? { longitude: { fault: 'together' as const } } : {}),
  };
  if (!gln.ok || latitude === undefined || longitude === undefined || Object.keys(faults).length > 0) {
    return { ok: false, faults };
  }
  return { ok: true, place: { gln: gln.value, name, latitude, longitude } };
}

function readGln({ gln }: PlaceDraft): string | undefined {
  const read = glnOf(gln);
  return read.ok ? read.value : undefined;
}
