import { describe, expect, it } from 'vitest';
import { ExpiringCache } from './expiring-cache';

describe('ExpiringCache', () => {
  it('looks once while it believes, and again after', async () => {
    let now = 0;
    let looks = 0;
    const cache = new ExpiringCache<number>(4_000, 10, () => now);
    const get = () => cache.get('key', async () => ++looks);
    expect(await Promise.all([get(), get(), get()])).toEqual([1, 1, 1]);
    now = 3_999;
    expect(await get()).toBe(1);
    now = 4_000;
    expect(await get()).toBe(2);
  });

  it('does not keep a failure', async () => {
    const cache = new ExpiringCache<number>(4_000, 10);
    await expect(cache.get('key', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await cache.get('key', async () => 1)).toBe(1);
  });

  it('forgets the oldest when it is full', async () => {
    const cache = new ExpiringCache<string>(4_000, 2);
    const looked: string[] = [];
    const get = (key: string) =>
      cache.get(key, async () => {
        looked.push(key);
        return key;
      });
    for (const key of ['a', 'b', 'c', 'c', 'a']) await get(key);
    expect(looked).toEqual(['a', 'b', 'c', 'a']);
  });
});
