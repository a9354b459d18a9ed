import type { ApplicationIdentifier } from './application-identifiers';
import { associationFaults } from './associations';
import { readDate } from './dates';
import { type FaultAt, type ScanFault, scanFault } from './faults';
import type { LintFault } from './linters/lint';

export type ScanForm = 'element-string' | 'bracketed' | 'digital-link';

/** An element as it was read. `position` and `length` say where its value stands in what was sent. */
export interface Element {
  readonly ai: string;
  /** GS1's data title, such as `BATCH/LOT`; empty for the two AIs that have none. */
  readonly title: string;
  /** As decoded: percent-encoding and escapes undone, nothing trimmed or folded. */
  readonly value: string;
  readonly position: number;
  readonly length: number;
}

export interface GoodReading {
  readonly ok: true;
  /** As sent, such as `]d2`. */
  readonly symbologyIdentifier?: string;
  readonly form: ScanForm;
  readonly elements: readonly Element[];
  /** AI (01), 14 digits. */
  readonly gtin?: string;
  /** AI (21). */
  readonly serial?: string;
  /** AI (10). */
  readonly lot?: string;
  /** AI (17), else the date of AI (7003), as YYYY-MM-DD. */
  readonly expiry?: string;
  /** AI (00), 18 digits. */
  readonly sscc?: string;
}

export interface BadReading {
  readonly ok: false;
  readonly symbologyIdentifier?: string;
  /** In order of position; never empty. */
  readonly faults: readonly ScanFault[];
  /** What could be read all the same: elements without a fault of their own. */
  readonly elements: readonly Element[];
}

export type ScanReading = GoodReading | BadReading;

export interface ScanOptions {
  /**
   * YYYY-MM-DD, for the century of dates. Without it the system's clock (UTC) is asked, so whoever
   * must be deterministic passes it.
   */
  readonly today?: string;
  /** One of several barcodes on the item: partners that are missing here may be on another. */
  readonly partial?: boolean;
}

/** An element with where its AI stands. */
export interface FoundElement {
  readonly identifier: ApplicationIdentifier;
  readonly value: string;
  readonly aiPosition: number;
  readonly position: number;
  readonly length: number;
  readonly sound: boolean;
}

// A scan of nothing but faults must not become an answer of megabytes.
const MAX_FAULTS = 100;

/** Collects what a parser finds, and makes a reading of it. */
export class Collector {
  readonly found: FoundElement[] = [];
  private readonly faults: ScanFault[] = [];

  constructor(readonly year: number) {}

  get failed(): boolean {
    return this.faults.length > 0;
  }

  fault(at: FaultAt): void {
    if (this.faults.length < MAX_FAULTS) this.faults.push(scanFault(at));
  }

  /** The faults of a value, offsets counted from `position` (or looked up in `map`). */
  valueFaults(ai: string, faults: readonly LintFault[], position: number, map?: readonly number[]): void {
    for (const { code, offset, length, detail } of faults) {
      const start = map ? map[offset]! : position + offset;
      const end = map ? map[offset + length]! : start + length;
      this.fault({ code, ai, position: start, length: end - start, detail });
    }
  }

  reading(form: ScanForm, symbologyIdentifier: string | undefined, options: ScanOptions): ScanReading {
    for (const at of associationFaults(this.found, options.partial === true)) this.fault(at);
    const found = this.found;
    const elements: Element[] = [];
    for (let i = 0; i < found.length; i++) {
      const { identifier, value, position, length, sound } = found[i]!;
      if (sound) elements.push({ ai: identifier.ai, title: identifier.title, value, position, length });
    }
    const head = symbologyIdentifier === undefined ? {} : { symbologyIdentifier };
    if (this.faults.length > 0) {
      return { ok: false, ...head, faults: this.faults.sort((a, b) => a.position - b.position), elements };
    }
    return { ok: true, ...head, form, elements, ...this.facts(elements) };
  }

  private facts(elements: readonly Element[]): Pick<GoodReading, 'gtin' | 'serial' | 'lot' | 'expiry' | 'sscc'> {
    const facts: { gtin?: string; serial?: string; lot?: string; expiry?: string; sscc?: string } = {};
    let expiryTime: string | undefined;
    for (let i = 0; i < elements.length; i++) {
      const { ai, value } = elements[i]!;
      if (ai === '01') facts.gtin = value;
      else if (ai === '21') facts.serial = value;
      else if (ai === '10') facts.lot = value;
      else if (ai === '00') facts.sscc = value;
      else if (ai === '17') facts.expiry = readDate(value, this.year)!;
      else if (ai === '7003') expiryTime = value;
    }
    if (facts.expiry === undefined && expiryTime !== undefined) {
      facts.expiry = readDate(expiryTime.slice(0, 6), this.year)!;
    }
    return facts;
  }
}

export function unreadable(fault: FaultAt, symbologyIdentifier?: string): BadReading {
  const head = symbologyIdentifier === undefined ? {} : { symbologyIdentifier };
  return { ok: false, ...head, faults: [scanFault(fault)], elements: [] };
}
