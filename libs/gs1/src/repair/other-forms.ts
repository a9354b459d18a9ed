import { hasValidCheckDigit } from '../check-digits';
import type { ScanFaultCode } from '../faults';
import { formatDigitalLink } from '../format-link';
import { parseScan } from '../parse-scan';
import type { ScanOptions } from '../reading';
import { repaired, type Variant } from './repairs';

const GTIN_LENGTHS = [8, 12, 13, 14];

/** Bare digits with a valid check digit: an SSCC of 18, a GTIN of 8, 12, 13 or 14. */
export function bareKeys(variant: Variant): Variant[] {
  const { text } = variant;
  if (!/^\d{8,18}$/.test(text) || !hasValidCheckDigit(text)) return [];
  if (text.length === 18) return [repaired(variant, `00${text}`, 'AI_ADDED')];
  return GTIN_LENGTHS.includes(text.length) ? [repaired(variant, `01${text.padStart(14, '0')}`, 'AI_ADDED')] : [];
}

const REARRANGEABLE: ReadonlySet<ScanFaultCode> = new Set(['URI_QUALIFIER', 'URI_BELONGS_IN_PATH', 'REPEATED_AI']);
const HOST_AND_KEY = /^[A-Za-z0-9.-]+\.[A-Za-z]{2,}(?::\d+)?\/(?:.*\/)?(?:01|00|414|8006)\/\d/;

// Names that GS1 Digital Link 1.0 allowed beside the numbers.
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/\/gtin\//i, '/01/'],
  [/\/sscc\//i, '/00/'],
  [/\/lot\//i, '/10/'],
  [/\/ser\//i, '/21/'],
  [/([?&])exp=/i, '$117='],
];

function modernised(text: string): string {
  const address = HOST_AND_KEY.test(text) ? `https://${text}` : text;
  const numbered = NAMES.reduce((result, [name, number]) => result.replace(name, number), address);
  return numbered
    .replace(/\/01\/(\d{8}|\d{12}|\d{13})(?=[/?#]|$)/, (_, gtin: string) => `/01/${gtin.padStart(14, '0')}`)
    .replace(/\/+(?=[?#]|$)/, '');
}

/** Web addresses in older notation, with their parts in the wrong place, or without the scheme. */
export function rearrangedUris(variant: Variant, options: ScanOptions): Variant[] {
  const text = modernised(variant.text);
  if (!/^https?:\/\//i.test(text)) return [];
  const result = text === variant.text ? [] : [repaired(variant, text, 'URI_REARRANGED')];
  const reading = parseScan(text, options);
  if (reading.ok || !reading.faults.every(({ code }) => REARRANGEABLE.has(code))) return result;
  try {
    const canonical = formatDigitalLink(reading.elements, 'https://id.gs1.org', options.today);
    return [...result, repaired(variant, canonical, 'URI_REARRANGED')];
  } catch (error) {
    if (error instanceof RangeError) return result;
    throw error;
  }
}

const AI_IN_BRACKETS = /\((?=\d{2,4}\))/g;
const MAX_BRACKETS = 8;

/** Bracketed texts: white space out, other brackets made round, brackets that belong to a value. */
export function bracketings(variant: Variant): Variant[] {
  const spaceless = variant.text.replace(/\s+/g, '');
  const clean = spaceless === variant.text ? variant : repaired(variant, spaceless, 'WHITESPACE_REMOVED');
  const round = spaceless.replace(/[[{<](\d{2,4})[\]}>]/g, '($1)');
  if (!round.startsWith('(')) return [];
  const rounded = round === spaceless ? clean : repaired(clean, round, 'BRACKETS');
  const inner = [...round.matchAll(AI_IN_BRACKETS)].map(({ index }) => index).filter((index) => index > 0);
  const escaped = inner.slice(0, MAX_BRACKETS).map((index) => {
    return repaired(rounded, `${round.slice(0, index)}\\${round.slice(index)}`, 'BRACKETS');
  });
  return [...(rounded === variant ? [] : [rounded]), ...escaped];
}
