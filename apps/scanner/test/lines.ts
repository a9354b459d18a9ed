import type { Outcome } from '@packproof/outcomes';
import type { Delivery, Located } from '../src/api/answers';
import { keyOfVerification, type Line } from '../src/list/line';
import { aVerification } from './verifications';

export const OWN = '9521003000008';
export const OTHER = '9521001000000';
const place = (gln: string) => ({ gln, name: `place ${gln}` });

interface Where {
  readonly custodian?: string;
  readonly location?: string;
  /** Ids of what it is in, the nearest first. */
  readonly inside?: readonly string[];
}

type Holder = { id: string; sscc: string | null; parent: Holder | null };
const holders = (ids: readonly string[]): Holder | null =>
  ids.length === 0 ? null : { id: ids[0]!, sscc: null, parent: holders(ids.slice(1)) };

/** An answer about a unit of so many packs. */
export function aUnit(sscc: string, packs: number, outcome: Outcome = 'NOT_RECEIVED', where: Where = {}): Located {
  const { custodian = OTHER, location = custodian, inside = [] } = where;
  return {
    ...aVerification(outcome, { pack: null, read: null }),
    pack: null,
    unit: {
      id: `sscc:${sscc}`,
      sscc,
      kind: 'CASE',
      packs,
      custodian: place(custodian),
      location: place(location),
      parent: holders(inside),
    },
  } as Located;
}

/** An answer about one pack. */
export function aPack(serial: string, outcome: Outcome = 'NOT_RECEIVED', where: Where = {}, lot = 'LOT-7'): Located {
  const { custodian = OTHER, location = custodian, inside = [] } = where;
  const verification = aVerification(outcome);
  return {
    ...verification,
    read: { ...verification.read!, serial, lot },
    pack: {
      ...verification.pack!,
      serial,
      lot,
      custodian: place(custodian),
      location: place(location),
      unit: holders(inside),
    },
    unit: null,
  } as Located;
}

let next = 1;
/** A line that was answered so. */
export function aLine(verification: Located | null, more: Partial<Line> = {}): Line {
  const id = more.id ?? next++;
  return {
    id,
    key: (verification && keyOfVerification(verification)) ?? `scan ${id}`,
    scan: `scan ${id}`,
    source: 'reader',
    at: 0,
    asking: false,
    verification,
    language: 'en',
    refusal: null,
    mark: null,
    end: null,
    ...more,
  };
}

/** A delivery of units with so many packs each. */
export function aDelivery(id: string, units: Readonly<Record<string, number>>): Delivery {
  return {
    id,
    reference: `DN-${id}`,
    purpose: 'SUPPLY',
    state: 'IN_TRANSIT',
    shippedAt: '2026-11-24T08:00:00Z',
    packs: Object.values(units).reduce((sum, packs) => sum + packs, 0),
    from: place(OTHER),
    units: Object.entries(units).map(([unit, packs]) => ({
      id: unit,
      sscc: unit.startsWith('sscc:') ? unit.slice(5) : null,
      kind: unit.startsWith('sscc:') ? 'CASE' : 'LOOSE',
      packs,
      state: 'IN_TRANSIT',
    })),
  } as Delivery;
}
