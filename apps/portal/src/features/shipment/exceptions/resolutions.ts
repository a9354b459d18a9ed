import type { ExceptionSeen } from '../documents';

export type Resolution = NonNullable<ExceptionSeen['resolution']>;
type Side = 'sender' | 'addressee';

/** Which ways out are offered to whom; whether one is open is for the doors to say. */
const OFFERED: Readonly<Record<ExceptionSeen['kind'], Readonly<Record<Side, readonly Resolution[]>>>> = {
  // Until it is settled the goods are the sender's; only who looked can say that they have turned up.
  MISSING: { addressee: ['FOUND'], sender: ['NEVER_SENT', 'RETURNED', 'LOST', 'STOLEN', 'DESTROYED'] },
  // They arrived, and are held by the addressee.
  DAMAGED: { addressee: ['SETTLED', 'DESTROYED'], sender: [] },
  OVERAGE: { addressee: ['SETTLED', 'RETURNED'], sender: ['SETTLED', 'RETURNED'] },
  WRONG_ITEM: { addressee: ['SETTLED', 'RETURNED'], sender: ['SETTLED', 'RETURNED'] },
};

export const offered = ({ kind }: Pick<ExceptionSeen, 'kind'>, side: Side): readonly Resolution[] =>
  OFFERED[kind][side];

/** The packs are written off: asked about once more. */
export const writesOff = ({ kind }: Pick<ExceptionSeen, 'kind'>, as: Resolution): boolean =>
  (kind === 'MISSING' || kind === 'DAMAGED') && (as === 'LOST' || as === 'STOLEN' || as === 'DESTROYED');
