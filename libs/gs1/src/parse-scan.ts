import { readBracketed } from './bracketed';
import { presentYear } from './dates';
import { isUri, readDigitalLink } from './digital-link';
import { readElementString, SEPARATOR } from './element-string';
import { Collector, type ScanForm, type ScanOptions, type ScanReading, unreadable } from './reading';

/** UTF-16 units. The largest carrier, QR, holds 7,089 digits. */
export const MAX_SCAN_LENGTH = 8000;

/** ISO/IEC 15424 identifiers of carriers with FNC1 in first position (General Specifications 7.8.2). */
const ELEMENT_STRING_SYMBOLOGIES: ReadonlySet<string> = new Set([']d2', ']C1', ']Q3', ']e0', ']J1']);
/** Carriers of plain data, which is GS1's where it is a Digital Link URI. */
const URI_SYMBOLOGIES: ReadonlySet<string> = new Set([']d1', ']Q1']);

const READERS: Readonly<Record<ScanForm, (text: string, start: number, into: Collector) => void>> = {
  'element-string': readElementString,
  bracketed: readBracketed,
  'digital-link': readDigitalLink,
};

function formOf(text: string, start: number): ScanForm | undefined {
  const first = text.charCodeAt(start);
  if ((first >= 48 && first <= 57) || text[start] === SEPARATOR) return 'element-string';
  if (text[start] === '(') return 'bracketed';
  return isUri(text, start) ? 'digital-link' : undefined;
}

/**
 * Reads exactly what a reader sent: an element string with or without a symbology identifier and
 * with 0x1D separators, a bracketed text `(01)…(21)…`, or an uncompressed GS1 Digital Link URI.
 * Nothing is guessed or repaired; see `candidateReadings` for that. Never throws on any text.
 *
 * @throws RangeError only if `options.today` is given and is no date.
 */
export function parseScan(text: string, options: ScanOptions = {}): ScanReading {
  if (typeof text !== 'string' || text.length === 0) return unreadable({ code: 'EMPTY', position: 0, length: 0 });
  if (text.length > MAX_SCAN_LENGTH) {
    const length = text.length - MAX_SCAN_LENGTH;
    return unreadable({ code: 'INPUT_TOO_LONG', position: MAX_SCAN_LENGTH, length, detail: String(MAX_SCAN_LENGTH) });
  }

  const identifier = text[0] === ']' ? text.slice(0, 3) : undefined;
  let form: ScanForm | undefined;
  if (identifier === undefined) {
    form = formOf(text, 0);
    if (!form) return unreadable({ code: 'NOT_GS1', position: 0, length: text.length });
  } else {
    if (ELEMENT_STRING_SYMBOLOGIES.has(identifier)) form = 'element-string';
    else if (URI_SYMBOLOGIES.has(identifier) && isUri(text, 3)) form = 'digital-link';
    if (!form) {
      const length = Math.min(3, text.length);
      return unreadable({ code: 'NOT_GS1_SYMBOLOGY', position: 0, length, detail: identifier }, identifier);
    }
  }

  const collector = new Collector(presentYear(options.today));
  READERS[form](text, identifier === undefined ? 0 : 3, collector);
  return collector.reading(form, identifier, options);
}
