/** One key as it goes down; `at` in milliseconds of any steady clock. */
export interface Press {
  readonly key: string;
  readonly code: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly repeat: boolean;
  readonly at: number;
}

/** `scan`: a reader sent this. `burst`: a reader is probably sending. `none`: somebody types. */
export type WedgeSign = { readonly kind: 'none' | 'burst' } | { readonly kind: 'scan'; readonly text: string };

/** Between two keys of one reading. Wired readers need 1 to 20 ms, Bluetooth ones up to 50; people rarely under 80. */
const MAX_GAP_MS = 60;
/** The ending key may come a little later than the others. */
const MAX_END_GAP_MS = 150;
/** Fewer are no GS1 key, and people do type `ok` and Enter fast. */
const MIN_LENGTH = 8;
/** From here on it counts as a burst while it is still running. */
const BURST_FROM = 4;
/** A reader that is set to send no ending key: this much at once, then silence. */
export const SILENCE_MS = 300;
const MIN_LENGTH_WITHOUT_END = 16;

const SEPARATOR = '\x1d';
const NONE = { kind: 'none' } as const;
const BURST = { kind: 'burst' } as const;
const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock']);

/**
 * Tells a keyboard-wedge reader from a person by rhythm: many keys, none far from the last, ended by Enter or Tab.
 * The separator arrives as 0x1D, as Ctrl+], as Ctrl+5, or as Alt+029 on the number pad.
 */
export class WedgeDetector {
  private text = '';
  private last = Number.NEGATIVE_INFINITY;
  private altCode = '';

  press(press: Press): WedgeSign {
    const gap = press.at - this.last;
    if (MODIFIERS.has(press.key)) {
      if (press.key === 'Alt') this.altCode = '';
      return this.sign();
    }
    if (press.key === 'Enter' || press.key === 'Tab' || isCtrlEnding(press)) return this.end(gap);
    // A key that is held down repeats as fast as a reader.
    if (press.repeat || gap > MAX_GAP_MS) this.reset();
    if (press.repeat) return NONE;
    if (press.alt && /^Numpad\d$/.test(press.code)) {
      this.altCode += press.code.slice(-1);
      this.last = press.at;
      return this.sign();
    }
    const character = characterOf(press);
    if (character === null) {
      this.reset();
      return NONE;
    }
    this.text += character;
    this.last = press.at;
    return this.sign();
  }

  /** Alt goes up: what was typed on the number pad meanwhile is one character. */
  altUp(at: number): void {
    const code = Number(this.altCode);
    this.altCode = '';
    if (code <= 0 || code > 0x7f) return;
    this.text += String.fromCharCode(code);
    this.last = at;
  }

  /** Call it when nothing came for `SILENCE_MS`. */
  silence(): WedgeSign {
    const { text } = this;
    this.reset();
    return text.length >= MIN_LENGTH_WITHOUT_END ? { kind: 'scan', text } : NONE;
  }

  private sign(): WedgeSign {
    return this.text.length >= BURST_FROM ? BURST : NONE;
  }

  private end(gap: number): WedgeSign {
    const { text } = this;
    this.reset();
    return text.length >= MIN_LENGTH && gap <= MAX_END_GAP_MS ? { kind: 'scan', text } : NONE;
  }

  private reset(): void {
    this.text = '';
    this.altCode = '';
  }
}

/** Readers that send control characters as Ctrl+letter end with CR or LF that way. */
function isCtrlEnding({ ctrl, alt, key }: Press): boolean {
  return ctrl && !alt && /^[jm]$/i.test(key);
}

function characterOf({ key, code, ctrl, alt }: Press): string | null {
  if (key === SEPARATOR) return SEPARATOR;
  // AltGr arrives as Ctrl+Alt with the finished character.
  if (ctrl && !alt) return key === ']' || code === 'BracketRight' || key === '5' ? SEPARATOR : null;
  if (alt && !ctrl) return null;
  return [...key].length === 1 ? key : null;
}
