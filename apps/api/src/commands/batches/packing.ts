import type { Sscc, UnitKind } from '@packproof/contract';
import type { PackingInput } from '../../../generated/schema-types';
import { Refusal } from '../../refusal';

/** A unit of one tranche: leaves `start` up to but not including `end`, and the units directly inside. */
export interface PlannedUnit {
  kind: UnitKind;
  sscc: Sscc;
  start: number;
  end: number;
  units: PlannedUnit[];
}

export interface Counts {
  packsPerCase: number;
  casesPerPallet?: number;
}

/** `units` is the longest list that one item of the ledger's `commission` takes. */
export const LEDGER_LIMITS = { units: 1_000, items: 10 } as const;

/** Counts or units, or neither. @throws Refusal INVALID_INPUT */
export function countsOf(packing: PackingInput | null | undefined): Counts | undefined {
  const { packsPerCase, casesPerPallet, units } = packing ?? {};
  if (units != null && (packsPerCase != null || casesPerPallet != null)) {
    throw new Refusal('INVALID_INPUT', { rule: 'either counts or units' }, 'input.packing');
  }
  if (packsPerCase == null) {
    if (casesPerPallet == null) return undefined;
    throw new Refusal('INVALID_INPUT', { rule: 'cases on pallets have packs in them' }, 'input.packing.packsPerCase');
  }
  for (const [name, count] of Object.entries({ packsPerCase, casesPerPallet })) {
    if (count != null && count < 1) throw new Refusal('INVALID_INPUT', { rule: 'at least 1' }, `input.packing.${name}`);
  }
  return { packsPerCase, ...(casesPerPallet == null ? {} : { casesPerPallet }) };
}

const packsPerUnit = ({ packsPerCase, casesPerPallet = 1 }: Counts) => packsPerCase * casesPerPallet;

/** Tranches of `packs`: as few as there may be, each with at most so many units that stand alone as the ledger takes. */
export function tranchesOf(packs: number, counts: Counts | undefined): [start: number, end: number][] {
  const most = counts ? packsPerUnit(counts) * LEDGER_LIMITS.units : packs;
  const tranches: [number, number][] = [];
  for (let start = 0; start < packs; start += most) tranches.push([start, Math.min(packs, start + most)]);
  return tranches;
}

/** How many numbers `unitsByCounts` needs. */
export function numbersNeeded(packs: number, { packsPerCase, casesPerPallet }: Counts): number {
  const cases = Math.ceil(packs / packsPerCase);
  return cases + (casesPerPallet === undefined ? 0 : Math.ceil(cases / casesPerPallet));
}

/** Cases one after another, pallets around them; the last of each may be partly filled. Pallets have the first numbers. */
export function unitsByCounts(packs: number, counts: Counts, ssccs: readonly Sscc[]): PlannedUnit[] {
  const { packsPerCase, casesPerPallet } = counts;
  const caseCount = Math.ceil(packs / packsPerCase);
  const palletCount = casesPerPallet === undefined ? 0 : Math.ceil(caseCount / casesPerPallet);
  const cases = Array.from({ length: caseCount }, (_, i): PlannedUnit => {
    const start = i * packsPerCase;
    const end = Math.min(packs, start + packsPerCase);
    return { kind: 'CASE', sscc: ssccs[palletCount + i]!, start, end, units: [] };
  });
  if (casesPerPallet === undefined) return cases;
  return Array.from({ length: palletCount }, (_, i): PlannedUnit => {
    const units = cases.slice(i * casesPerPallet, (i + 1) * casesPerPallet);
    return { kind: 'PALLET', sscc: ssccs[i]!, start: units[0]!.start, end: units.at(-1)!.end, units };
  });
}

/** Level by level: those that stand alone, then what is directly inside them, and so on. */
export function ssccsOf<U extends { sscc: Sscc; units: readonly U[] }>(units: readonly U[]): Sscc[] {
  const ssccs: Sscc[] = [];
  for (let level = units; level.length > 0; level = level.flatMap((unit) => unit.units)) {
    for (const { sscc } of level) ssccs.push(sscc);
  }
  return ssccs;
}
