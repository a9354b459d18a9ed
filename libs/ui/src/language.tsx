import type { Language } from '@packproof/outcomes';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { createFormats, type Formats } from './formats';
import type { Say, Texts } from './texts';

const LanguageContext = createContext<Language>('en');

/** In which language everything below is shown. */
export function LanguageProvider({
  language,
  children,
}: {
  readonly language: Language;
  readonly children: ReactNode;
}) {
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

export const useLanguage = (): Language => useContext(LanguageContext);

/** The texts of a room in the language of the screen. */
export function useSay<En extends Readonly<Record<string, string>>>(texts: Texts<En>): Say<En> {
  return texts.in(useLanguage());
}

/** Dates, times, numbers and quantities in the language of the screen. */
export function useFormats(): Formats {
  const language = useLanguage();
  return useMemo(() => createFormats(language), [language]);
}
