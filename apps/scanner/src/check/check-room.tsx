import { useState } from 'react';
import type { VerifyPurpose } from '../api/answers';
import { CounterScreen } from '../counter/counter-screen';
import { useLanguage } from '../language';
import type { RoomProps } from '../shell/room';

const RIGHTS = { dispense: false, receive: false };
const PURPOSES = [
  ['INFORMATION', 'checkInformation'],
  ['RETURN', 'checkReturn'],
] as const satisfies readonly (readonly [VerifyPurpose, string])[];

/** Looking without consequences; where goods can come back, whether they may. */
export function CheckRoom(props: RoomProps) {
  const { say } = useLanguage();
  const [purpose, setPurpose] = useState<VerifyPurpose>('INFORMATION');
  const { role } = props.member.organisation;
  const returns = role === 'DISTRIBUTOR' || role === 'MANUFACTURER';
  return (
    <CounterScreen
      key={purpose}
      {...props}
      title={say('roomCheck')}
      purpose={purpose}
      rights={RIGHTS}
      idle={{ title: say('checkIdle'), advice: say('checkIdleAdvice') }}
      head={
        returns && (
          <fieldset className="switch">
            <legend className="visually-hidden">{say('checkFor')}</legend>
            {PURPOSES.map(([each, text]) => (
              <button key={each} type="button" aria-pressed={purpose === each} onClick={() => setPurpose(each)}>
                {say(text)}
              </button>
            ))}
          </fieldset>
        )
      }
    />
  );
}
