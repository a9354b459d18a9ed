import { parseGs1Date } from '@packproof/gs1';

/** An expiry date as packs print it: a day, or only a month. */
export type TypedExpiry = { day: string } | { month: string };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Reads what somebody types from a pack; undefined where it is no date, or could be two (03/04/2027). */
export function readExpiry(text: string, today: string): TypedExpiry | undefined {
  const said = text
    .trim()
    .toLowerCase()
    .replace(/[a-z]{3,}/g, (name) => {
      const month = MONTHS.indexOf(name.slice(0, 3)) + 1;
      return month === 0 ? name : String(month).padStart(2, '0');
    })
    .replace(/[年月./\s]+/g, '-')
    .replace(/[日号-]+$/, '');
  const [, yymmdd] = /^(\d{6})$/.exec(said) ?? [];
  if (yymmdd !== undefined) return compact(yymmdd, today);
  const [, year, month, day] = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/.exec(said) ?? [];
  if (year !== undefined && month !== undefined) return dated(year, month, day);
  const [, first, second, after] = /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(said) ?? [];
  if (after !== undefined) {
    // With dots or a month's name the day comes first; with slashes only where no month could stand there.
    const isDayFirst = text.includes('.') || /[a-z]/i.test(text) || Number(first) > 12;
    if (isDayFirst) return dated(after, second!, first);
    return Number(second) > 12 ? dated(after, first!, second) : undefined;
  }
  const [, monthOf, yearOf] = /^(\d{1,2})-(\d{4}|\d{2})$/.exec(said) ?? [];
  return yearOf === undefined ? undefined : dated(yearOf.padStart(4, '20'), monthOf!, undefined);
}

/** YYMMDD as in AI (17); day 00 is the month. What is none may be YYYYMM. */
function compact(digits: string, today: string): TypedExpiry | undefined {
  const date = parseGs1Date(digits, today);
  if (date === undefined) return dated(digits.slice(0, 4), digits.slice(4), undefined);
  return digits.endsWith('00') ? { month: date.slice(0, 7) } : { day: date };
}

function dated(year: string, month: string, day: string | undefined): TypedExpiry | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${(day ?? '1').padStart(2, '0')}`;
  const date = new Date(`${text}T00:00:00Z`);
  const isThere = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) && Number(year) >= 2000;
  if (!isThere) return undefined;
  return day === undefined ? { month: text.slice(0, 7) } : { day: text };
}

/** YYYY-MM-DD of the last day of YYYY-MM. */
export function lastDayOf(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}
