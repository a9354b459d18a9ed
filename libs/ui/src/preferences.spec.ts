import { describe, expect, it } from 'vitest';
import { applyPreferences, createPreferenceStore, PREFERENCES_KEY, readPreferences } from './preferences';

const memory = (initial: Record<string, string> = {}) => {
  const values = new Map(Object.entries(initial));
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => values.set(key, value),
    values,
  };
};

describe('preferences', () => {
  it('begin with the browser’s language', () => {
    expect(readPreferences(null, ['zh-TW', 'en']).language).toBe('zh-CN');
    expect(readPreferences(null, ['fr', 'en']).language).toBe('en');
    expect(readPreferences(null, [])).toEqual({ language: 'en', theme: 'system', sound: true, vibration: true });
  });

  it.each(['{', '[]', 'null', '7', '{"language":"xx","theme":3,"sound":"no"}'])(
    'survive damaged storage: %s',
    (stored) => {
      expect(readPreferences(stored, ['en'])).toEqual({
        language: 'en',
        theme: 'system',
        sound: true,
        vibration: true,
      });
    },
  );

  it('are kept, and tell who listens', () => {
    const storage = memory();
    const store = createPreferenceStore(storage, ['en']);
    const seen: string[] = [];
    const stop = store.subscribe(() => seen.push(store.get().language));
    store.set({ language: 'zh-CN', sound: false });
    stop();
    store.set({ language: 'en' });
    expect(seen).toEqual(['zh-CN']);
    expect(createPreferenceStore(storage, ['zh']).get()).toEqual({
      language: 'en',
      theme: 'system',
      sound: false,
      vibration: true,
    });
    expect(storage.values.has(PREFERENCES_KEY)).toBe(true);
  });

  it('work for the visit where storage is refused', () => {
    const refuse = () => {
      throw new Error('SecurityError');
    };
    const store = createPreferenceStore({ getItem: refuse, setItem: refuse }, ['en']);
    store.set({ theme: 'dark' });
    expect(store.get().theme).toBe('dark');
  });

  it('show on the document', () => {
    const store = createPreferenceStore(memory(), ['en']);
    const root = { lang: '', dataset: {} as Record<string, string> };
    applyPreferences(store, root as unknown as HTMLElement);
    expect(root).toEqual({ lang: 'en', dataset: {} });
    store.set({ theme: 'dark', language: 'zh-CN' });
    expect(root).toEqual({ lang: 'zh-CN', dataset: { theme: 'dark' } });
    store.set({ theme: 'system' });
    expect(root.dataset).toEqual({});
  });
});
