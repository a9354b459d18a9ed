import { useLanguage } from '../language';
import { type Judged, ofKind } from './judged';
import { LineList } from './line-list';
import type { ScanList } from './use-scan-list';

interface Named {
  readonly title: string;
  readonly testId: string;
}

export interface StandingListsProps {
  readonly list: ScanList;
  readonly judged: readonly Judged[];
  /** What one tap will take. */
  readonly ready: Named;
  /** Title of what it will not take, with the reason of each. */
  readonly stopped: string;
  readonly done: Named;
}

/** The lines of a room where scans are gathered and then taken with one tap: what will go, what stays, what went. */
export function StandingLists({ list, judged, ready, stopped, done }: StandingListsProps) {
  const { say } = useLanguage();
  const gone = ofKind(judged, 'done');
  const common = { shown: list.shown, onShow: list.show };
  return (
    <>
      <LineList {...ready} lines={ofKind(judged, 'ready', 'asking')} onRemove={list.remove} {...common} />
      <LineList
        title={stopped}
        testId="stopped"
        lines={ofKind(judged, 'stopped', 'waiting')}
        onRemove={list.remove}
        {...common}
      />
      <LineList
        {...done}
        lines={gone}
        action={
          <button type="button" className="link" onClick={() => list.remove(gone.map(({ line }) => line))}>
            {say('clearDone')}
          </button>
        }
        {...common}
      />
    </>
  );
}
