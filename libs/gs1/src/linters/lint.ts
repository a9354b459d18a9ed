import type { ScanFaultCode } from '../faults';

/** What a linter found: where in its component, how many characters, and what should have been. */
export interface LintFault {
  readonly code: ScanFaultCode;
  readonly offset: number;
  readonly length: number;
  readonly detail?: string;
}

/**
 * Checks the content of one component, of which length and character set have been checked before.
 * `thisYear` is the present year, for the century of two-digit years.
 */
export type Linter = (text: string, thisYear: number) => LintFault | undefined;

export const flaw = (code: ScanFaultCode, offset: number, length: number, detail?: string): LintFault =>
  detail === undefined ? { code, offset, length } : { code, offset, length, detail };

/** A linter that takes a component as a whole: right, or wrong from end to end. */
export const oneOf =
  (code: ScanFaultCode, accepts: (text: string) => boolean): Linter =>
  (text) =>
    accepts(text) ? undefined : flaw(code, 0, text.length, text);
