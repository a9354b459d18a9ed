import { type ElementData, formatBracketed, formatGs1Date, isCset82, normaliseGtin } from '@packproof/gs1';
import { readExpiry } from './expiry';

/** What is printed on a pack beside its code, as somebody types it; empty where nothing was typed. */
export const FIELDS = ['gtin', 'serial', 'lot', 'expiry'] as const;
export type Field = (typeof FIELDS)[number];
export type Fields = Readonly<Record<Field, string>>;

/** What is wrong with a field; each has a text of its own. `detail`: the character, or the digit that would fit. */
export interface FieldFault {
  field: Field;
  fault: 'missing' | 'not-digits' | 'wrong-length' | 'check-digit' | 'character' | 'too-long' | 'no-date';
  detail?: string;
}

/** `month`: the pack says no day; it is compared with the record's month. */
export type TypedPack =
  | { ok: true; scan: string; month?: string }
  | { ok: false; faults: [FieldFault, ...FieldFault[]] };

const MOST = 20;

/** The typed fields as one scan, or all that is wrong with them. `today`: YYYY-MM-DD. */
export function scanOfFields(fields: Fields, today: string): TypedPack {
  const faults: FieldFault[] = [];
  const elements: ElementData[] = [];
  const gtin = gtinOf(fields.gtin.replace(/[\s-]/g, ''), faults);
  if (gtin !== undefined) elements.push({ ai: '01', value: gtin });
  const expiry = fields.expiry === '' ? undefined : readExpiry(fields.expiry, today);
  const digits = expiry && 'day' in expiry ? sixDigits(expiry.day, today) : undefined;
  if (digits !== undefined) elements.push({ ai: '17', value: digits });
  else if (fields.expiry !== '' && !(expiry && 'month' in expiry)) faults.push({ field: 'expiry', fault: 'no-date' });
  for (const [field, ai] of [
    ['lot', '10'],
    ['serial', '21'],
  ] as const) {
    const value = fields[field];
    if (value === '') continue;
    const wrong = [...value].find((character) => !isCset82(character));
    if (wrong !== undefined) faults.push({ field, fault: 'character', detail: wrong });
    else if (value.length > MOST) faults.push({ field, fault: 'too-long', detail: String(MOST) });
    else elements.push({ ai, value });
  }
  const [first, ...others] = faults;
  if (first) return { ok: false, faults: [first, ...others] };
  const scan = formatBracketed(elements, today);
  return { ok: true, scan, ...(expiry && 'month' in expiry ? { month: expiry.month } : {}) };
}

/** Undefined for a year so far off that its two digits would be read as another: 2500 is no expiry, and not 2000. */
function sixDigits(day: string, today: string): string | undefined {
  try {
    return formatGs1Date(day, today);
  } catch {
    return undefined;
  }
}

function gtinOf(text: string, faults: FieldFault[]): string | undefined {
  const normalised = normaliseGtin(text);
  if (normalised.ok) return normalised.gtin;
  const { code, detail } = normalised.fault;
  const fault = (
    { EMPTY_VALUE: 'missing', INVALID_CHARACTER: 'not-digits', INVALID_CHECK_DIGIT: 'check-digit' } as const
  )[code as string];
  faults.push({ field: 'gtin', fault: fault ?? 'wrong-length', ...(detail === undefined ? {} : { detail }) });
  return undefined;
}
