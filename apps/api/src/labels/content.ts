import { type ElementData, formatGs1Date } from '@packproof/gs1';

export interface ProductName {
  name: string;
  nameZh?: string;
}

export interface PackLabel {
  gtin: string;
  serial: string;
  lot: string;
  /** YYYY-MM-DD */
  expiry: string;
  product?: ProductName;
}

/** Somebody, and where: the blocks at the top of a logistic label. */
export interface Party {
  name: string;
  place?: string;
}

export interface UnitLabel {
  sscc: string;
  kind?: 'PALLET' | 'CASE' | 'BUNDLE' | 'TOTE';
  /** Absent where it holds more than one product or lot. */
  content?: { gtin: string; lot: string; expiry: string; count: number };
  product?: ProductName;
  /** All packs in it. */
  packs?: number;
  from?: Party;
  to?: Party;
}

export type LabelContent = ({ for: 'pack' } & PackLabel) | ({ for: 'unit' } & UnitLabel);

/** Everything that can be encoded about it, by AI. */
export function elementsOf(content: LabelContent): ReadonlyMap<string, ElementData> {
  const elements: ElementData[] = [];
  const add = (ai: string, value: string) => elements.push({ ai, value });
  if (content.for === 'pack') {
    add('01', content.gtin);
    add('17', formatGs1Date(content.expiry));
    add('10', content.lot);
    add('21', content.serial);
  } else {
    add('00', content.sscc);
    // (02), (37) and what they are about: of a unit that holds one lot of one product only (General Specifications 4.14).
    if (content.content) {
      const { gtin, lot, expiry, count } = content.content;
      add('02', gtin);
      add('17', formatGs1Date(expiry));
      add('37', String(count));
      add('10', lot);
    }
  }
  return new Map(elements.map((element) => [element.ai, element]));
}
