import type { Member, MemberRole, OrganisationRole } from '../api/answers';
import type { Api } from '../api/api';

/** What each room is given. */
export interface RoomProps {
  readonly api: Api;
  readonly member: Member;
  /** GLN of the own place where commands happen. */
  readonly place: string | undefined;
  readonly onSignedOut: () => void;
}

export type RoomName = 'counter' | 'goods-in' | 'dispatch' | 'stock-take' | 'decommission' | 'check';

const ROOMS: Record<OrganisationRole, readonly RoomName[]> = {
  PHARMACY: ['counter', 'goods-in', 'stock-take', 'decommission'],
  HOSPITAL: ['counter', 'goods-in', 'stock-take', 'decommission'],
  DISTRIBUTOR: ['goods-in', 'dispatch', 'stock-take', 'decommission', 'check'],
  // Goods in: what was recalled or sent back comes to its maker.
  MANUFACTURER: ['dispatch', 'goods-in', 'stock-take', 'decommission', 'check'],
  REGULATOR: ['check'],
  AUDITOR: ['check'],
};

/** Rooms by what the organisation is and the person may do, the one to begin in first. Who only reads only checks. */
export function roomsOf(organisation: OrganisationRole, person: MemberRole): readonly RoomName[] {
  return person === 'AUDITOR' ? ['check'] : ROOMS[organisation];
}
