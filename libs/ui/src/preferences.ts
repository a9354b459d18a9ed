import { LANGUAGES, type Language, negotiateLanguage } from '@packproof/outcomes';
import { useSyncExternalStore } from 'react';

export type Theme = 'system' | 'light' | 'dark';

/** What a person chose on this device; shared by the portal and the scanner, which live on one origin. */
export interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
  readonly sound: boolean;
  readonly vibration: boolean;
}

export interface PreferenceStore {
  get(): Preferences;
  set(change: Partial<Preferences>): void;
  subscribe(listener: () => void): () => void;
}

export const PREFERENCES_KEY = 'packproof.preferences';
const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

/** Reads what is stored, field by field: what is damaged or from another version falls back to the default. */
export function readPreferences(stored: string | null, languages: readonly string[]): Preferences {
  let found: Partial<Record<keyof Preferences, unknown>> = {};
  try {
    const value: unknown = JSON.parse(stored ?? '{}');
    if (typeof value === 'object' && value !== null) found = value;
  } catch {
    // Not JSON: as if nothing were stored.
  }
  return {
    language: LANGUAGES.find((language) => language === found.language) ?? negotiateLanguage(languages.join(',')),
    theme: THEMES.find((theme) => theme === found.theme) ?? 'system',
    sound: found.sound !== false,
    vibration: found.vibration !== false,
  };
}

/** A store over `localStorage`; where that is refused (private mode, blocked), choices last until the page closes. */
export function createPreferenceStore(
  storage: Pick<Storage, 'getItem' | 'setItem'> | undefined,
  languages: readonly string[],
): PreferenceStore {
  const attempt = <T>(what: () => T): T | undefined => {
    try {
      return what();
    } catch {
      return undefined;
    }
  };
  let current = readPreferences(attempt(() => storage?.getItem(PREFERENCES_KEY) ?? null) ?? null, languages);
  const listeners = new Set<() => void>();
  return {
    get: () => current,
    set(change) {
      current = { ...current, ...change };
      attempt(() => storage?.setItem(PREFERENCES_KEY, JSON.stringify(current)));
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Writes language and theme onto the document, now and whenever they change. Returns the way to stop. */
export function applyPreferences(store: PreferenceStore, root: HTMLElement): () => void {
  const apply = () => {
    const { language, theme } = store.get();
    root.lang = language;
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
  };
  apply();
  return store.subscribe(apply);
}

export function usePreferences(store: PreferenceStore): Preferences {
  return useSyncExternalStore(store.subscribe, store.get, store.get);
}
