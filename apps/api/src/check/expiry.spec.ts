import { describe, expect, it } from 'vitest';
import { lastDayOf, readExpiry } from './expiry';

describe('an expiry date typed from a pack', () => {
  it.each([
    ['271231', { day: '2027-12-31' }],
    ['271200', { month: '2027-12' }],
    ['202712', { month: '2027-12' }],
    ['2027-12-31', { day: '2027-12-31' }],
    ['2027.12.31', { day: '2027-12-31' }],
    ['31.12.2027', { day: '2027-12-31' }],
    ['03.04.2027', { day: '2027-04-03' }],
    ['31/12/2027', { day: '2027-12-31' }],
    ['12/31/2027', { day: '2027-12-31' }],
    ['12/2027', { month: '2027-12' }],
    ['12 2027', { month: '2027-12' }],
    ['12/27', { month: '2027-12' }],
    ['DEC 2027', { month: '2027-12' }],
    ['31 Dec 2027', { day: '2027-12-31' }],
    ['2027年12月31日', { day: '2027-12-31' }],
    ['2027年12月', { month: '2027-12' }],
    [' 2027/12 ', { month: '2027-12' }],
  ])('%s', (text, expected) => {
    expect(readExpiry(text, '2026-11-25')).toEqual(expected);
  });

  it.each(['03/04/2027', '2027-13-01', '2027-02-30', '0', 'soon', '<b>', '1999-01-01', '99/99/9999', 'xyz 2027', '-'])(
    'is not guessed: %s',
    (text) => {
      expect(readExpiry(text, '2026-11-25')).toBeUndefined();
    },
  );

  it('of a month is its last day', () => {
    expect(lastDayOf('2027-02')).toBe('2027-02-28');
    expect(lastDayOf('2028-02')).toBe('2028-02-29');
    expect(lastDayOf('2027-12')).toBe('2027-12-31');
  });
});
