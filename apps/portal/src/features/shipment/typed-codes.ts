import { parseScan } from '@packproof/gs1';

export interface TypedCode {
  /** What is sent: as it was read; bare digits of an SSCC with their (00). */
  readonly scan: string;
  readonly ok: boolean;
}

const SSCCS = /^\d{18}(?:[\s,;]+\d{18})*$/;

/**
 * The codes in what was typed, scanned or pasted: one a line, and SSCCs also side by side. A line that is none is kept,
 * so that it can be put right.
 */
export function codesOf(text: string): TypedCode[] {
  return text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .flatMap((line) => (SSCCS.test(line) ? line.split(/[\s,;]+/) : [line]))
    .map((line) => {
      const scan = /^\d{18}$/.test(line) ? `(00)${line}` : line;
      const read = parseScan(scan);
      return {
        scan,
        ok: read.ok && (read.sscc !== undefined || (read.gtin !== undefined && read.serial !== undefined)),
      };
    });
}
