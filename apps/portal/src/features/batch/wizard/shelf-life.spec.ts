import { describe, expect, it } from 'vitest';
import { expiryAfter, shelfLife } from './shelf-life';

const proposed = (made: string, expiry: string, now: string) => expiryAfter(new Date(now), shelfLife(made, expiry));

describe('the expiry that is proposed', () => {
  it.each([
    ['2026-01-10T09:00:00Z', '2027-12-31', '2026-03-05T10:00:00Z', '2028-02-29'],
    ['2026-01-31T09:00:00Z', '2027-12-31', '2026-12-31T23:00:00Z', '2028-11-30'],
    ['2026-01-10T00:00:00Z', '2028-01-10', '2026-01-20T00:00:00Z', '2028-01-20'],
  ])('made %s until %s, now %s: %s', (made, expiry, now, date) => {
    expect(proposed(made, expiry, now)).toBe(date);
  });

  it('is none after a batch that was made when it had expired', () => {
    expect(proposed('2026-01-10T00:00:00Z', '2025-12-31', '2026-02-01T00:00:00Z')).toBeUndefined();
  });
});
