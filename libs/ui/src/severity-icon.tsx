import type { Severity } from '@packproof/outcomes';
import './severity-icon.css';

const SHAPES: Record<Severity, { outline: string; sign: string }> = {
  // A disc with a tick, a triangle with a mark, an octagon with a bar: told apart without colour.
  OK: { outline: 'M24 3a21 21 0 1 1 0 42 21 21 0 0 1 0-42z', sign: 'M14.5 24.5l6.5 6.5 13-14' },
  CHECK: { outline: 'M24 4.5L45 42.5H3z', sign: 'M24 18v11M24 35.4v.2' },
  STOP: { outline: 'M15.3 3h17.4L45 15.3v17.4L32.7 45H15.3L3 32.7V15.3z', sign: 'M14 24h20' },
};

/** The sign of a severity. It says nothing that the text beside it does not say. */
export function SeverityIcon({ severity }: { readonly severity: Severity }) {
  const { outline, sign } = SHAPES[severity];
  return (
    <svg className="severity-icon" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <path d={outline} className="severity-icon-outline" />
      <path d={sign} className="severity-icon-sign" />
    </svg>
  );
}
