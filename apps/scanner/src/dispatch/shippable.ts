import type { Outcome } from '@packproof/outcomes';
import type { ShipInput } from '../api/answers';
import type { CommandRequest } from '../api/commands';
import type { Line } from '../list/line';
import { asAnswered, isHere, type Standing, standingOf } from '../list/standing';

export type ShipPurpose = NonNullable<ShipInput['purpose']>;
export const SHIP_PURPOSES: readonly ShipPurpose[] = ['SUPPLY', 'RETURN', 'DESTRUCTION'];

/** Held or spoiled: no longer to be supplied, and just what is sent back or destroyed. */
const SPOILED: ReadonlySet<Outcome> = new Set(['ACTIVE', 'RECALLED', 'WITHDRAWN', 'EXPIRED', 'QUARANTINED']);

/** Whether a scan can go along. The ledger decides; this says it before the goods are on the lorry. */
export function standingInDispatch(line: Line, purpose: ShipPurpose, own: string): Standing {
  return standingOf(line, (verification) => {
    if (purpose === 'SUPPLY') return asAnswered(verification, verification.outcome === 'ACTIVE' ? 'ready' : 'stopped');
    const mayGo = SPOILED.has(verification.outcome) && isHere(verification, own);
    return mayGo ? { ...asAnswered(verification, 'ready'), severity: 'OK' } : asAnswered(verification, 'stopped');
  });
}

export interface Consignment {
  readonly to: string;
  readonly purpose: ShipPurpose;
  readonly reference: string;
}

/** One shipment, whatever is in it. */
export function shipmentOf(lines: readonly Line[], { to, purpose, reference }: Consignment): CommandRequest {
  return {
    kind: 'ship',
    input: {
      items: lines.map(({ scan }) => scan),
      to,
      purpose,
      ...(reference.trim() ? { reference: reference.trim() } : {}),
    },
  };
}
