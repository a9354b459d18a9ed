import { NavLink } from 'react-router';
import { Icon, type IconName } from '../icons';
import { useLanguage } from '../language';
import type { RoomName } from './room';

const ROOMS = {
  counter: ['roomCounter', 'counter'],
  'goods-in': ['roomGoodsIn', 'goodsIn'],
  dispatch: ['roomDispatch', 'dispatch'],
  'stock-take': ['roomStockTake', 'stockTake'],
  decommission: ['roomDecommission', 'decommission'],
  check: ['roomCheck', 'check'],
} as const satisfies Record<RoomName, readonly [string, IconName]>;

/** The rooms of this person: a bar at the thumb on phones, a rail at the side on desks. One room needs no way between. */
export function Nav({ rooms }: { readonly rooms: readonly RoomName[] }) {
  const { say } = useLanguage();
  if (rooms.length < 2) return null;
  return (
    <nav className="nav" aria-label={say('rooms')}>
      {rooms.map((room) => {
        const [text, icon] = ROOMS[room];
        return (
          <NavLink key={room} to={`/${room}`} className="nav-link">
            <Icon name={icon} />
            <span>{say(text)}</span>
          </NavLink>
        );
      })}
    </nav>
  );
}
