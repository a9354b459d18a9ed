import type { Severity } from '@packproof/outcomes';
import { type Html, html } from './html';

// The signs of the scanning app: a disc with a tick, a triangle with a mark, an octagon with a bar.
const SHAPES: Readonly<Record<Severity, { outline: string; sign: string }>> = {
  OK: { outline: 'M24 3a21 21 0 1 1 0 42 21 21 0 0 1 0-42z', sign: 'M14.5 24.5l6.5 6.5 13-14' },
  CHECK: { outline: 'M24 4.5L45 42.5H3z', sign: 'M24 18v11M24 35.4v.2' },
  STOP: { outline: 'M15.3 3h17.4L45 15.3v17.4L32.7 45H15.3L3 32.7V15.3z', sign: 'M14 24h20' },
};

/** It says nothing that the word beside it does not say. */
export function icon(severity: Severity): Html {
  const { outline, sign } = SHAPES[severity];
  return html`<svg class="icon" viewBox="0 0 48 48" aria-hidden="true" focusable="false"><path d="${outline}" stroke-width="3"/><path d="${sign}" stroke-width="5"/></svg>`;
}
