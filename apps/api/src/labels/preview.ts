import { formatGs1Date, isLot, isSerial, isSscc, normaliseGtin } from '@packproof/gs1';
import { Refusal } from '../refusal';
import type { LabelContent } from './content';
import { integer, type Query, text } from './parameters';

export const PREVIEW_PARAMETERS = ['gtin', 'lot', 'expiry', 'serial', 'sscc', 'count'];

const refuse = (field: string, rule: string): never => {
  throw new Refusal('INVALID_INPUT', { rule }, field);
};

/** Values that need not be on record; each is what its AI takes, or named with what is wrong. */
export function contentOfQuery(query: Query, of: 'pack' | 'unit'): LabelContent {
  if (of === 'unit') {
    const sscc = text(query, 'sscc') ?? refuse('sscc', '18 digits');
    if (!isSscc(sscc)) refuse('sscc', '18 digits with a valid check digit');
    if (text(query, 'gtin') === undefined) return { for: 'unit', sscc };
    const count = integer(query, 'count', 1, 99_999_999) ?? refuse('count', 'how many packs are in it');
    return { for: 'unit', sscc, packs: count, content: { ...batchOf(query), count } };
  }
  const serial = text(query, 'serial') ?? refuse('serial', 'is missing');
  if (!isSerial(serial)) refuse('serial', setRule(serial));
  return { for: 'pack', ...batchOf(query), serial };
}

function batchOf(query: Query): { gtin: string; lot: string; expiry: string } {
  const given = normaliseGtin(text(query, 'gtin') ?? '');
  if (!given.ok) throw new Refusal('INVALID_INPUT', { rule: given.fault.message }, 'gtin');
  const lot = text(query, 'lot') ?? refuse('lot', 'is missing');
  if (!isLot(lot)) refuse('lot', setRule(lot));
  const expiry = text(query, 'expiry') ?? refuse('expiry', 'YYYY-MM-DD');
  try {
    formatGs1Date(expiry, new Date().toISOString().slice(0, 10));
  } catch {
    refuse('expiry', 'a date YYYY-MM-DD that two digits of its year can tell');
  }
  return { gtin: given.gtin, lot, expiry };
}

/** Which character it is: 20 of them look much alike. */
function setRule(value: string): string {
  const at = [...value].findIndex((sign) => !isSerial(sign));
  return at < 0 ? '1 to 20 characters' : `characters of GS1 set 82 only; character ${at + 1} is "${[...value][at]}"`;
}
