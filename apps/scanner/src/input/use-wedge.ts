import { useEffect, useRef } from 'react';
import { SILENCE_MS, WedgeDetector } from './wedge';

/**
 * Listens for a keyboard-wedge reader anywhere on the page, whatever has the focus. What the reader typed into a
 * field on the way is taken out again, and its ending key presses no button.
 */
export function useWedge(onScan: (text: string) => void): void {
  const latest = useRef(onScan);
  latest.current = onScan;

  useEffect(() => {
    const detector = new WedgeDetector();
    let before: { field: HTMLInputElement; value: string } | null = null;
    let lastAt = 0;
    let silence: ReturnType<typeof setTimeout> | undefined;

    const scanned = (text: string) => {
      if (before) setValue(before.field, before.value);
      before = null;
      latest.current(text);
    };

    const down = (event: KeyboardEvent) => {
      if (event.isComposing) return;
      clearTimeout(silence);
      const field = event.target instanceof HTMLInputElement ? event.target : null;
      // A new burst begins after a pause: remember what stood in the field until then.
      if (event.timeStamp - lastAt > 100 || before?.field !== (field ?? undefined)) {
        before = field ? { field, value: field.value } : null;
      }
      lastAt = event.timeStamp;
      const { key, code, ctrlKey, altKey, repeat, timeStamp } = event;
      const sign = detector.press({ key, code, ctrl: ctrlKey, alt: altKey, repeat, at: timeStamp });
      if (sign.kind === 'none') return;
      if (sign.kind === 'scan' || !field) {
        event.preventDefault();
        event.stopPropagation();
      }
      if (sign.kind === 'scan') scanned(sign.text);
      else {
        silence = setTimeout(() => {
          const ended = detector.silence();
          if (ended.kind === 'scan') scanned(ended.text);
        }, SILENCE_MS);
      }
    };
    const up = (event: KeyboardEvent) => {
      if (event.key === 'Alt') detector.altUp(event.timeStamp);
    };

    document.addEventListener('keydown', down, { capture: true });
    document.addEventListener('keyup', up, { capture: true });
    return () => {
      clearTimeout(silence);
      document.removeEventListener('keydown', down, { capture: true });
      document.removeEventListener('keyup', up, { capture: true });
    };
  }, []);
}

/** Sets a field that React controls, so that React hears of it. */
function setValue(field: HTMLInputElement, value: string): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
