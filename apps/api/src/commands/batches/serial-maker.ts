import { randomFillSync } from 'node:crypto';

/**
 * Upper-case letters and digits that nobody confuses: without 0 O and 1 I, and without Y and Z, which a reader set to
 * another keyboard swaps.
 */
export const SERIAL_ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWX';
/** 30^13 is 63 bits: nobody guesses one of a million, and two that are the same are as good as never made. */
export const SERIAL_LENGTH = 13;

const RANDOM_BYTES = 65_536;
/** The next power of two above the alphabet; bytes past it are thrown away, so that each character is as likely. */
const MASK = 31;

/** Random serial numbers, each once. */
export class SerialMaker {
  readonly #codes = Buffer.from(SERIAL_ALPHABET, 'latin1');
  readonly #random = Buffer.alloc(RANDOM_BYTES);
  readonly #serial = Buffer.alloc(SERIAL_LENGTH);
  readonly #made = new Set<string>();
  #at = RANDOM_BYTES;

  next(): string {
    for (;;) {
      const serial = this.#draw();
      if (this.#made.has(serial)) continue;
      this.#made.add(serial);
      return serial;
    }
  }

  #draw(): string {
    for (let i = 0; i < SERIAL_LENGTH; ) {
      if (this.#at === RANDOM_BYTES) {
        randomFillSync(this.#random);
        this.#at = 0;
      }
      const code = this.#random[this.#at++]! & MASK;
      if (code < SERIAL_ALPHABET.length) this.#serial[i++] = this.#codes[code]!;
    }
    return this.#serial.toString('latin1', 0, SERIAL_LENGTH);
  }
}
