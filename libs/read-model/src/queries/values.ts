import type { EncodedContent, End, Gln, Hex, Holds, ShipPurpose } from '@packproof/contract';

/** How the database's values become the contract's. bytea inside JSON is `\x` and hex, outside a Buffer. */
export const toTime = (value: string | Date): string => new Date(value).toISOString();
export const hexOf = (bytea: string): Hex => bytea.slice(2);
export const contentOfBytea = (bytea: string): EncodedContent =>
  Buffer.from(bytea.slice(2), 'hex').toString('base64url');
/** What is no hash at all is the name of nothing: no row has an empty one. */
export const byteaOfHex = (hex: Hex): string => (/^(?:[0-9a-f]{2})*$/.test(hex) ? `\\x${hex}` : '\\x');

/** A member that is left out where the column is null. */
export function given<K extends string, V>(name: K, value: V | null | undefined): { [key in K]?: V } {
  return value === null || value === undefined ? {} : ({ [name]: value } as { [key in K]: V });
}

/** Columns of read.pack_state, as JSON. */
export interface PackStateJson {
  end_as: End['as'] | null;
  end_by: Gln | null;
  end_place: Gln | null;
  end_time: string | null;
  end_tx: string | null;
  end_into: string | null;
  holds: Holds | null;
}

export function toPackState(row: PackStateJson): { end?: End; holds: Holds } {
  const holds = row.holds ?? {};
  if (row.end_as === null) return { holds };
  return {
    end: {
      as: row.end_as,
      by: row.end_by!,
      place: row.end_place!,
      time: toTime(row.end_time!),
      tx: hexOf(row.end_tx!),
      ...(row.end_into === null ? {} : { into: hexOf(row.end_into) }),
    },
    holds,
  };
}

export interface Transit {
  to: Gln;
  tx: Hex;
  purpose: ShipPurpose;
}

export function toTransit(row: {
  transit_to: Gln | null;
  transit_tx: string | null;
  transit_purpose: string | null;
}): Transit | undefined {
  if (row.transit_to === null) return undefined;
  return { to: row.transit_to, tx: hexOf(row.transit_tx!), purpose: row.transit_purpose as ShipPurpose };
}

export function toDisputed(row: {
  disputed_to: Gln | null;
  disputed_tx: string | null;
}): { to: Gln; tx: Hex } | undefined {
  return row.disputed_to === null ? undefined : { to: row.disputed_to, tx: hexOf(row.disputed_tx!) };
}
