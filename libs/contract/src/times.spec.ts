import { describe, expect, it } from 'vitest';
import { isDate, parseTime, utcDate } from './times';

describe('times have one spelling', () => {
  it('YYYY-MM-DDTHH:mm:ss.sssZ, of a moment that exists', () => {
    expect(parseTime('1970-01-01T00:00:00.000Z')).toBe(0);
    for (const time of ['2026-11-24T10:00:00.123Z', '2024-02-29T23:59:59.999Z', '9999-12-31T23:59:59.999Z']) {
      expect(new Date(parseTime(time)!).toISOString()).toBe(time);
    }
  });

  it.each([
    '2026-11-24T10:00:00Z',
    '2026-11-24T10:00:00.12Z',
    '2026-11-24T10:00:00.1234Z',
    '2026-11-24T10:00:00.123+00:00',
    '2026-11-24 10:00:00.123Z',
    '2026-11-24t10:00:00.123z',
    '2026-02-29T10:00:00.000Z',
    '2100-02-29T10:00:00.000Z',
    '2026-04-31T10:00:00.000Z',
    '2026-00-10T10:00:00.000Z',
    '2026-13-10T10:00:00.000Z',
    '2026-11-00T10:00:00.000Z',
    '2026-11-24T24:00:00.000Z',
    '2026-11-24T23:60:00.000Z',
    '2026-11-24T23:59:60.000Z',
    '0026-11-24T10:00:00.000Z',
    '+002026-11-24T10:00:00.000Z',
    '2026-11-24T10:00:00.000Z\n',
    '',
  ])('refuses %j', (time) => expect(parseTime(time)).toBeUndefined());

  it('a date is the day in UTC', () => {
    expect(utcDate('2026-11-24T23:59:59.999Z')).toBe('2026-11-24');
    expect(isDate('2000-02-29')).toBe(true);
    for (const date of ['2026-2-1', '2026-02-30', '20260201', '2026-02-01 ', '1969-12-31'])
      expect(isDate(date)).toBe(false);
  });
});
