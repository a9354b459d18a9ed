import type { Language } from '@packproof/outcomes';

/** A product's name in the language of the screen; the usual one where it has none in Chinese. */
export const nameIn = (
  { name, nameZh }: { readonly name: string; readonly nameZh: string | null },
  language: Language,
): string => (language === 'zh-CN' && nameZh ? nameZh : name);
