import type { CommissionInput } from './documents';
import type { Draft } from './draft';
import { isCount } from './packing';
import { goodRows } from './serial-rows';

/** Packs that will be made of what has been given so far. */
export function packsOf({ serials }: Pick<Draft, 'serials'>): number {
  if (serials.how === 'GENERATE') return isCount(serials.count) ? serials.count : 0;
  return serials.upload ? goodRows(serials.upload) : 0;
}

/** The request that a finished draft is. `keepGood`: what cannot be made is left out. */
export function requestOf(
  { gtin, lot, expiry, serials, packing }: Draft,
  keepGood = serials.keepGood,
): CommissionInput {
  const { how, packsPerCase, casesPerPallet } = packing;
  return {
    gtin,
    lot,
    expiry,
    serials: serials.how === 'GENERATE' ? { generate: Number(serials.count) } : { upload: serials.upload?.id ?? '' },
    packing:
      how === 'LOOSE'
        ? null
        : { packsPerCase: Number(packsPerCase), casesPerPallet: how === 'PALLETS' ? Number(casesPerPallet) : null },
    onBadRow: keepGood ? 'KEEP_GOOD' : 'REFUSE_ALL',
  };
}
