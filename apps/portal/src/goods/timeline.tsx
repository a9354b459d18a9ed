import { useFormats } from '@packproof/ui';
import type { ReactNode } from 'react';
import './timeline.css';

export interface Happening {
  readonly key: string;
  readonly title: ReactNode;
  /** RFC 3339 */
  readonly at: string;
  /** Where, with whom, in what: a line each. */
  readonly lines?: readonly ReactNode[];
  /** A number that a map beside it shows too. */
  readonly mark?: ReactNode;
}

/** What happened, one after the other. */
export function Timeline({ label, happenings }: { readonly label: string; readonly happenings: readonly Happening[] }) {
  const formats = useFormats();
  return (
    <ol className="timeline" aria-label={label}>
      {happenings.map(({ key, title, at, lines = [], mark }) => (
        <li key={key}>
          <span className={mark === undefined ? 'timeline-dot' : 'timeline-dot timeline-mark'}>{mark}</span>
          <p className="timeline-title">{title}</p>
          <time className="timeline-time" dateTime={at} title={formats.exactTime(at)}>
            {formats.time(at)}
          </time>
          {lines.filter(Boolean).map((line, i) => (
            <div key={i} className="timeline-line">
              {line}
            </div>
          ))}
        </li>
      ))}
    </ol>
  );
}
