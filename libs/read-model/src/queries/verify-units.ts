import type { Pool } from '@packproof/database';
import { toWhereabouts } from './chain';
import type { FactsQuestion, UnitFound, UnitReading, UnitReadingFacts } from './facts';
import { toProduct } from './products';
import { toUnitFacts, type UnitRow, unitRows } from './unit-rows';
import { given } from './values';

export async function verifyUnits(
  pool: Pool,
  readings: readonly UnitReading[],
  question: FactsQuestion,
): Promise<UnitReadingFacts[]> {
  const rows = await unitRows(
    pool,
    readings.map(({ sscc }) => `sscc:${sscc}`),
    question.heldBefore ? question.asker : null,
  );
  return readings.map((reading, i) => {
    const row = rows[i];
    if (row === undefined) return { reading };
    return { reading, unit: toUnitFound(row), ...given('heldBefore', row.held) };
  });
}

function toUnitFound(row: UnitRow): UnitFound {
  return {
    ...toWhereabouts(row.chain),
    recorded: row.recorded,
    facts: toUnitFacts(row),
    goods: (row.goods ?? []).map(({ product, batch: { id, ...batch }, packs, ended }) => ({
      product: toProduct(product),
      batch: { batchId: id, ...batch },
      packs: packs - ended,
    })),
  };
}
