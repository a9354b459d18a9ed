import type { PackingDraft } from './draft';

export interface Made {
  readonly cases: number;
  readonly pallets: number;
  /** In the last case, the last pallet's cases; as many as in the others where it comes out even. */
  readonly inLastCase: number;
  readonly inLastPallet: number;
}

/** How many units come out of so many packs; undefined where a number is missing. */
export function unitsOf(packs: number, { how, packsPerCase, casesPerPallet }: PackingDraft): Made | undefined {
  if (how === 'LOOSE') return { cases: 0, pallets: 0, inLastCase: 0, inLastPallet: 0 };
  if (!isCount(packsPerCase)) return undefined;
  const cases = Math.ceil(packs / packsPerCase);
  const inLastCase = last(packs, packsPerCase);
  if (how === 'CASES') return { cases, pallets: 0, inLastCase, inLastPallet: 0 };
  if (!isCount(casesPerPallet)) return undefined;
  const pallets = Math.ceil(cases / casesPerPallet);
  return { cases, pallets, inLastCase, inLastPallet: last(cases, casesPerPallet) };
}

export const isCount = (value: number | ''): value is number => Number.isInteger(value) && Number(value) > 0;

const last = (all: number, each: number): number => (all === 0 ? 0 : all % each || each);
