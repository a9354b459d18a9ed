export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

/** The machine's own clock, for ledgers that run in another process. */
export const systemClock: Clock = { now: () => Date.now() };

const UNITS = { milliseconds: 1, seconds: 1000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

/** A clock that stands still until it is told to go on. */
export class TestClock implements Clock {
  #now: number;

  constructor(start: string | number = '2026-11-24T10:00:00.000Z') {
    this.#now = typeof start === 'number' ? start : Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  /** Milliseconds since 1970. */
  moveTo(now: number): void {
    this.#now = now;
  }

  /** Negative values go back. */
  advance(by: Partial<Record<keyof typeof UNITS, number>>): void {
    for (const [unit, count] of Object.entries(by)) this.#now += count * UNITS[unit as keyof typeof UNITS];
  }
}

/** The ledger's spelling of a time. */
export const timeOf = (milliseconds: number): string => new Date(milliseconds).toISOString();
