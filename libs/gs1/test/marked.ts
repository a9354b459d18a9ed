import { parseScan } from '../src/parse-scan';
import type { ScanOptions } from '../src/reading';
import { TODAY } from './valid-values';

interface Fault {
  readonly code: string;
  readonly ai?: string;
  readonly position: number;
  readonly length: number;
}

/** Shows a fault where it is: `0109521234543210` with a wrong last digit is `010952123454321*0*`. */
export const marked = (text: string, { position, length }: Fault): string =>
  `${text.slice(0, position)}*${text.slice(position, position + length)}*${text.slice(position + length)}`;

/** The faults of a scan in short, with `^` for 0x1D: `INVALID_DAY (17) …*32*`. None if it can be read. */
export function faultsOf(scan: string, options: ScanOptions = { today: TODAY }): string[] {
  const text = scan.replaceAll('^', '\u001d');
  const reading = parseScan(text, options);
  if (reading.ok) return [];
  return reading.faults.map((fault) => {
    const ai = fault.ai === undefined ? '' : ` (${fault.ai})`;
    return `${fault.code}${ai} ${marked(text, fault).replaceAll('\u001d', '^')}`;
  });
}
