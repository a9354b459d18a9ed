import { isDigits } from './character-sets';

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function daysInMonth(year: number, month: number): number {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return DAYS[month - 1]! + (leap ? 1 : 0);
}

/**
 * The year of two digits, around the present one (General Specifications 7.12): 51 to 99 years
 * ahead are the century before, 50 to 99 years back the century after.
 */
export function fullYear(twoDigits: number, thisYear: number): number {
  const century = thisYear - (thisYear % 100);
  const ahead = twoDigits - (thisYear % 100);
  if (ahead >= 51) return century - 100 + twoDigits;
  return ahead <= -50 ? century + 100 + twoDigits : century + twoDigits;
}

/** Year of `today` (YYYY-MM-DD), or of the system's clock (UTC) where it is absent. */
export function presentYear(today: string | undefined): number {
  if (today === undefined) return new Date().getUTCFullYear();
  const year = isDigits(today.slice(0, 4)) ? Number(today.slice(0, 4)) : Number.NaN;
  if (today.length < 10 || !(year >= 1000)) throw new RangeError(`"${today}" is not a date YYYY-MM-DD.`);
  return year;
}

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

const isoDate = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;

/** As {@link parseGs1Date}, for the year at hand. Day 00 is the last day of the month. */
export function readDate(yymmdd: string, thisYear: number): string | undefined {
  if (yymmdd.length !== 6 || !isDigits(yymmdd)) return undefined;
  const year = fullYear(Number(yymmdd.slice(0, 2)), thisYear);
  const month = Number(yymmdd.slice(2, 4));
  if (month < 1 || month > 12) return undefined;
  const last = daysInMonth(year, month);
  const day = Number(yymmdd.slice(4, 6));
  return day > last ? undefined : isoDate(year, month, day === 0 ? last : day);
}

/**
 * A GS1 date `YYMMDD` as `YYYY-MM-DD`, or undefined if it is none. `YYMM00` is the last day of the
 * month (General Specifications 3.4). The century is the one around `today` (YYYY-MM-DD); without
 * it the system's clock is asked, so whoever must be deterministic passes it.
 */
export function parseGs1Date(yymmdd: string, today?: string): string | undefined {
  return readDate(yymmdd, presentYear(today));
}

/**
 * `YYYY-MM-DD` as `YYMMDD`.
 * @throws RangeError if it is no date, or if `today` is given and the two digits of the year would
 *   be read as another century.
 */
export function formatGs1Date(date: string, today?: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  const [year, month, day] = [Number(match?.[1]), Number(match?.[2]), Number(match?.[3])];
  if (!match || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    throw new RangeError(`"${date}" is not a date YYYY-MM-DD.`);
  }
  const yymmdd = date.slice(2, 4) + date.slice(5, 7) + date.slice(8, 10);
  if (today !== undefined && readDate(yymmdd, presentYear(today)) !== date) {
    throw new RangeError(`${date} is too far from ${today}: in two digits it would be read as another century.`);
  }
  return yymmdd;
}
