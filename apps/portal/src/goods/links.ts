import { parseScan } from '@packproof/gs1';

/** Where a pack's page is. */
export const packPath = ({ gtin, serial }: { readonly gtin: string; readonly serial: string }): string =>
  `/packs/${gtin}/${encodeURIComponent(serial)}`;

/** Where a unit's page is: by its label, or, for what has none, by the name that the ledger has for it. */
export const unitPath = ({ id, sscc }: { readonly id: string; readonly sscc: string | null }): string =>
  sscc ? `/units/${sscc}` : `/units/by-id/${encodeURIComponent(id)}`;

/** What a code stands for, as far as it can be told without asking. */
export function thingOf(scan: string): { readonly text: string; readonly path: string | undefined } {
  const read = parseScan(scan);
  if (read.ok && read.sscc) return { text: read.sscc, path: unitPath({ id: '', sscc: read.sscc }) };
  if (read.ok && read.gtin && read.serial) {
    return { text: `${read.gtin} · ${read.serial}`, path: packPath({ gtin: read.gtin, serial: read.serial }) };
  }
  return { text: scan, path: undefined };
}
