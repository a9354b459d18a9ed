import { useMemo } from 'react';
import type { Located } from '../api/answers';
import { ScanWays } from '../input/scan-ways';
import { type LanguageDoor, useLanguage } from '../language';
import { type Judge, judgeAll, ofKind } from '../list/judged';
import type { Line } from '../list/line';
import { wordsOfLine } from '../list/line-words';
import { ListAnswer } from '../list/list-answer';
import { PendingNotice } from '../list/pending-notice';
import { asAnswered, type Standing, standingOf } from '../list/standing';
import { StandingLists } from '../list/standing-lists';
import { UndoBar } from '../list/undo-bar';
import { useScanList } from '../list/use-scan-list';
import { useSignals } from '../list/use-signals';
import { useAnswerInSight } from '../shell/answer-in-sight';
import type { RoomProps } from '../shell/room';
import type { Words } from '../words';
import { CounterSwitch } from './counter-room';

/** Only a pack goes to a patient: a whole case is opened first. */
const answered = (verification: Located): Standing => {
  if (verification.outcome !== 'ACTIVE') return asAnswered(verification, 'stopped');
  return verification.pack
    ? asAnswered(verification, 'ready')
    : { ...asAnswered(verification, 'stopped'), severity: 'CHECK' };
};

function words(line: Line, { kind, outcome }: Standing, door: LanguageDoor): Words {
  const { say } = door;
  if (kind === 'done') return { title: say('dispensed'), advice: say('dispensedAdvice') };
  if (outcome === 'ACTIVE' && kind === 'stopped') return { title: say('basketUnit'), advice: say('basketUnitAdvice') };
  return wordsOfLine(line, door);
}

const JUDGE: Judge = { standing: (line) => standingOf(line, answered), words };

/** Several packs for one customer: each is answered at once, one tap dispenses all that may be handed over. */
export default function BasketScreen({ api, member, place, onSignedOut }: RoomProps) {
  const door = useLanguage();
  const { say, language } = door;
  const list = useScanList({
    room: 'basket',
    api,
    member: member.id,
    language,
    purpose: 'SUPPLY',
    apart: true,
    place,
    onSignedOut,
  });
  const judged = useMemo(() => judgeAll(list.lines, JUDGE, door), [list.lines, door]);
  useSignals(judged, list.shown, list.again);
  const shown = judged.find(({ line }) => line.id === list.shown);
  const top = useAnswerInSight(list.shown === null ? null : `${list.shown} ${list.again}`);
  const ready = ofKind(judged, 'ready').map(({ line }) => line);

  return (
    <main className="room">
      <h1 className="visually-hidden">{say('roomBasket')}</h1>
      <div className="room-answer" ref={top}>
        <CounterSwitch />
        <ListAnswer
          shown={shown}
          again={list.again}
          inside={list.inside}
          idle={{ title: say('basketIdle'), advice: say('basketIdleAdvice') }}
        />
        <PendingNotice list={list} />
      </div>
      <ScanWays api={api} organisation={member.organisation.gln} onScan={list.scan} />
      <div className="room-list">
        <StandingLists
          list={list}
          judged={judged}
          ready={{ title: say('basketTitle'), testId: 'basket' }}
          stopped={say('basketStopped')}
          done={{ title: say('dispensed'), testId: 'done' }}
        />
        <UndoBar
          list={list}
          label={(one) => say('basketDone', { count: one.scans.length, time: door.time(one.at) })}
          undo={(one) =>
            one.request.kind === 'dispense' && one.scans.length > 0
              ? { kind: 'reactivate', scans: [...one.scans], from: 'DISPENSED' }
              : undefined
          }
        />
      </div>
      {ready.length > 0 && (
        <div className="room-bar">
          <button
            type="button"
            className="button button-primary button-large"
            aria-disabled={list.busy || undefined}
            data-testid="dispense-all"
            onClick={() =>
              list.busy ||
              list.give([{ request: { kind: 'dispense', scans: ready.map(({ scan }) => scan) }, lines: ready }])
            }
          >
            {say(list.busy ? 'dispensing' : 'dispenseCount', { count: ready.length })}
          </button>
        </div>
      )}
    </main>
  );
}
