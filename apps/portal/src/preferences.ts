import { createPreferenceStore } from '@packproof/ui';

/** `localStorage` itself can be refused, not only its methods. */
function storage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

export const preferences = createPreferenceStore(storage(), navigator.languages ?? [navigator.language]);
