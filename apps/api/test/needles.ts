/** What is looked for, and what it stands for. */
export interface Needle {
  bytes: Buffer;
  serial: string;
}

/** A serial in the spellings that would betray it: text, hex, and base64 at its three offsets. */
export function needlesOf(serial: string): Needle[] {
  const text = Buffer.from(serial, 'utf8');
  const hex = text.toString('hex');
  const spellings = [serial, hex, hex.toUpperCase()];
  for (let shift = 0; shift < 3; shift++) {
    // Characters at the edges also depend on what stands beside: only those in between are the serial's own.
    const from = shift === 0 ? 0 : shift + 1;
    const whole = Math.floor(((shift + text.length) * 8) / 6);
    for (const encoding of ['base64', 'base64url'] as const) {
      spellings.push(
        Buffer.concat([Buffer.alloc(shift), text])
          .toString(encoding)
          .slice(from, whole),
      );
    }
  }
  return [...new Set(spellings)].map((each) => ({ bytes: Buffer.from(each, 'latin1'), serial }));
}

const STEM = 8;

/** Looks for many needles at once: by their first eight bytes, then whole. */
export class NeedleSearch {
  readonly #stems = new Map<bigint, Needle[]>();

  constructor(needles: Iterable<Needle>) {
    for (const needle of needles) {
      if (needle.bytes.length < STEM) throw new RangeError(`${needle.serial} is too short to look for`);
      const stem = needle.bytes.readBigUInt64BE(0);
      const same = this.#stems.get(stem);
      if (same) same.push(needle);
      else this.#stems.set(stem, [needle]);
    }
  }

  /** Serials that are in it. */
  in(hay: Buffer): string[] {
    const found = new Set<string>();
    for (let at = 0; at + STEM <= hay.length; at++) {
      for (const { bytes, serial } of this.#stems.get(hay.readBigUInt64BE(at)) ?? []) {
        if (hay.subarray(at, at + bytes.length).equals(bytes)) found.add(serial);
      }
    }
    return [...found];
  }
}
