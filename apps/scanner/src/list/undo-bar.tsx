import type { CommandRequest } from '../api/commands';
import { useLanguage } from '../language';
import type { Done } from './list-state';
import type { ScanList } from './use-scan-list';

export interface UndoBarProps {
  readonly list: ScanList;
  readonly label: (done: Done) => string;
  /** What the undo is called here. */
  readonly action?: string;
  /** The command that takes it back, where there is one. */
  readonly undo: (done: Done) => CommandRequest | undefined;
}

/** What was done last in this room, with its undo. */
export function UndoBar({ list, label, action, undo }: UndoBarProps) {
  const { say } = useLanguage();
  const shown = list.done.flatMap((done) => {
    const request = undo(done);
    return request ? [{ done, request }] : [];
  });
  if (shown.length === 0) return null;
  return (
    <section className="panel" aria-label={say('doneTitle')} data-testid="undo-bar">
      <h2 className="panel-title">{say('doneTitle')}</h2>
      <ul className="done-list">
        {shown.slice(0, 5).map(({ done, request }) => (
          <li key={done.commandId}>
            <span>{label(done)}</span>
            {done.undone ? (
              <span className="quiet">{say('undoneNow')}</span>
            ) : (
              <button
                type="button"
                className="button"
                disabled={list.busy}
                onClick={() => {
                  const lines = list.lines.filter(({ scan, end }) => end?.ok && done.scans.includes(scan));
                  list.give([{ request, lines, undoes: done.commandId }]);
                }}
              >
                {action ?? say('undoNow')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
