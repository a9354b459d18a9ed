import { useMemo } from 'react';
import type { VerifyPurpose } from '../api/answers';
import { ScanWays } from '../input/scan-ways';
import { type LanguageDoor, useLanguage } from '../language';
import { judgeAll, ofKind } from '../list/judged';
import type { Line } from '../list/line';
import { wordsOfLine } from '../list/line-words';
import { ListAnswer } from '../list/list-answer';
import { PendingNotice } from '../list/pending-notice';
import { type Standing } from '../list/standing';
import { StandingLists } from '../list/standing-lists';
import { UndoBar } from '../list/undo-bar';
import { useScanList } from '../list/use-scan-list';
import { useSignals } from '../list/use-signals';
import { useAnswerInSight } from '../shell/answer-in-sight';
import type { RoomProps } from '../shell/room';
import type { Words } from '../words';
import { AddresseePicker } from './addressee-picker';
import { SHIP_PURPOSES, type ShipPurpose, shipmentOf, standingInDispatch } from './shippable';

const PURPOSES = { SUPPLY: 'shipSupply', RETURN: 'shipReturn', DESTRUCTION: 'shipDestruction' } as const;

function words(line: Line, { kind }: Standing, door: LanguageDoor): Words {
  const { say } = door;
  if (kind === 'done') return { title: say('shipped'), advice: say('shippedAdvice') };
  if (kind === 'ready') return { title: say('toShip'), advice: say('toShipAdvice') };
  return wordsOfLine(line, door);
}

/** What is supplied is verified as such, with an alert where it must be; what goes back or away is only looked at. */
const askedFor = ({ purpose }: Readonly<Record<string, string>>): VerifyPurpose =>
  purpose === 'RETURN' || purpose === 'DESTRUCTION' ? 'INFORMATION' : 'SUPPLY';

/** Picking and dispatch: who gets it, what goes along, and one tap. */
export default function DispatchScreen({ api, member, place, onSignedOut }: RoomProps) {
  const door = useLanguage();
  const { say, language } = door;
  const own = member.organisation.gln;
  const list = useScanList({
    room: 'dispatch',
    api,
    member: member.id,
    language,
    purpose: askedFor,
    place,
    onSignedOut,
  });
  const { settings, choose } = list;
  const purpose = SHIP_PURPOSES.find((each) => each === settings.purpose) ?? 'SUPPLY';
  const addressee = settings.to ? { gln: settings.to, name: settings.toName ?? settings.to } : undefined;
  const judge = useMemo(
    () => ({ standing: (line: Line) => standingInDispatch(line, purpose, own), words }),
    [purpose, own],
  );
  const judged = useMemo(() => judgeAll(list.lines, judge, door), [list.lines, judge, door]);
  useSignals(judged, list.shown, list.again);
  const shown = judged.find(({ line }) => line.id === list.shown);
  const top = useAnswerInSight(list.shown === null ? null : `${list.shown} ${list.again}`);
  const ready = ofKind(judged, 'ready').map(({ line }) => line);

  const ship = () => {
    if (list.busy || !addressee) return;
    const consignment = { to: addressee.gln, purpose, reference: settings.reference ?? '' };
    list.give([{ request: shipmentOf(ready, consignment), lines: ready }]);
    // The next consignment has its own note.
    choose('reference', '');
  };

  return (
    <main className="room">
      <h1 className="visually-hidden">{say('roomDispatch')}</h1>
      <div className="room-answer" ref={top}>
        <ListAnswer
          shown={shown}
          again={list.again}
          inside={list.inside}
          idle={{ title: say('dispatchIdle'), advice: say('dispatchIdleAdvice') }}
        />
        <PendingNotice list={list} />
      </div>
      <ScanWays api={api} organisation={own} onScan={list.scan} />
      <div className="room-list">
        <section className="panel" aria-labelledby="consignment-title">
          <h2 id="consignment-title" className="panel-title">
            {say('consignment')}
          </h2>
          <AddresseePicker
            api={api}
            own={own}
            chosen={addressee}
            onChoose={(each) => {
              choose('to', each?.gln ?? '');
              choose('toName', each?.name ?? '');
            }}
          />
          <div className="row fields">
            <label className="field">
              {say('shipPurpose')}
              <select value={purpose} onChange={(event) => choose('purpose', event.target.value as ShipPurpose)}>
                {SHIP_PURPOSES.map((each) => (
                  <option key={each} value={each}>
                    {say(PURPOSES[each])}
                  </option>
                ))}
              </select>
            </label>
            <label className="field">
              {say('reference')}
              <input
                maxLength={200}
                autoComplete="off"
                value={settings.reference ?? ''}
                onChange={(event) => choose('reference', event.target.value)}
              />
            </label>
          </div>
        </section>
        <StandingLists
          list={list}
          judged={judged}
          ready={{ title: say('toShipTitle'), testId: 'to-ship' }}
          stopped={say('stoppedTitle')}
          done={{ title: say('shipped'), testId: 'shipped' }}
        />
        <UndoBar
          list={list}
          action={say('shipCancel')}
          label={(one) => say('shippedDone', { units: door.units(one.scans.length), time: door.time(one.at) })}
          undo={(one) =>
            one.request.kind === 'ship' && one.shipment ? { kind: 'cancel-shipment', id: one.shipment } : undefined
          }
        />
      </div>
      {ready.length > 0 && (
        <div className="room-bar">
          <button
            type="button"
            className="button button-primary button-large"
            aria-disabled={list.busy || !addressee || undefined}
            data-testid="ship"
            onClick={ship}
          >
            {list.busy
              ? say('shipping')
              : addressee
                ? say('shipCount', { count: ready.length, to: addressee.name })
                : say('shipNeedsAddressee')}
          </button>
        </div>
      )}
    </main>
  );
}
