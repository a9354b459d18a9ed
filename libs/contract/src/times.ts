const TIME = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)\.(\d{3})Z$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export const DAY_MILLISECONDS = 86_400_000;

/** YYYY-MM-DD of a day that exists, from 1970 on. */
export function isDate(text: string): boolean {
  const match = DATE.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const days = month === 2 && isLeapYear(year) ? 29 : DAYS_IN_MONTH[month - 1];
  return year >= 1970 && days !== undefined && day >= 1 && day <= days;
}

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Milliseconds since 1970 of `YYYY-MM-DDTHH:mm:ss.sssZ`, the one spelling of a time; undefined for any other. */
export function parseTime(text: string): number | undefined {
  const match = TIME.exec(text);
  if (!match || !isDate(match[1]!)) return undefined;
  const [year, month, day] = match[1]!.split('-').map(Number);
  return Date.UTC(year!, month! - 1, day!, Number(match[2]), Number(match[3]), Number(match[4]), Number(match[5]));
}

/** The UTC date of a time in the ledger's spelling: YYYY-MM-DD. */
export const utcDate = (time: string): string => time.slice(0, 10);
