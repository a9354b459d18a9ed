import type { ReactNode } from 'react';
import { Icon } from '../icons';
import { useLanguage } from '../language';
import type { Judged } from './judged';
import { type Line, packsOf } from './line';
import { nameOf } from './name';

export interface LineListProps {
  readonly title: string;
  readonly lines: readonly Judged[];
  readonly shown: number | null;
  readonly onShow: (line: Line) => void;
  readonly onRemove?: (lines: readonly Line[]) => void;
  /** More about a line, or to do with it. */
  readonly extra?: (judged: Judged) => ReactNode;
  /** Beside the title. */
  readonly action?: ReactNode;
  readonly empty?: string;
  readonly testId?: string;
}

/** Lines of one standing, the newest first. */
export function LineList({ title, lines, shown, onShow, onRemove, extra, action, empty, testId }: LineListProps) {
  const door = useLanguage();
  const { say } = door;
  if (lines.length === 0 && !empty) return null;
  return (
    <section className="panel lines" aria-label={title} data-testid={testId} data-count={lines.length}>
      <div className="row row-apart">
        <h2 className="panel-title">
          {title}
          {lines.length > 0 && <span className="count">{lines.length}</span>}
        </h2>
        {action}
      </div>
      {lines.length === 0 ? (
        <p className="quiet">{empty}</p>
      ) : (
        <ul className="line-list">
          {lines.map((judged) => {
            const { line, standing, words } = judged;
            const name = nameOf(line, door);
            const packs = packsOf(line);
            return (
              <li key={line.id} data-standing={standing.kind} data-outcome={standing.outcome}>
                <div className="line">
                  <button
                    type="button"
                    className="line-main"
                    aria-current={line.id === shown || undefined}
                    onClick={() => onShow(line)}
                  >
                    <span className={`dot dot-${standing.severity?.toLowerCase() ?? 'idle'}`} aria-hidden="true" />
                    <span className="line-text">
                      <strong>{name}</strong>
                      <span className="line-more">
                        {[words.title, line.verification?.unit && door.packs(packs)].filter(Boolean).join(' · ')}
                      </span>
                    </span>
                  </button>
                  {onRemove && (
                    <button
                      type="button"
                      className="line-button"
                      aria-label={say('removeLine', { name })}
                      onClick={() => onRemove([line])}
                    >
                      <Icon name="remove" />
                    </button>
                  )}
                </div>
                {extra?.(judged)}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
