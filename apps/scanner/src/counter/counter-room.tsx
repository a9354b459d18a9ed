import { NavLink } from 'react-router';
import { useLanguage } from '../language';
import type { RoomProps } from '../shell/room';
import { CounterScreen } from './counter-screen';

const RIGHTS = { dispense: true, receive: true };

/** One pack at a time, or several at once. */
export function CounterRoom(props: RoomProps) {
  const { say } = useLanguage();
  return (
    <CounterScreen
      {...props}
      title={say('roomCounter')}
      purpose="SUPPLY"
      rights={RIGHTS}
      idle={{ title: say('idleTitle'), advice: say('idleAdvice') }}
      head={<CounterSwitch />}
    />
  );
}

export function CounterSwitch() {
  const { say } = useLanguage();
  return (
    <nav className="switch" aria-label={say('counterModes')}>
      <NavLink to="/counter" end>
        {say('counterOne')}
      </NavLink>
      <NavLink to="/counter/basket">{say('roomBasket')}</NavLink>
    </nav>
  );
}
