import { isCset82 } from '@packproof/gs1';
import type { Outcome } from '@packproof/outcomes';

export interface BadSerial {
  /** From 1, the header not counted. */
  row: number;
  value: string;
  code: Outcome;
}

export interface CheckedSerials {
  /** In their order. */
  good: string[];
  bad: BadSerial[];
}

const LONGEST = 20;

/** What GS1 allows of AI (21): 1 to 20 characters of set 82. Undefined: fine. */
export const serialFault = (serial: string): Outcome | undefined =>
  serial.length > LONGEST ? 'LIMIT_EXCEEDED' : serial.length === 0 || !isCset82(serial) ? 'INVALID_INPUT' : undefined;

/** Takes rows one by one: of two that are the same, the second is bad. */
export class SerialCheck {
  readonly good: string[] = [];
  readonly bad: BadSerial[] = [];
  readonly #seen = new Set<string>();
  #row = 0;

  add(value: string): void {
    this.#row += 1;
    const code = serialFault(value) ?? (this.#seen.has(value) ? 'DUPLICATE_ITEM' : undefined);
    if (code === undefined) {
      this.#seen.add(value);
      this.good.push(value);
    } else {
      this.bad.push({ row: this.#row, value: shown(value), code });
    }
  }

  get rows(): number {
    return this.#row;
  }
}

export function checkSerials(serials: Iterable<string>): CheckedSerials {
  const check = new SerialCheck();
  for (const serial of serials) check.add(serial);
  return check;
}

/** Enough to find the row; a whole file in one cell is not sent back. */
const shown = (value: string) => (value.length > 100 ? `${value.slice(0, 100)}…` : value);
