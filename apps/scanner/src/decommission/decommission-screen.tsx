import { useMemo, useState } from 'react';
import { ScanWays } from '../input/scan-ways';
import { type LanguageDoor, useLanguage } from '../language';
import { Confirm } from '../list/confirm';
import { judgeAll, ofKind } from '../list/judged';
import { type Line, packsOf } from '../list/line';
import { wordsOfLine } from '../list/line-words';
import { ListAnswer } from '../list/list-answer';
import { nameOf } from '../list/name';
import { PendingNotice } from '../list/pending-notice';
import { type Standing } from '../list/standing';
import { StandingLists } from '../list/standing-lists';
import { UndoBar } from '../list/undo-bar';
import { useScanList } from '../list/use-scan-list';
import { useSignals } from '../list/use-signals';
import { useAnswerInSight } from '../shell/answer-in-sight';
import type { RoomProps } from '../shell/room';
import type { Words } from '../words';
import { isForGood, REASONS, type Reason, standingInDecommission } from './reasons';

const ALL = Object.keys(REASONS) as Reason[];

function words(line: Line, { kind }: Standing, door: LanguageDoor): Words {
  const { say } = door;
  if (kind === 'done') return { title: say('takenOut'), advice: say('takenOutAdvice') };
  if (kind === 'ready') return { title: say('toTakeOut'), advice: say('toTakeOutAdvice') };
  return wordsOfLine(line, door);
}

/** Out of the supply chain other than to a patient: a reason, a question that names what will happen, an undo. */
export default function DecommissionScreen({ api, member, place, onSignedOut }: RoomProps) {
  const door = useLanguage();
  const { say, language } = door;
  const own = member.organisation.gln;
  const list = useScanList({
    room: 'decommission',
    api,
    member: member.id,
    language,
    purpose: 'INFORMATION',
    place,
    onSignedOut,
  });
  const reason = ALL.find((each) => each === list.settings.reason) ?? 'DESTROYED';
  const note = list.settings.note ?? '';
  const judge = useMemo(
    () => ({ standing: (line: Line) => standingInDecommission(line, reason, own), words }),
    [reason, own],
  );
  const judged = useMemo(() => judgeAll(list.lines, judge, door), [list.lines, judge, door]);
  useSignals(judged, list.shown, list.again);
  const [asking, setAsking] = useState(false);
  const shown = judged.find(({ line }) => line.id === list.shown);
  const top = useAnswerInSight(list.shown === null ? null : `${list.shown} ${list.again}`);
  const ready = ofKind(judged, 'ready').map(({ line }) => line);
  const packs = ready.reduce((sum, line) => sum + packsOf(line), 0);

  const takeOut = () => {
    const scans = ready.map(({ scan }) => scan);
    const request = { kind: 'decommission', scans, as: reason, ...(note.trim() ? { note: note.trim() } : {}) } as const;
    list.give([{ request, lines: ready }]);
    setAsking(false);
    list.choose('note', '');
  };

  return (
    <main className="room">
      <h1 className="visually-hidden">{say('roomDecommission')}</h1>
      <div className="room-answer" ref={top}>
        <ListAnswer
          shown={shown}
          again={list.again}
          inside={list.inside}
          idle={{ title: say('takeOutIdle'), advice: say('takeOutIdleAdvice') }}
        />
        <PendingNotice list={list} />
      </div>
      <ScanWays api={api} organisation={own} onScan={list.scan} />
      <div className="room-list">
        <section className="panel" aria-labelledby="reason-title">
          <h2 id="reason-title" className="panel-title">
            {say('reasonTitle')}
          </h2>
          <fieldset className="choices choices-two">
            <legend className="visually-hidden">{say('reasonTitle')}</legend>
            {ALL.map((each) => (
              <label key={each} className="choice">
                <input
                  type="radio"
                  name="reason"
                  checked={reason === each}
                  onChange={() => list.choose('reason', each)}
                />
                <span className="choice-text">
                  <strong>{say(REASONS[each][0])}</strong>
                  <span className="quiet">{say(REASONS[each][1])}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <label className="field">
            {say('noteOptional')}
            <input
              maxLength={500}
              autoComplete="off"
              value={note}
              onChange={(event) => list.choose('note', event.target.value)}
            />
          </label>
        </section>
        <StandingLists
          list={list}
          judged={judged}
          ready={{ title: say('toTakeOutTitle'), testId: 'to-take-out' }}
          stopped={say('stoppedTitle')}
          done={{ title: say('takenOut'), testId: 'taken-out' }}
        />
        <UndoBar
          list={list}
          label={({ request, scans, at }) =>
            request.kind === 'decommission'
              ? say('takenOutDone', {
                  units: door.units(scans.length),
                  reason: say(REASONS[request.as as Reason][0]),
                  time: door.time(at),
                })
              : ''
          }
          undo={({ request, scans }) =>
            request.kind === 'decommission' && scans.length > 0 && !isForGood(request.as as Reason)
              ? { kind: 'reactivate', scans: [...scans], from: request.as }
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
            data-testid="take-out"
            onClick={() => list.busy || setAsking(true)}
          >
            {say(list.busy ? 'takingOut' : 'takeOutCount', { count: ready.length, reason: say(REASONS[reason][0]) })}
          </button>
        </div>
      )}
      {asking && (
        <Confirm
          title={say('takeOutQuestion', { units: door.units(ready.length), reason: say(REASONS[reason][0]) })}
          confirm={say('takeOutConfirm')}
          onCancel={() => setAsking(false)}
          onConfirm={takeOut}
        >
          <p>{say(isForGood(reason) ? 'takeOutForGood' : 'takeOutUndoable', { packs: door.packs(packs) })}</p>
          <ul className="open-units-list">
            {ready.slice(0, MOST_NAMED).map((line) => (
              <li key={line.id}>{nameOf(line, door)}</li>
            ))}
            {ready.length > MOST_NAMED && <li>{say('andMore', { count: ready.length - MOST_NAMED })}</li>}
          </ul>
        </Confirm>
      )}
    </main>
  );
}

const MOST_NAMED = 20;
