import { parseScan } from '@packproof/gs1';
import type { Language, Outcome } from '@packproof/outcomes';
import type { Located, Refusal } from '../api/answers';
import type { Source } from '../input/source';

/** What somebody noted about a line, besides what the record says. */
export interface Mark {
  readonly kind: 'DAMAGED' | 'OVERAGE' | 'WRONG_ITEM';
  readonly note: string;
  /** The shipment that it is reported to, where the thing itself does not tell. */
  readonly shipment?: string;
}

/** What the last command said about this line. */
export interface End {
  readonly ok: boolean;
  readonly outcome: Outcome;
  /** The API's title, in the language it was asked in. */
  readonly title: string | null;
  readonly at: number;
}

/** One thing that was scanned into a list, and what is known of it. */
export interface Line {
  readonly id: number;
  /** Which thing this is: the same one is in a list once. */
  readonly key: string;
  readonly scan: string;
  readonly source: Source;
  readonly at: number;
  readonly asking: boolean;
  readonly verification: Located | null;
  /** Language in which the texts of `verification` came. */
  readonly language: Language | null;
  /** Why there is no answer. */
  readonly refusal: Refusal | null;
  readonly mark: Mark | null;
  readonly end: End | null;
}

/** Which thing a reading is about, before anybody was asked. */
export function keyOfScan(scan: string): string {
  const reading = parseScan(scan);
  return (reading.ok && keyOf(reading)) || `scan ${scan}`;
}

interface Keys {
  readonly gtin?: string | null | undefined;
  readonly serial?: string | null | undefined;
  readonly sscc?: string | null | undefined;
}

/** Serials may contain anything: the GTIN, which is of one length, goes first. */
export function keyOf({ gtin, serial, sscc }: Keys): string | undefined {
  if (gtin && serial) return `pack ${gtin} ${serial}`;
  return sscc ? `unit ${sscc}` : undefined;
}

/** The thing as the answer names it: a repaired reading is about another one than was sent. */
export function keyOfVerification({ pack, unit, read }: Located): string | undefined {
  return (pack && keyOf(pack)) ?? (unit && keyOf({ sscc: unit.sscc })) ?? (read ? keyOf(read) : undefined);
}

/** Packs that it stands for. */
export function packsOf({ verification }: Line): number {
  return verification?.unit?.packs ?? (verification?.pack ? 1 : 0);
}

interface Holder {
  readonly id: string;
  readonly parent?: Holder | null | undefined;
}

/** Ids of all that the thing is in, the nearest first. */
export function holdersOf({ verification }: Line): string[] {
  const holders: string[] = [];
  let holder: Holder | null | undefined = verification?.pack?.unit ?? verification?.unit?.parent;
  while (holder) {
    holders.push(holder.id);
    holder = holder.parent;
  }
  return holders;
}

/** The line of a unit that this thing is in, where that was scanned too: it goes with it. */
export function coverOf(line: Line, lines: readonly Line[]): Line | undefined {
  const holders = new Set(holdersOf(line));
  if (holders.size === 0) return undefined;
  return lines.find((other) => other.id !== line.id && holders.has(other.verification?.unit?.id ?? ''));
}
