import type { Pool } from '@packproof/database';
import type { FactsQuestion, PackReading, Reading, ReadingFacts, UnitReading } from './facts';
import { verifyPacks } from './verify-packs';
import { verifyUnits } from './verify-units';

/** One statement for all packs, and one beside it for units where there are any. */
export async function verifyFacts(
  pool: Pool,
  readings: readonly Reading[],
  question: FactsQuestion,
): Promise<ReadingFacts[]> {
  const packs = readings.filter((reading): reading is PackReading => 'gtin' in reading);
  const units = readings.filter((reading): reading is UnitReading => 'sscc' in reading);
  const [packFacts, unitFacts] = await Promise.all([
    packs.length === 0 ? [] : verifyPacks(pool, packs, question),
    units.length === 0 ? [] : verifyUnits(pool, units, question),
  ]);
  let [pack, unit] = [0, 0];
  return readings.map((reading) => ('gtin' in reading ? packFacts[pack++]! : unitFacts[unit++]!));
}
