import { describe, expect, it } from 'vitest';
import { EMPTY_LIST, type ListEvent, listReducer } from './list-state';
import { createListStore } from './list-store';

function aDevice() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    kept,
  };
}

const DAY = 86_400_000;
const EVENTS: ListEvent[] = [
  { type: 'scanned', id: 1, scan: 'x', source: 'reader', at: 1 },
  {
    type: 'commanded',
    commands: [{ commandId: 'c', request: { kind: 'dispense', scans: ['x'] }, at: undefined, lines: [1] }],
  },
];
const list = EVENTS.reduce(listReducer, EMPTY_LIST);

describe('what is kept of a room', () => {
  it('comes back, and a command that was on its way is in question', () => {
    const device = aDevice();
    createListStore(device, 'basket', 'm1').write({ list, settings: { to: '1' } });
    const { list: back, settings } = createListStore(device, 'basket', 'm1').read();
    expect(back.lines).toHaveLength(1);
    expect(back.pending).toMatchObject([{ commandId: 'c', under: 'question' }]);
    expect(settings).toEqual({ to: '1' });
  });

  it('is nobody else’s, and no other room’s', () => {
    const device = aDevice();
    createListStore(device, 'basket', 'm1').write({ list, settings: {} });
    expect(createListStore(device, 'basket', 'm2').read().list.lines).toEqual([]);
    expect(createListStore(device, 'dispatch', 'm1').read().list.lines).toEqual([]);
  });

  it('is forgotten after ten days, and leaves nothing when it is empty', () => {
    const device = aDevice();
    createListStore(device, 'basket', 'm1', () => 0).write({ list, settings: {} });
    expect(createListStore(device, 'basket', 'm1', () => 10 * DAY).read().list.lines).toHaveLength(1);
    expect(createListStore(device, 'basket', 'm1', () => 10 * DAY + 1).read().list.lines).toEqual([]);
    createListStore(device, 'basket', 'm1').write({ list: EMPTY_LIST, settings: {} });
    expect(device.kept.size).toBe(0);
  });

  it('does without storage, and with what is damaged in it', () => {
    expect(createListStore(undefined, 'basket', 'm1').read().list).toEqual(EMPTY_LIST);
    const broken = {
      ...aDevice(),
      getItem: () => '{"version":1,',
      setItem: () => {
        throw new Error('full');
      },
    };
    const store = createListStore(broken, 'basket', 'm1');
    expect(store.read().list).toEqual(EMPTY_LIST);
    expect(() => store.write({ list, settings: {} })).not.toThrow();
  });
});
