import { describe, expect, it, vi } from 'vitest';
import { forget, recall, remember } from './memory';

function aDevice() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
}
const tree = { size: 30, root: new Uint8Array(32).fill(7) };

describe('what a device remembers of the log', () => {
  it('is nothing at first, then the key with when it was first seen, then the largest tree too', () => {
    vi.useFakeTimers({ now: new Date('2026-11-25T10:00:00Z') });
    const device = aDevice();
    expect(recall(device)).toBeUndefined();
    remember('key', undefined, device);
    expect(recall(device)).toEqual({ key: 'key', since: '2026-11-25T10:00:00.000Z' });
    vi.setSystemTime(new Date('2026-11-26T10:00:00Z'));
    remember('key', tree, device);
    expect(recall(device)).toEqual({ key: 'key', since: '2026-11-25T10:00:00.000Z', tree });
    remember('key', undefined, device);
    expect(recall(device)?.tree).toEqual(tree);
    vi.useRealTimers();
  });

  it('begins anew with another key: the tree was of the other log', () => {
    const device = aDevice();
    remember('key', tree, device);
    remember('another', undefined, device);
    expect(recall(device)).toMatchObject({ key: 'another' });
    expect(recall(device)?.tree).toBeUndefined();
    forget(device);
    expect(recall(device)).toBeUndefined();
  });

  it.each(['not JSON', '{"key":7,"since":"x"}', 'null'])('is nothing where it is damaged: %s', (text) => {
    expect(recall({ getItem: () => text })).toBeUndefined();
  });

  it('is nothing where storage is refused', () => {
    expect(recall(undefined)).toBeUndefined();
    expect(() => remember('key', tree, undefined)).not.toThrow();
  });
});
