import { productLine } from '../facts';
import type { LanguageDoor } from '../language';
import { visible } from '../read-text';
import type { Line } from './line';

export const KINDS = {
  PALLET: 'kindPALLET',
  CASE: 'kindCASE',
  BUNDLE: 'kindBUNDLE',
  TOTE: 'kindTOTE',
  LOOSE: 'kindLOOSE',
} as const;

/** What a line is, in one line for people: the kind and number of a unit, product and serial of a pack. */
export function nameOf({ verification, scan }: Line, { say, language }: LanguageDoor): string {
  const { pack, unit, read } = verification ?? {};
  if (unit) return `${say(KINDS[unit.kind])} ${unit.sscc ?? ''}`.trim();
  if (pack) return `${productLine(pack.product, language)} · ${pack.serial}`;
  return read?.serial ?? read?.sscc ?? visible(scan.length > 40 ? `${scan.slice(0, 39)}…` : scan);
}
