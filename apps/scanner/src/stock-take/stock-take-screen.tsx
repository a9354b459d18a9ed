import { useCallback, useMemo, useRef } from 'react';
import { productLine } from '../facts';
import { Icon } from '../icons';
import { ScanWays } from '../input/scan-ways';
import { type LanguageDoor, useLanguage } from '../language';
import { type Judged, judgeAll, ofKind } from '../list/judged';
import { type Line, packsOf } from '../list/line';
import { LineList } from '../list/line-list';
import { wordsOfLine } from '../list/line-words';
import { ListAnswer } from '../list/list-answer';
import { nameOf } from '../list/name';
import { PendingNotice } from '../list/pending-notice';
import { type Standing } from '../list/standing';
import { useScanList } from '../list/use-scan-list';
import { useSignals } from '../list/use-signals';
import { useAnswerInSight } from '../shell/answer-in-sight';
import type { RoomProps } from '../shell/room';
import type { Words } from '../words';
import { type Counted, countOf, standingInStockTake } from './count';
import { CountTable } from './count-table';
import { csvOf, download } from './csv';
import { usePlaceStock } from './use-place-stock';

function words(line: Line, { kind, outcome }: Standing, door: LanguageDoor): Words {
  const { say } = door;
  if (line.end?.ok) return { title: say('putHere'), advice: say('putHereAdvice') };
  if (kind === 'done' && outcome === 'ACTIVE') return { title: say('foundHere'), advice: say('foundHereAdvice') };
  if (kind === 'ready') {
    const where = (line.verification?.pack ?? line.verification?.unit)?.location?.name;
    return { title: say('elsewhere', { place: where ?? say('elsewhereUnknown') }), advice: say('elsewhereAdvice') };
  }
  return wordsOfLine(line, door);
}

/** Stock-take by place: scan what lies there, and see what the record says. */
export default function StockTakeScreen({ api, member, place: usual, onSignedOut }: RoomProps) {
  const door = useLanguage();
  const { say, language } = door;
  const { gln: own, places } = member.organisation;
  const refresh = useRef(() => {});
  const onSettled = useCallback(() => refresh.current(), []);
  const list = useScanList({
    room: 'stock-take',
    api,
    member: member.id,
    language,
    purpose: 'INFORMATION',
    place: usual,
    onSignedOut,
    onSettled,
  });
  const place = list.settings.place ?? usual ?? places[0]?.gln ?? own;
  const judge = useMemo(
    () => ({ standing: (line: Line) => standingInStockTake(line, own, place), words }),
    [own, place],
  );
  const judged = useMemo(() => judgeAll(list.lines, judge, door), [list.lines, judge, door]);
  useSignals(judged, list.shown, list.again);
  const found = ofKind(judged, 'done');
  const elsewhere = ofKind(judged, 'ready');
  const unexpected = ofKind(judged, 'stopped');
  const foundLines = useMemo(() => found.map(({ line }) => line), [found]);
  const at = usePlaceStock(api, own, place, foundLines);
  refresh.current = () => void at.refresh();
  const counted = countOf(at.stock ?? [], foundLines, at.contents);
  const shown = judged.find(({ line }) => line.id === list.shown);
  const top = useAnswerInSight(list.shown === null ? null : `${list.shown} ${list.again}`);
  const common = { shown: list.shown, onShow: list.show, onRemove: list.remove };
  const placeName = places.find(({ gln }) => gln === place)?.name ?? place;

  const putHere = () => {
    const lines = elsewhere.map(({ line }) => line);
    list.give([{ request: { kind: 'store', scans: lines.map(({ scan }) => scan), at: place }, lines }]);
  };
  const save = () => {
    const day = new Date().toISOString().slice(0, 10);
    const rows = csvRows({ counted, found, elsewhere, unexpected, place: placeName }, door);
    download(`stock-take-${place}-${day}.csv`, csvOf(rows));
  };

  return (
    <main className="room">
      <h1 className="visually-hidden">{say('roomStockTake')}</h1>
      <div className="room-answer" ref={top}>
        <ListAnswer
          shown={shown}
          again={list.again}
          inside={list.inside}
          idle={{ title: say('stockTakeIdle', { place: placeName }), advice: say('stockTakeIdleAdvice') }}
        />
        <PendingNotice list={list} />
      </div>
      <ScanWays api={api} organisation={own} onScan={list.scan} />
      <div className="room-list">
        <section className="panel" aria-labelledby="count-title">
          <div className="row row-apart">
            <h2 id="count-title" className="panel-title">
              {say('countTitle')}
            </h2>
            <div className="row row-tight">
              <button type="button" className="button" onClick={save} disabled={at.stock === null}>
                <Icon name="download" />
                CSV
              </button>
              {list.lines.length > 0 && (
                <button type="button" className="button" onClick={() => list.remove(list.lines)}>
                  {say('startAgain')}
                </button>
              )}
            </div>
          </div>
          <label className="field">
            {say('place')}
            <select value={place} onChange={(event) => list.choose('place', event.target.value)}>
              {places.map(({ gln, name }) => (
                <option key={gln} value={gln}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          {at.refusal && <p className="quiet">{say('stockUnknown')}</p>}
          {!at.refusal && counted.batches.length === 0 ? (
            <p className="quiet">{say(at.stock === null ? 'loading' : 'stockNone')}</p>
          ) : (
            <CountTable counted={counted} />
          )}
        </section>
        <LineList
          title={say('elsewhereTitle')}
          testId="elsewhere"
          lines={elsewhere}
          action={
            <button
              type="button"
              className="button"
              aria-disabled={list.busy || undefined}
              onClick={() => list.busy || putHere()}
            >
              {say('putHereCount', { count: elsewhere.length })}
            </button>
          }
          {...common}
        />
        <LineList title={say('unexpectedTitle')} testId="unexpected" lines={unexpected} {...common} />
        <LineList title={say('foundTitle')} testId="found" lines={found} {...common} />
        <LineList
          title={say('askingTitle')}
          testId="asking"
          lines={ofKind(judged, 'asking', 'waiting')}
          action={
            <button
              type="button"
              className="link"
              onClick={() => list.askAgain(ofKind(judged, 'waiting').map(({ line }) => line))}
            >
              {say('askAgain')}
            </button>
          }
          {...common}
        />
      </div>
    </main>
  );
}

interface Result {
  readonly counted: Counted;
  readonly found: readonly Judged[];
  readonly elsewhere: readonly Judged[];
  readonly unexpected: readonly Judged[];
  readonly place: string;
}

/** Batches first, then each thing that was scanned. */
function csvRows({ counted, found, elsewhere, unexpected, place }: Result, door: LanguageDoor): (string | number)[][] {
  const { say, language } = door;
  const head = ['place', 'csvWhat', 'csvResult', 'gtin', 'batch', 'expiry', 'recorded', 'found', 'difference'] as const;
  const batches = counted.batches.map(({ product, lot, expiry, recorded, found: packs }) => [
    place,
    productLine(product, language),
    say(recorded === packs ? 'csvEqual' : recorded > packs ? 'csvMissing' : 'csvMore'),
    product.gtin,
    lot,
    expiry,
    recorded,
    packs,
    packs - recorded,
  ]);
  const items = [...elsewhere, ...unexpected, ...found].map(({ line, words: { title } }) => {
    const { pack } = line.verification ?? {};
    return [
      place,
      nameOf(line, door),
      title,
      pack?.gtin ?? '',
      pack?.lot ?? '',
      pack?.expiry ?? '',
      '',
      packsOf(line),
      '',
    ];
  });
  return [head.map((key) => say(key)), ...batches, ...items];
}
