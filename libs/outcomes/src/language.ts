import type { Language } from './entry';

export const LANGUAGES: readonly Language[] = ['en', 'zh-CN'];

/**
 * The language that fits an `Accept-Language` header best (RFC 9110 §12.5.4): by weight, then by order.
 * Any Chinese counts as zh-CN, any English as en; nothing that fits, or no header, is en.
 */
export function negotiateLanguage(acceptLanguage: string | null | undefined): Language {
  const ranges = (acceptLanguage ?? '')
    .split(',')
    .slice(0, 32)
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.map((parameter) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(parameter)?.[1]).find(Boolean);
      return { tag: tag.trim(), weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter((range) => range.weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { tag } of ranges) {
    if (tag === 'zh' || tag.startsWith('zh-')) return 'zh-CN';
    if (tag === '*' || tag === 'en' || tag.startsWith('en-')) return 'en';
  }
  return 'en';
}
