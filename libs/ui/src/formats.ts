import type { Language } from '@packproof/outcomes';

export interface Formats {
  /** A calendar date, YYYY-MM-DD: it has no zone. */
  date(value: string): string;
  /** An instant, in the zone of whoever looks. */
  time(value: string | Date): string;
  /** An instant with its seconds. */
  exactTime(value: string | Date): string;
  /** "in 3 days", "2 hours ago": the largest unit that fits. */
  ago(value: string | Date, now?: Date): string;
  number(value: number): string;
  percent(fraction: number): string;
  list(values: readonly string[]): string;
}

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** How values are written in a language. Times are shown in the zone of the device. */
export function createFormats(language: Language): Formats {
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const exact = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const number = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  return {
    date: (value) => date.format(new Date(`${value}T00:00:00Z`)),
    time: (value) => time.format(new Date(value)),
    exactTime: (value) => exact.format(new Date(value)),
    ago(value, now = new Date()) {
      const seconds = (new Date(value).getTime() - now.getTime()) / 1000;
      const [unit, size] = UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? ['second', 1];
      return relative.format(Math.round(seconds / size), unit);
    },
    number: (value) => number.format(value),
    percent: (fraction) => percent.format(fraction),
    list: (values) => list.format(values),
  };
}
