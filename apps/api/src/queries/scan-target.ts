import { type CandidateReading, candidateReadings, type GoodReading, parseScan, type ScanFault } from '@packproof/gs1';
import type { Reading } from '@packproof/read-model';

/** What a scan may mean, before anything is looked up. */
export interface ReadScan {
  scan: string;
  /** The strict reading, where there is one. */
  read?: GoodReading;
  faults: readonly ScanFault[];
  /** What the strict reading names; absent where it names no pack and no unit. */
  target?: Reading;
}

const today = (): string => new Date().toISOString().slice(0, 10);

export function readScan(scan: string): ReadScan {
  const reading = parseScan(scan, { today: today() });
  if (!reading.ok) return { scan, faults: reading.faults };
  const target = targetOf(reading);
  return { scan, read: reading, faults: [], ...(target ? { target } : {}) };
}

/** A pack needs GTIN and serial; a unit its SSCC. A code with both is about the unit that carries it. */
export function targetOf({ gtin, serial, lot, sscc }: GoodReading): Reading | undefined {
  if (sscc !== undefined) return { sscc };
  if (gtin === undefined || serial === undefined) return undefined;
  return { gtin, serial, ...(lot === undefined ? {} : { lot }) };
}

/** Other readings that the grammar allows, those that name a pack or a unit, likeliest first. */
export function repairsOf(scan: string): { candidate: CandidateReading; target: Reading }[] {
  return candidateReadings(scan, { today: today() }).flatMap((candidate) => {
    const target = targetOf(candidate);
    return target ? [{ candidate, target }] : [];
  });
}
