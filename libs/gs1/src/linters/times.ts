import { daysInMonth, fullYear } from '../dates';
import { flaw, type Linter, type LintFault } from './lint';

const number = (text: string, at: number): number => (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;

function monthAndDay(text: string, year: number, at: number, dayMayBe00: boolean): LintFault | undefined {
  const month = number(text, at);
  if (month < 1 || month > 12) return flaw('INVALID_MONTH', at, 2, text.slice(at, at + 2));
  const day = number(text, at + 2);
  if (day > daysInMonth(year, month) || (day === 0 && !dayMayBe00)) {
    return flaw('INVALID_DAY', at + 2, 2, text.slice(at + 2, at + 4));
  }
  return undefined;
}

export const yymmdd: Linter = (text, thisYear) => monthAndDay(text, fullYear(number(text, 0), thisYear), 2, false);
export const yymmd0: Linter = (text, thisYear) => monthAndDay(text, fullYear(number(text, 0), thisYear), 2, true);
export const yyyymmdd: Linter = (text) => monthAndDay(text, Number(text.slice(0, 4)), 4, false);

const atMost = (code: 'INVALID_HOUR' | 'INVALID_MINUTE' | 'INVALID_SECOND', max: number, at = 0): Linter => {
  return (text) => (number(text, at) > max ? flaw(code, at, 2, text.slice(at, at + 2)) : undefined);
};

export const hh = atMost('INVALID_HOUR', 23);
export const mi = atMost('INVALID_MINUTE', 59);
export const ss = atMost('INVALID_SECOND', 59);

const minuteAfterHour = atMost('INVALID_MINUTE', 59, 2);
export const hhmi: Linter = (text, thisYear) => hh(text, thisYear) ?? minuteAfterHour(text, thisYear);
