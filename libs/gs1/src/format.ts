import { type ApplicationIdentifier, applicationIdentifier } from './application-identifiers';
import { formatGs1Date, presentYear } from './dates';
import { SEPARATOR } from './element-string';
import { scanFault } from './faults';
import { valueFaults } from './values';

/** An AI with its value: all that formatting needs of an `Element`. */
export interface ElementData {
  readonly ai: string;
  readonly value: string;
}

export interface Checked extends ElementData {
  readonly identifier: ApplicationIdentifier;
}

/** A barcode of wrong data does harm for years: nothing is formatted that would not be read back. */
export function checked(elements: readonly ElementData[], today: string | undefined): Checked[] {
  const year = presentYear(today);
  return elements.map(({ ai, value }) => {
    const identifier = applicationIdentifier(ai);
    if (!identifier) throw new RangeError(scanFault({ code: 'UNKNOWN_AI', ai, position: 0, length: 0 }).message);
    const fault = valueFaults(identifier, value, year)?.[0];
    if (fault) {
      const { message } = scanFault({ ...fault, ai, position: fault.offset });
      throw new RangeError(`${message} Value "${value}", character ${fault.offset}.`);
    }
    return { ai, value, identifier };
  });
}

/**
 * The data of a GS1 carrier, without symbology identifier: in the order given, 0x1D after every
 * value that needs it, none at the end.
 * @throws RangeError if an AI is unknown or a value is not what its AI takes.
 */
export function formatElementString(elements: readonly ElementData[], today?: string): string {
  let text = '';
  const last = elements.length - 1;
  checked(elements, today).forEach(({ ai, value, identifier }, index) => {
    text += ai + value + (identifier.fixed || index === last ? '' : SEPARATOR);
  });
  return text;
}

/**
 * `(01)09521234543213(21)…`, in the order given. A `(` within a value is written `\(`, so that
 * `parseScan` reads the same values back.
 * @throws RangeError if an AI is unknown or a value is not what its AI takes.
 */
export function formatBracketed(elements: readonly ElementData[], today?: string): string {
  return checked(elements, today)
    .map(({ ai, value }) => `(${ai})${value.replaceAll('(', '\\(')}`)
    .join('');
}

/** Identification first, then what is of pre-defined length, then the rest; each in the order given. */
function rank({ identifier }: Checked): number {
  if (identifier.path !== undefined || identifier.ai === '02' || identifier.ai === '03') return 0;
  return identifier.fixed ? 1 : 2;
}

/**
 * What is printed beside the barcode (General Specifications 4.14), a line per element: the AI in
 * brackets, then the value as it is.
 * @throws RangeError if an AI is unknown or a value is not what its AI takes.
 */
export function humanReadableLines(elements: readonly ElementData[], today?: string): string[] {
  return checked(elements, today)
    .sort((a, b) => rank(a) - rank(b))
    .map(({ ai, value }) => `(${ai})${value}`);
}

export interface Pack {
  /** 14 digits. */
  readonly gtin: string;
  readonly serial: string;
  readonly lot?: string;
  /** YYYY-MM-DD. */
  readonly expiry?: string;
}

/**
 * The elements of a pack's code, those of pre-defined length first: (01), (17), (10), (21).
 * @throws RangeError if `expiry` is no date.
 */
export function elementsOfPack({ gtin, serial, lot, expiry }: Pack): ElementData[] {
  return [
    { ai: '01', value: gtin },
    ...(expiry === undefined ? [] : [{ ai: '17', value: formatGs1Date(expiry) }]),
    ...(lot === undefined ? [] : [{ ai: '10', value: lot }]),
    { ai: '21', value: serial },
  ];
}

/** The element of a logistic unit's code: (00). */
export function elementsOfUnit({ sscc }: { readonly sscc: string }): ElementData[] {
  return [{ ai: '00', value: sscc }];
}
