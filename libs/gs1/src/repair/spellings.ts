import { SEPARATOR } from '../element-string';
import { FRENCH, FRENCH_SIGNS, GERMAN, GERMAN_SIGNS, retype, YZ } from './keyboards';
import { type Repair, repaired, type Variant } from './repairs';

const isUpper = (character: string): boolean => character >= 'A' && character <= 'Z';
const isLower = (character: string): boolean => character >= 'a' && character <= 'z';

function swapCase(text: string): string {
  return text.replace(/[A-Za-z]/g, (c) => (isUpper(c) ? c.toLowerCase() : c.toUpperCase()));
}

function changed(from: Variant, text: string, repair: Repair): Variant[] {
  return text === from.text ? [] : [repaired(from, text, repair)];
}

function keyboards(variant: Variant): Variant[] {
  const { text } = variant;
  return [
    variant,
    ...changed(variant, retype(text, YZ), 'KEYBOARD_YZ'),
    ...(GERMAN_SIGNS.test(text) ? changed(variant, retype(text, GERMAN), 'KEYBOARD_GERMAN') : []),
    ...(FRENCH_SIGNS.test(text) ? changed(variant, retype(text, FRENCH), 'KEYBOARD_FRENCH') : []),
  ];
}

function cases(variant: Variant): Variant[] {
  const { text } = variant;
  // A text that is all of one case has lost what it was; one that is not has at most been swapped.
  const letters = text.replace(/^\]?[A-Za-z]\d/, '');
  const upper = ![...letters].some(isLower);
  const lower = ![...letters].some(isUpper);
  const folded = (): Variant[] => (upper ? changed(variant, text.toLowerCase(), 'LOWER_CASED') : []);
  const raised = (): Variant[] => (lower ? changed(variant, text.toUpperCase(), 'UPPER_CASED') : []);
  const swapped = changed(variant, swapCase(text), 'CAPS_LOCK');
  // Where all is of one case, swapping and folding are the same text.
  return [variant, ...swapped, ...[...folded(), ...raised()].filter((one) => one.text !== swapped[0]?.text)];
}

function ascii(variant: Variant): Variant {
  const text = variant.text.replace(/[\uff01-\uff5e\u3000]/g, (c) =>
    c === '\u3000' ? ' ' : String.fromCharCode(c.charCodeAt(0) - 0xfee0),
  );
  return text === variant.text ? variant : repaired(variant, text, 'FULL_WIDTH');
}

/** White space and stray control characters at both ends: what keyboard readers add. */
function trimmed(variant: Variant): Variant {
  const text = variant.text.replace(/^[\s\u0000-\u001c\u001e\u001f]+|[\s\u0000-\u001c\u001e\u001f]+$/g, '');
  return text === variant.text ? variant : repaired(variant, text, 'WHITESPACE_REMOVED');
}

/**
 * What may have been typed: the keyboard's layout and its caps lock, each of them or both, after
 * full-width characters and white space at the ends are out of the way.
 */
export function spellings(text: string): Variant[] {
  return keyboards(trimmed(ascii({ text, repairs: [] }))).flatMap(cases);
}

const GS1_IDENTIFIER = /^(?:[^0-9A-Za-z(\u001d]{1,2})?(?:d2|c1|q3|e0|j1)(?=[\u001d([{<0-9])/i;
const URI_IDENTIFIER = /^(?:[^0-9A-Za-z(\u001d]{1,2})?(?:d[12]|q[13])(?=https?:)/i;
const TRADE_ITEM_IDENTIFIER = /^\](?:E0|E4|I1)(?=\d+$)/;

/** The digits of an EAN, UPC or ITF-14 barcode: a GTIN without AI, by its symbology identifier. */
export function tradeItem(variant: Variant): Variant | undefined {
  const identifier = TRADE_ITEM_IDENTIFIER.exec(variant.text)?.[0];
  return identifier === undefined ? undefined : repaired(variant, variant.text.slice(3), 'SYMBOLOGY_IDENTIFIER');
}

/** Takes a symbology identifier off, however it came; one that says "not GS1" stays. */
export function withoutIdentifier(variant: Variant): Variant {
  const { text } = variant;
  for (const form of [GS1_IDENTIFIER, URI_IDENTIFIER]) {
    const identifier = form.exec(text)?.[0];
    if (identifier === undefined) continue;
    const rest = text.slice(identifier.length);
    const proper = /^\](?:d2|C1|Q3|e0|J1)$/.test(identifier) && /^[\u001d\d]/.test(rest);
    return proper ? { ...variant, text: rest } : repaired(variant, rest, 'SYMBOLOGY_IDENTIFIER');
  }
  return variant;
}

const SPELLED = /[<{[(](?:GS|F8|FNC1|0x1D)[>}\])]|\\u001d|\\x1d|\\035|\\GS|_x001D_|&#29;|&#x1d;|%1D|\^\]|\u241d/gi;
// Neither of GS1 set 82 nor FNC1: no value of set 82 can hold them, so that they separate.
const FOREIGN = /[^!"%&'()*+,\-./0-9:;<=>?A-Z_a-z\u001d]+/g;

const single = (text: string): string => text.replace(/\u001d{2,}/g, SEPARATOR).replace(/^\u001d|\u001d$/g, '');

/** An element string with its separators as they should be: the spelled ones first, then what else they may be. */
export function separators(variant: Variant): Variant[] {
  const { text } = variant;
  const spelled = text.replace(SPELLED, SEPARATOR);
  const foreign = spelled.replace(FOREIGN, SEPARATOR);
  const texts = new Map<string, readonly Repair[]>();
  const add = (candidate: string, ...repairs: Repair[]): void => {
    const tidy = single(candidate);
    const all: readonly Repair[] = tidy === candidate ? repairs : [...repairs, 'SEPARATOR_REMOVED'];
    if (!texts.has(tidy)) texts.set(tidy, all);
  };
  if (foreign === text) add(text);
  else {
    add(foreign, 'SEPARATOR_SPELLED');
    if (/\s/.test(text))
      add(text.replace(/\s+/g, '').replace(SPELLED, SEPARATOR).replace(FOREIGN, SEPARATOR), 'WHITESPACE_REMOVED');
  }
  if (foreign.includes('F8')) add(foreign.replaceAll('F8', SEPARATOR), 'SEPARATOR_SPELLED');
  return [...texts].map(([tidy, repairs]) => repaired(variant, tidy, ...repairs));
}
