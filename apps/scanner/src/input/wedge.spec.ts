import { describe, expect, it } from 'vitest';
import { type Press, WedgeDetector, type WedgeSign } from './wedge';

const key = (value: string, at: number, more: Partial<Press> = {}): Press => ({
  key: value,
  code: '',
  ctrl: false,
  alt: false,
  repeat: false,
  at,
  ...more,
});

const clock = (gap: number) => {
  let at = 0;
  return () => {
    at += gap;
    return at;
  };
};

/** Types a text with one gap; 0x1D as the reader's way of sending it. Returns what the ending key gave. */
const send = (
  text: string,
  gap: number,
  { end = 'Enter', separator = {} as Partial<Press>, detector = new WedgeDetector(), start = 0 } = {},
): WedgeSign => {
  let at = start;
  for (const character of text) {
    const press = character === '\x1d' ? key('\x1d', at, separator) : key(character, at);
    detector.press(press);
    at += gap;
  }
  return detector.press(key(end, at));
};

const SCAN = ']d20104012345678901172802291' + '0LOT-7\x1d21A7b';

describe('a keyboard-wedge reader', () => {
  it.each([1, 5, 15, 30, 50])('is known by keys that are %i ms apart', (gap) => {
    expect(send(SCAN, gap)).toEqual({ kind: 'scan', text: SCAN });
  });

  it('may end with Tab, or with Ctrl+M or Ctrl+J', () => {
    expect(send(SCAN, 5, { end: 'Tab' })).toEqual({ kind: 'scan', text: SCAN });
    for (const letter of ['m', 'j', 'M']) {
      const detector = new WedgeDetector();
      [...'0104012345678901'].forEach((character, i) => void detector.press(key(character, i * 5)));
      expect(detector.press(key(letter, 90, { ctrl: true }))).toEqual({ kind: 'scan', text: '0104012345678901' });
    }
  });

  it.each([
    ['0x1D', {}],
    ['Ctrl+]', { key: ']', ctrl: true }],
    ['Ctrl+] on a keyboard where that key gives ü', { key: 'ü', code: 'BracketRight', ctrl: true }],
    ['Ctrl+5', { key: '5', ctrl: true }],
  ])('may send the separator as %s', (_name, separator) => {
    expect(send(SCAN, 8, { separator })).toEqual({ kind: 'scan', text: SCAN });
  });

  it('may send the separator as Alt+029 on the number pad', () => {
    const detector = new WedgeDetector();
    const tick = clock(5);
    for (const character of '010401234567890110A') detector.press(key(character, tick()));
    detector.press(key('Alt', tick(), { alt: true }));
    for (const digit of '029') detector.press(key('Insert', tick(), { alt: true, code: `Numpad${digit}` }));
    detector.altUp(tick());
    for (const character of '21X') detector.press(key(character, tick()));
    expect(detector.press(key('Enter', tick()))).toEqual({ kind: 'scan', text: '010401234567890110A\x1d21X' });
  });

  it('sends capitals with Shift in between, and AltGr characters as Ctrl+Alt', () => {
    const detector = new WedgeDetector();
    const tick = clock(4);
    for (const character of 'ABCDEFGH') {
      detector.press(key('Shift', tick()));
      detector.press(key(character, tick()));
    }
    detector.press(key('~', tick(), { ctrl: true, alt: true }));
    expect(detector.press(key('Enter', tick()))).toEqual({ kind: 'scan', text: 'ABCDEFGH~' });
  });

  it('can send the same pack twice in a row: both count', () => {
    const detector = new WedgeDetector();
    expect(send(SCAN, 5, { detector })).toEqual({ kind: 'scan', text: SCAN });
    expect(send(SCAN, 5, { detector, start: 400 })).toEqual({ kind: 'scan', text: SCAN });
  });

  it('is noticed while it sends', () => {
    const detector = new WedgeDetector();
    const signs = [...'01040'].map((character, i) => detector.press(key(character, i * 5)).kind);
    expect(signs).toEqual(['none', 'none', 'none', 'burst', 'burst']);
  });

  it('without an ending key is done when it falls silent', () => {
    const detector = new WedgeDetector();
    [...'0104012345678901'].forEach((character, i) => void detector.press(key(character, i * 5)));
    expect(detector.silence()).toEqual({ kind: 'scan', text: '0104012345678901' });
    expect(detector.silence()).toEqual({ kind: 'none' });
  });
});

describe('a person', () => {
  it.each([90, 120, 250])('who types with %i ms between keys is no reader', (gap) => {
    expect(send('0104012345678901', gap)).toEqual({ kind: 'none' });
  });

  it('who types a short word fast is no reader', () => {
    expect(send('lot 77', 20)).toEqual({ kind: 'none' });
  });

  it('who holds a key down is no reader', () => {
    const detector = new WedgeDetector();
    for (let i = 0; i < 30; i++) detector.press(key('0', i * 33, { repeat: i > 0 }));
    expect(detector.press(key('Enter', 1000))).toEqual({ kind: 'none' });
  });

  it('who types slowly before a reader sends does not spoil the reading', () => {
    const detector = new WedgeDetector();
    detector.press(key('x', 0));
    detector.press(key('y', 200));
    expect(send(SCAN, 5, { detector, start: 500 })).toEqual({ kind: 'scan', text: SCAN });
  });

  it('who uses a shortcut or an arrow ends what had begun', () => {
    const detector = new WedgeDetector();
    [...'01040123'].forEach((character, i) => void detector.press(key(character, i * 5)));
    detector.press(key('ArrowLeft', 45));
    expect(detector.press(key('Enter', 50))).toEqual({ kind: 'none' });
  });
});
