import { describe, expect, it } from 'vitest';
import { createFormats } from './formats';

describe('values as a language writes them', () => {
  const [en, zh] = [createFormats('en'), createFormats('zh-CN')];
  it('a date has no zone: it is the same day everywhere', () => {
    expect(en.date('2027-01-31')).toBe('Jan 31, 2027');
    expect(zh.date('2027-01-31')).toBe('2027年1月31日');
  });
  it('says how long ago in the largest unit that fits', () => {
    const now = new Date('2026-11-25T12:00:00Z');
    expect(en.ago('2026-11-25T11:59:30Z', now)).toBe('30 seconds ago');
    expect(en.ago('2026-11-25T10:00:00Z', now)).toBe('2 hours ago');
    expect(en.ago('2026-11-28T12:00:00Z', now)).toBe('in 3 days');
    expect(zh.ago('2025-11-20T12:00:00Z', now)).toBe('去年');
  });
  it('groups numbers and joins lists', () => {
    expect(en.number(1234567)).toBe('1,234,567');
    expect(zh.list(['甲', '乙'])).toBe('甲和乙');
    expect(en.percent(0.4567)).toBe('45.7%');
  });
});
