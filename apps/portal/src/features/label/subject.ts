import { elementsOfPack, elementsOfUnit, humanReadableLines, parseScan } from '@packproof/gs1';
import type { LabelSample } from './documents';

export const PARTS = ['packs', 'cases', 'pallets', 'all'] as const;
export type Part = (typeof PARTS)[number];

/** One thing to be labelled, found. */
export interface Single {
  readonly of: 'pack' | 'unit';
  /** Of its label, without the ending. */
  readonly path: string;
  readonly lines: readonly string[];
}

/** What somebody typed or scanned: a pack in any form, or an SSCC. Undefined: neither. */
export function singleOf(typed: string): Single | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  const read = parseScan(/^\d{18}$/.test(text) ? `(00)${text}` : text);
  if (!read.ok) return undefined;
  if (read.sscc) return unit(read.sscc);
  return read.gtin && read.serial ? pack({ gtin: read.gtin, serial: read.serial }) : undefined;
}

/** The first pack of a batch, or the first case or pallet; undefined where the batch has none. */
export function sampleOf(batch: LabelSample, part: Part): Single | undefined {
  const [first] = batch.packList.nodes;
  if (!first) return undefined;
  if (part === 'packs') {
    return pack({ gtin: batch.gtin, serial: first.serial, lot: batch.lot, expiry: batch.expiry });
  }
  const chain = [first.unit, first.unit?.parent, first.unit?.parent?.parent];
  const found = chain.find((each) => each?.sscc && (part === 'all' || each.kind === KINDS[part]));
  return found?.sscc ? unit(found.sscc) : undefined;
}

const KINDS = { cases: 'CASE', pallets: 'PALLET' } as const;

const unit = (sscc: string): Single => ({
  of: 'unit',
  path: `/labels/unit/${sscc}`,
  lines: humanReadableLines(elementsOfUnit({ sscc })),
});

const pack = (of: Parameters<typeof elementsOfPack>[0]): Single => ({
  of: 'pack',
  path: `/labels/pack/${of.gtin}/${encodeURIComponent(of.serial)}`,
  lines: humanReadableLines(elementsOfPack(of)),
});
