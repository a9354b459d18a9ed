import type { Delivery, DeliveryUnit, Located } from '../api/answers';
import type { CommandRequest } from '../api/commands';
import { coverOf, holdersOf, type Line, packsOf } from '../list/line';
import { asAnswered, isTrue, type Standing, standingOf } from '../list/standing';

/** One announced unit, and how much of it was scanned. */
export interface UnitProgress {
  readonly unit: DeliveryUnit;
  /** Packs that were scanned: by the unit itself, or by what is in it. */
  readonly packs: number;
  readonly scanned: 'whole' | 'part' | 'none';
}

export interface DeliveryProgress {
  readonly delivery: Delivery;
  /** What is still on its way of it. */
  readonly units: readonly UnitProgress[];
  /** Its lines that are to be booked in, without those that go with their unit. */
  readonly lines: readonly Line[];
  /** What came with it and was not announced. */
  readonly reported: readonly Line[];
  readonly packs: { readonly scanned: number; readonly announced: number };
  readonly complete: boolean;
}

/** What the clerk's scan means here. `waiting`: its data are not there yet, or it was not answered. */
export function standingInGoodsIn(line: Line): Standing {
  return standingOf(line, (verification) => {
    if (isTrue(verification, 'NOT_RECEIVED')) return asAnswered(verification, 'ready');
    if (isAwaiting(verification)) return { ...asAnswered(verification, 'waiting'), severity: 'CHECK' };
    // Already in stock: genuine, and nothing to do.
    if (verification.outcome === 'ACTIVE') return { ...asAnswered(verification, 'stopped'), severity: 'CHECK' };
    return asAnswered(verification, 'stopped');
  });
}

/** Goods may come before their data: until the sender has recorded them they are unknown, or still the sender's. */
function isAwaiting({ outcome }: Located): boolean {
  return (
    outcome === 'UNKNOWN_UNIT' ||
    outcome === 'UNKNOWN_SERIAL' ||
    outcome === 'UNKNOWN_BATCH' ||
    outcome === 'UNKNOWN_PRODUCT' ||
    outcome === 'ACTIVE_ELSEWHERE'
  );
}

/** The announced unit that a line is, or is in. */
export function announcedBy(line: Line, deliveries: readonly Delivery[]): [Delivery, DeliveryUnit] | undefined {
  const own = line.verification?.unit?.id;
  const ids = new Set([...(own ? [own] : []), ...holdersOf(line)]);
  if (ids.size === 0) return undefined;
  for (const delivery of deliveries) {
    const unit = delivery.units.find(({ id }) => ids.has(id));
    if (unit) return [delivery, unit];
  }
  return undefined;
}

/** Each delivery that something was scanned of, and how far it is. The one that was scanned last comes first. */
export function progressOf(lines: readonly Line[], deliveries: readonly Delivery[]): DeliveryProgress[] {
  const ready = lines.filter((line) => standingInGoodsIn(line).kind === 'ready');
  const byDelivery = new Map<Delivery, { line: Line; unit: DeliveryUnit }[]>();
  for (const line of ready) {
    const found = announcedBy(line, deliveries);
    if (!found) continue;
    const [delivery, unit] = found;
    byDelivery.set(delivery, [...(byDelivery.get(delivery) ?? []), { line, unit }]);
  }
  const reported = lines.filter(
    (line) => line.mark?.shipment !== undefined && ['waiting', 'stopped'].includes(standingInGoodsIn(line).kind),
  );
  for (const delivery of deliveries) {
    if (!byDelivery.has(delivery) && reported.some(({ mark }) => mark?.shipment === delivery.id))
      byDelivery.set(delivery, []);
  }
  return [...byDelivery].map(([delivery, found]) => {
    const own = found.filter(({ line }) => line.mark || !coverOf(line, ready));
    const units = delivery.units
      .filter(({ state }) => state === 'IN_TRANSIT')
      .map((unit): UnitProgress => {
        const packs = own.reduce((sum, each) => (each.unit.id === unit.id ? sum + packsOf(each.line) : sum), 0);
        // A damaged case is named beside the pallet that it is on.
        return {
          unit,
          packs: Math.min(packs, unit.packs),
          scanned: packs >= unit.packs ? 'whole' : packs > 0 ? 'part' : 'none',
        };
      });
    const announced = units.reduce((sum, { unit }) => sum + unit.packs, 0);
    return {
      delivery,
      units,
      lines: own.map(({ line }) => line),
      reported: reported.filter(({ mark }) => mark?.shipment === delivery.id),
      packs: { scanned: units.reduce((sum, { packs }) => sum + packs, 0), announced },
      complete: units.length > 0 && units.every(({ scanned }) => scanned === 'whole'),
    };
  });
}

/** Items of one command of the ledger. */
export const MOST_ITEMS = 1000;

/**
 * The commands that book in what was scanned of a delivery. Damaged goods are received and held; what is wrong or too
 * much is booked in where it was announced, and reported beside it. The last one reports what was not scanned, if wished.
 */
export function receiptsOf(
  { delivery, lines, reported }: Pick<DeliveryProgress, 'delivery' | 'lines' | 'reported'>,
  unnamedAreMissing = false,
): { request: CommandRequest; lines: readonly Line[] }[] {
  const all = [...lines, ...reported];
  const batches = Array.from({ length: Math.max(1, Math.ceil(all.length / MOST_ITEMS)) }, (_, i) =>
    all.slice(i * MOST_ITEMS, (i + 1) * MOST_ITEMS),
  );
  return batches.map((batch, i) => {
    const items = batch.filter((line) => line.mark?.kind !== 'DAMAGED' && lines.includes(line));
    const exceptions = batch.flatMap(({ mark, scan }) =>
      mark ? [{ kind: mark.kind, scan, ...(mark.note ? { note: mark.note } : {}) }] : [],
    );
    return {
      lines: batch,
      request: {
        kind: 'receive',
        input: {
          shipment: delivery.id,
          // Never left out: without it, all that is on its way would be received.
          items: items.map(({ scan }) => scan),
          ...(exceptions.length > 0 ? { exceptions } : {}),
          ...(unnamedAreMissing && i === batches.length - 1 ? { unnamedAreMissing } : {}),
        },
      },
    };
  });
}
