import { isSerial } from '@packproof/gs1';
import { describe, expect, it } from 'vitest';
import { SERIAL_ALPHABET, SERIAL_LENGTH, SerialMaker } from './serial-maker';

describe('SerialMaker', () => {
  it('makes serials of GS1 that nobody confuses, each once', () => {
    const maker = new SerialMaker();
    const made = Array.from({ length: 50_000 }, () => maker.next());
    expect(new Set(made).size).toBe(made.length);
    expect(made.every((serial) => isSerial(serial) && serial.length === SERIAL_LENGTH)).toBe(true);
    expect([...SERIAL_ALPHABET].some((character) => '0O1IYZ'.includes(character))).toBe(false);
  });

  it('makes each character as likely at each place', () => {
    const maker = new SerialMaker();
    const made = Array.from({ length: 30_000 }, () => maker.next());
    for (const place of [0, SERIAL_LENGTH - 1]) {
      const times = new Map<string, number>();
      for (const serial of made) times.set(serial[place]!, (times.get(serial[place]!) ?? 0) + 1);
      expect(times.size).toBe(SERIAL_ALPHABET.length);
      // 1,000 each; chi-squared with 29 degrees of freedom passes 80 once in a million times.
      const chi = [...times.values()].reduce((sum, n) => sum + (n - 1_000) ** 2 / 1_000, 0);
      expect(chi).toBeLessThan(80);
    }
  });
});
