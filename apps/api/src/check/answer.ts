import type { ScanFault } from '@packproof/gs1';
import type { PackOutcome, ParamValues, Severity } from '@packproof/outcomes';
import type { Fields } from './typed-fields';

/** What is on record, and may be told to anybody who has the code in hand. */
export interface OnRecord {
  gtin: string;
  name: string;
  nameZh?: string;
  strength?: string;
  /** The product's owner; no other organisation is ever named here. */
  maker?: string;
  lot?: string;
  /** YYYY-MM-DD */
  expiry?: string;
  /** Of the one pack that was asked about. */
  serial?: string;
}

/** What the code or the form says, and the record does not. */
export interface Differs {
  lot?: string;
  /** YYYY-MM-DD, or YYYY-MM where the pack names no day. */
  expiry?: string;
}

/** The answer to a patient's check: the same facts for the page and for JSON. */
export interface Answer {
  /** A code of the catalogue, as patients are told it. */
  outcome: PackOutcome;
  /** All further truths, the worst first. */
  others: PackOutcome[];
  severity: Severity;
  params: ParamValues;
  /** As it was read, to be shown in the form again. */
  asked: Fields;
  onRecord?: OnRecord;
  differs?: Differs;
  /** Of one pack: YYYY-MM-DD (UTC) of its supply; absent where it was not supplied. */
  suppliedOn?: string;
  /** Some packs of the batch are recalled: which, only the serial number tells. */
  partlyRecalled: boolean;
  /** Of a code that cannot be read: it, and its first fault. */
  unreadable?: { text: string; fault: ScanFault };
}
