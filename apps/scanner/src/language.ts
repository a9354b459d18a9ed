import type { Language } from '@packproof/outcomes';
import { createPreferenceStore, deviceStorage, usePreferences } from '@packproof/ui';
import { useMemo } from 'react';
import { texts } from './texts';

export const preferences = createPreferenceStore(deviceStorage(), navigator.languages ?? [navigator.language]);

/** Of whoever stands here. */
export const TIME_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

export interface LanguageDoor {
  readonly language: Language;
  readonly say: ReturnType<typeof texts.in>;
  /** Time of day, with the date where it is another day. */
  readonly time: (at: number | string) => string;
  readonly date: (date: string) => string;
  /** So many packs, so many units. */
  readonly packs: (count: number) => string;
  readonly units: (count: number) => string;
}

export function useLanguage(): LanguageDoor {
  const { language } = usePreferences(preferences);
  return useMemo(() => {
    const clock = new Intl.DateTimeFormat(language, { timeStyle: 'short' });
    const both = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
    const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
    const say = texts.in(language);
    const number = new Intl.NumberFormat(language);
    return {
      language,
      say,
      packs: (count) => (count === 1 ? say('onePack') : say('packs', { count: number.format(count) })),
      units: (count) => (count === 1 ? say('oneUnit') : say('units', { count: number.format(count) })),
      time: (at) => {
        const when = new Date(at);
        return (when.toDateString() === new Date().toDateString() ? clock : both).format(when);
      },
      // An expiry is a day, not a moment: it must not shift with the time zone.
      date: (date) => {
        const when = new Date(date);
        return Number.isNaN(when.getTime()) ? date : day.format(when);
      },
    };
  }, [language]);
}
