import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Delivery } from '../api/answers';
import { ScanWays } from '../input/scan-ways';
import { type LanguageDoor, useLanguage } from '../language';
import { Confirm } from '../list/confirm';
import { type Judge, type Judged, judgeAll, ofKind } from '../list/judged';
import type { Line } from '../list/line';
import { LineList } from '../list/line-list';
import { ListAnswer } from '../list/list-answer';
import { nameOf } from '../list/name';
import { PendingNotice } from '../list/pending-notice';
import { useScanList } from '../list/use-scan-list';
import { useSignals } from '../list/use-signals';
import { useAnswerInSight } from '../shell/answer-in-sight';
import type { RoomProps } from '../shell/room';
import type { Words } from '../words';
import { announcedBy, type DeliveryProgress, progressOf, receiptsOf, standingInGoodsIn } from './delivery';
import { DeliveryCard, unitLine } from './delivery-card';
import { goodsInWords } from './goods-in-words';
import { MARKS, MarkDialog } from './mark-dialog';
import { useDeliveries } from './use-deliveries';

const JUDGE: Judge = { standing: standingInGoodsIn, words: goodsInWords };

/** Goods in: scan one after the other, and book in what was scanned by one tap. */
export default function GoodsInScreen({ api, member, place, onSignedOut }: RoomProps) {
  const door = useLanguage();
  const { say, language } = door;
  const gln = member.organisation.gln;
  const settled = useRef(() => {});
  const onSettled = useCallback(() => settled.current(), []);
  const list = useScanList({
    room: 'goods-in',
    api,
    member: member.id,
    language,
    purpose: 'RECEIPT',
    place,
    onSignedOut,
    onSettled,
  });
  const judged = useMemo(() => judgeAll(list.lines, JUDGE, door), [list.lines, door]);
  useSignals(judged, list.shown, list.again);

  const waiting = ofKind(judged, 'waiting');
  const waitingLines = waiting.map(({ line }) => line);
  const { deliveries, refusal, refresh } = useDeliveries(api, gln, () => list.askAgain(waitingLines));
  settled.current = () => void refresh();

  const progress = useMemo(() => progressOf(list.lines, deliveries ?? []), [list.lines, deliveries]);
  const strays = useStrays(
    judged.filter(({ standing }) => standing.kind === 'ready').map(({ line }) => line),
    deliveries,
    refresh,
  );

  const [marked, setMarked] = useState<Line | null>(null);
  const [short, setShort] = useState<DeliveryProgress | null>(null);
  const count = progress.reduce((sum, each) => sum + each.lines.length + each.reported.length, 0) + strays.length;

  const receive = () => {
    const orders = progress.flatMap((each) => receiptsOf(each));
    if (strays.length > 0) {
      const items = strays.map(({ scan }) => scan);
      orders.push({ request: { kind: 'receive', input: { items } }, lines: strays });
    }
    list.give(orders);
  };

  const shown = judged.find(({ line }) => line.id === list.shown);
  const top = useAnswerInSight(list.shown === null ? null : `${list.shown} ${list.again}`);
  const done = ofKind(judged, 'done');
  const common = { shown: list.shown, onShow: list.show, onRemove: list.remove };
  const report = (line: Line) => (
    <p className="line-extra">
      {line.mark && (
        <span className="tag">{[say(MARKS[line.mark.kind]), line.mark.note].filter(Boolean).join(': ')}</span>
      )}
      <button
        type="button"
        className="link"
        aria-label={`${say(line.mark ? 'markChange' : 'markReport')}: ${nameOf(line, door)}`}
        onClick={() => setMarked(line)}
      >
        {say(line.mark ? 'markChange' : 'markReport')}
      </button>
    </p>
  );
  const answered = shown && { ...shown, words: countedWords(shown, progress, deliveries ?? [], door) ?? shown.words };
  const idleUnits = (deliveries ?? []).filter(({ id }) => !progress.some(({ delivery }) => delivery.id === id));

  return (
    <main className="room">
      <h1 className="visually-hidden">{say('roomGoodsIn')}</h1>
      <div className="room-answer" ref={top}>
        <ListAnswer
          shown={answered}
          again={list.again}
          inside={list.inside}
          idle={{ title: say('goodsInIdle'), advice: say('goodsInIdleAdvice') }}
        />
        <PendingNotice list={list} />
      </div>
      <ScanWays
        api={api}
        organisation={gln}
        onScan={list.scan}
        samples={(deliveries ?? []).flatMap(({ units }) =>
          units.flatMap(({ sscc, state }) => (sscc && state === 'IN_TRANSIT' ? [sscc] : [])),
        )}
      />
      <div className="room-list">
        {progress.map((each) => (
          <DeliveryCard key={each.delivery.id} progress={each} busy={list.busy} onMissing={() => setShort(each)} />
        ))}
        <LineList
          title={say('countedTitle')}
          testId="counted"
          lines={ofKind(judged, 'ready', 'asking')}
          extra={({ line, standing }) => standing.kind === 'ready' && report(line)}
          {...common}
        />
        <LineList
          title={say('awaitingTitle')}
          testId="awaiting"
          lines={waiting}
          extra={({ line }) => report(line)}
          action={
            <button
              type="button"
              className="link"
              onClick={() => {
                void refresh();
                list.askAgain(waitingLines);
              }}
            >
              {say('askAgain')}
            </button>
          }
          {...common}
        />
        <LineList
          title={say('stoppedTitle')}
          testId="stopped"
          lines={ofKind(judged, 'stopped')}
          extra={({ line }) => report(line)}
          {...common}
        />
        <LineList
          title={say('receivedTitle')}
          testId="received"
          lines={done}
          action={
            <button type="button" className="link" onClick={() => list.remove(done.map(({ line }) => line))}>
              {say('clearDone')}
            </button>
          }
          shown={list.shown}
          onShow={list.show}
        />
        <section className="panel" aria-labelledby="announced-title" data-testid="announced">
          <div className="row row-apart">
            <h2 id="announced-title" className="panel-title">
              {say('announcedTitle')}
            </h2>
            <button type="button" className="link" onClick={() => void refresh()}>
              {say('refresh')}
            </button>
          </div>
          {refusal && <p className="quiet">{say('announcedUnknown')}</p>}
          {!refusal && idleUnits.length === 0 && (
            <p className="quiet">{say(deliveries === null ? 'loading' : 'announcedNone')}</p>
          )}
          <ul className="announced">
            {idleUnits.map(({ id, from, reference, units, packs, shippedAt }) => (
              <li key={id}>
                <strong>{from.name}</strong>
                <span className="quiet">
                  {[reference, door.units(units.length), door.packs(packs), door.time(shippedAt)]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        </section>
      </div>
      {count > 0 && (
        <div className="room-bar">
          <button
            type="button"
            className="button button-primary button-large"
            aria-disabled={list.busy || undefined}
            onClick={() => list.busy || receive()}
            data-testid="receive"
          >
            {say(list.busy ? 'receiving' : 'receiveCount', { count })}
          </button>
        </div>
      )}
      {marked && (
        <MarkDialog
          line={marked}
          deliveries={announcedBy(marked, deliveries ?? []) ? null : (deliveries ?? [])}
          onMark={(mark) => {
            list.mark(marked, mark);
            setMarked(null);
          }}
          onClose={() => setMarked(null)}
        />
      )}
      {short && (
        <Confirm
          title={say('missingTitle', {
            units: door.units(short.units.filter(({ scanned }) => scanned !== 'whole').length),
          })}
          confirm={say('missingConfirm', { count: short.lines.length })}
          onCancel={() => setShort(null)}
          onConfirm={() => {
            list.give(receiptsOf(short, true));
            setShort(null);
          }}
        >
          <p>{say('missingText', { from: short.delivery.from.name, count: short.lines.length })}</p>
          <ul className="open-units-list">
            {short.units
              .filter(({ scanned }) => scanned !== 'whole')
              .map((each) => (
                <li key={each.unit.id}>{unitLine(each, door)}</li>
              ))}
          </ul>
        </Confirm>
      )}
    </main>
  );
}

/** On its way to us, and in no delivery that we know: asked for once more, as it may have been sent a moment ago. */
function useStrays(
  ready: readonly Line[],
  deliveries: Parameters<typeof progressOf>[1] | null,
  refresh: () => Promise<void>,
) {
  const strays = deliveries === null ? [] : ready.filter((line) => !announcedBy(line, deliveries));
  const newest = strays[0]?.id;
  useEffect(() => {
    if (newest !== undefined) void refresh();
  }, [newest, refresh]);
  return strays;
}

/** How far the delivery is that was just scanned, large enough for somebody at the other end of the pallet. */
function countedWords(
  { line, standing }: Judged,
  progress: readonly DeliveryProgress[],
  deliveries: readonly Delivery[],
  { say }: LanguageDoor,
): Words | undefined {
  const [delivery] = announcedBy(line, deliveries) ?? [];
  const own = progress.find((each) => each.delivery.id === delivery?.id);
  if (!own || standing.kind !== 'ready' || standing.outcome !== 'NOT_RECEIVED') return undefined;
  const scanned = own.units.filter((unit) => unit.scanned === 'whole').length;
  return {
    title: say('countedOf', { scanned, announced: own.units.length }),
    advice: say(own.complete ? 'countedAll' : 'countedFrom', { from: own.delivery.from.name }),
  };
}
