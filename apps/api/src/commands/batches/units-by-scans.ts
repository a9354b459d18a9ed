import { MAX_HEIGHT, type Sscc, type UnitKind } from '@packproof/contract';
import type { PackUnitInput } from '../../../generated/schema-types';
import { readScan } from '../../queries/scan-target';
import { Refusal } from '../../refusal';
import type { PlannedUnit } from './packing';

export interface PackedBatch {
  gtin: string;
  lot: string;
  expiry: string;
  /** Number of a good serial among the request's good ones. */
  numberOf(serial: string): number | undefined;
  /** A row that is left out: so is its pack in a unit. */
  isLeftOut(serial: string): boolean;
}

export interface PackedOrder {
  /** Numbers of serials in packing order; what is in no unit comes last, in its own order. */
  order: Uint32Array;
  units: PlannedUnit[];
  /** Where in the request each of `units` stands. */
  positions: number[];
}

type Item = { pack: number } | { unit: number };

const field = (unit: number, item?: number) =>
  `input.packing.units[${unit}]${item === undefined ? '' : `.items[${item}]`}`;

/**
 * Units as the caller scanned them together: packs of this batch, and units named earlier in the list.
 * @param ssccs of each unit, given or allotted.
 * @throws Refusal with the field at fault
 */
export function unitsByScans(
  units: readonly PackUnitInput[],
  ssccs: readonly Sscc[],
  count: number,
  batch: PackedBatch,
): PackedOrder {
  const positionOf = new Map<Sscc, number>();
  ssccs.forEach((sscc, i) => {
    if (positionOf.has(sscc)) throw new Refusal('DUPLICATE_ITEM', { id: sscc }, `${field(i)}.sscc`);
    positionOf.set(sscc, i);
  });
  const items = readItems(units, positionOf, count, batch);
  return arrange(units, ssccs, items, count);
}

function readItems(
  units: readonly PackUnitInput[],
  positionOf: ReadonlyMap<Sscc, number>,
  count: number,
  batch: PackedBatch,
): Item[][] {
  const packed = new Uint8Array(count);
  const nested = new Set<number>();
  const heights: number[] = [];
  return units.map((unit, i) => {
    if (unit.kind === 'LOOSE') {
      throw new Refusal('INVALID_INPUT', { rule: 'a unit is a pallet, case, bundle or tote' }, `${field(i)}.kind`);
    }
    let height = 0;
    const inside = unit.items.flatMap((scan, j): Item[] => {
      const item = readItem(scan, field(i, j), positionOf, batch);
      if (item === undefined) return [];
      const twice = 'pack' in item ? packed[item.pack] === 1 : nested.has(item.unit);
      if (twice) throw new Refusal('DUPLICATE_ITEM', { id: scan }, field(i, j));
      if ('pack' in item) packed[item.pack] = 1;
      else if (item.unit >= i) {
        throw new Refusal('INVALID_INPUT', { rule: 'a unit is named before the one that it is in' }, field(i, j));
      } else {
        nested.add(item.unit);
        height = Math.max(height, heights[item.unit]! + 1);
      }
      return [item];
    });
    if (inside.length === 0)
      throw new Refusal('INVALID_INPUT', { rule: 'at least one good item' }, `${field(i)}.items`);
    if (height > MAX_HEIGHT) throw new Refusal('UNIT_TOO_DEEP', { limit: MAX_HEIGHT + 1 }, field(i));
    heights.push(height);
    return inside;
  });
}

/** Undefined: the pack of a row that is left out. */
function readItem(
  scan: string,
  at: string,
  positionOf: ReadonlyMap<Sscc, number>,
  batch: PackedBatch,
): Item | undefined {
  const { read, target, faults } = readScan(scan);
  if (!read) throw new Refusal('UNREADABLE', faults[0] ? { position: faults[0].position } : {}, at);
  if (!target) throw new Refusal('NOT_A_MEDICINE_CODE', {}, at);
  if ('sscc' in target) {
    const unit = positionOf.get(target.sscc);
    if (unit === undefined) throw new Refusal('UNKNOWN_UNIT', { sscc: target.sscc }, at);
    return { unit };
  }
  const { gtin, serial } = target;
  if (gtin !== batch.gtin) throw new Refusal('INVALID_INPUT', { rule: `packs of ${batch.gtin} only`, gtin }, at);
  if (read.lot !== undefined && read.lot !== batch.lot) {
    throw new Refusal('BATCH_MISMATCH', { read: read.lot, recorded: batch.lot }, at);
  }
  if (read.expiry !== undefined && read.expiry !== batch.expiry) {
    throw new Refusal('EXPIRY_MISMATCH', { read: read.expiry, recorded: batch.expiry }, at);
  }
  const pack = batch.numberOf(serial);
  if (pack !== undefined) return { pack };
  if (batch.isLeftOut(serial)) return undefined;
  throw new Refusal('UNKNOWN_SERIAL', { gtin, serial }, at);
}

/** Leaves are numbered through each unit and all that is inside it, so that its content is one interval. */
function arrange(
  units: readonly PackUnitInput[],
  ssccs: readonly Sscc[],
  items: readonly Item[][],
  count: number,
): PackedOrder {
  const order = new Uint32Array(count);
  const isPacked = new Uint8Array(count);
  let next = 0;
  const place = (i: number): PlannedUnit => {
    const start = next;
    const inside: PlannedUnit[] = [];
    for (const item of items[i]!) {
      if ('unit' in item) inside.push(place(item.unit));
      else {
        order[next++] = item.pack;
        isPacked[item.pack] = 1;
      }
    }
    return { kind: (units[i]!.kind ?? 'CASE') as UnitKind, sscc: ssccs[i]!, start, end: next, units: inside };
  };
  const nested = new Set(items.flatMap((inside) => inside.flatMap((item) => ('unit' in item ? [item.unit] : []))));
  const positions = units.map((_, i) => i).filter((i) => !nested.has(i));
  const topmost = positions.map(place);
  for (let pack = 0; pack < count; pack++) if (!isPacked[pack]) order[next++] = pack;
  return { order, units: topmost, positions };
}
