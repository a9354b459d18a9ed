import type { Language } from '@packproof/outcomes';

/** The `{names}` in a text, as a type: `Names<'{a} of {b}'>` is `'a' | 'b'`; of `{a|pack|packs}` it is `'a'`. */
type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${infer Counted}|${string}` ? Counted : Name) | Names<Rest>
  : never;

type Values<Text extends string> = [Names<Text>] extends [never]
  ? []
  : [Readonly<Record<Names<Text>, string | number>>];

/** Looks a text up in one language; the compiler asks for exactly the values that the text names. */
export type Say<En extends Readonly<Record<string, string>>> = <Key extends keyof En & string>(
  key: Key,
  ...values: Values<En[Key]>
) => string;

export interface Texts<En extends Readonly<Record<string, string>>> {
  readonly keys: readonly (keyof En & string)[];
  readonly in: (language: Language) => Say<En>;
  /** What a spec asserts to be empty: texts whose placeholders differ between the languages, or that are blank. */
  readonly faults: () => string[];
}

/** `{name}`, or `{name|one|more}`: the word that goes with the number. Chinese has no need of the second. */
const PLACEHOLDER = /\{([A-Za-z]+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g;

/**
 * A set of screen texts. The English ones say which keys there are; a key that is missing or left over in
 * Chinese does not compile.
 */
export function defineTexts<const En extends Readonly<Record<string, string>>>(
  en: En,
  zhCN: { readonly [Key in keyof En]: string },
): Texts<En> {
  const tables: Record<Language, Readonly<Record<string, string>>> = { en, 'zh-CN': zhCN };
  const keys = Object.keys(en) as (keyof En & string)[];
  const sayers = {
    en: say<En>(tables.en),
    'zh-CN': say<En>(tables['zh-CN']),
  };
  return {
    keys,
    in: (language) => sayers[language],
    faults: () =>
      keys.flatMap((key) => {
        const [first, second] = [en[key]!, zhCN[key]!];
        if (first.trim() === '' || second.trim() === '') return [`${key}: blank`];
        return namesIn(first) === namesIn(second) ? [] : [`${key}: {${namesIn(first)}} against {${namesIn(second)}}`];
      }),
  };
}

function say<En extends Readonly<Record<string, string>>>(table: Readonly<Record<string, string>>): Say<En> {
  return (key, ...values) => {
    const text = table[key] ?? key;
    const given = values[0] as Readonly<Record<string, string | number>> | undefined;
    if (!given) return text;
    return text.replace(PLACEHOLDER, (whole, name: string, one?: string, more?: string) => {
      const value = given[name];
      if (value === undefined) return whole;
      return one === undefined || more === undefined ? String(value) : String(value) === '1' ? one : more;
    });
  };
}

function namesIn(text: string): string {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map((match) => match[1]))].sort().join();
}
