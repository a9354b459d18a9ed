import type { Language } from './entry';
import { RULE_TEXTS, THING_TEXTS } from './rule-texts';

/** What the scalars of the API are called, in front of a rule: `Gtin: it has digits only`. */
const SCALARS: Readonly<Record<string, string>> = {
  Gtin: 'GTIN',
  Sscc: 'SSCC',
  Gln: 'GLN',
  Scan: '扫描内容',
  Date: '日期',
  DateTime: '时间',
};

const SLOT = /\{([a-z]+)\}/g;
const WORDS = /\p{L}{2,}\s+\p{L}{2,}/u;
const HAN_FIRST = /^\p{Script=Han}/u;

interface Rule {
  readonly english: string;
  readonly pattern: RegExp;
  readonly slots: readonly string[];
  readonly chinese: string;
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function ruleOf(english: string, chinese: string): Rule {
  const pieces = bare(english).split(SLOT);
  const source = pieces.map((piece, i) => (i % 2 === 1 ? '(.+?)' : literal(piece))).join('');
  return { english, pattern: new RegExp(`^${source}$`, 's'), slots: pieces.filter((_, i) => i % 2 === 1), chinese };
}

const weight = ([english]: [string, string]): number => english.replace(SLOT, '').length;

/** Made when it is first asked for; what says more comes first, so that `at least one line` is not `at least {count}`. */
let rules: readonly Rule[] | undefined;
function allRules(): readonly Rule[] {
  rules ??= Object.entries({ ...RULE_TEXTS, ...THING_TEXTS })
    .sort((a, b) => weight(b) - weight(a))
    .map(([english, chinese]) => ruleOf(english, chinese));
  return rules;
}

/** The texts around a rule end the sentence. */
const bare = (text: string): string => text.replace(/[.。]$/, '');

/** Lists are written out in English where they are made. */
const dataOf = (value: string): string => value.replace(/, /g, '、').replace(/ or /g, ' 或 ').replace(/ and /g, ' 和 ');

/** The row of the tables that a rule is, and what stands in its slots. */
function found(rule: string): { row: Rule; values: readonly string[] } | undefined {
  for (const row of allRules()) {
    const values = row.pattern.exec(rule)?.slice(1);
    // Words in a slot are no data: it is another rule that begins like this one.
    if (values && !values.some((value) => WORDS.test(value))) return { row, values };
  }
  return undefined;
}

/** The English of the row that a rule is. */
export const rowOf = (text: string): string | undefined => found(bare(text))?.row.english;

/** One of our rules in the reader's language, without a full stop; undefined where it has no Chinese. */
export function ruleIn(text: string, language: Language): string | undefined {
  const rule = bare(text);
  // Who says a rule to one caller may have said it in the caller's language already.
  if (language === 'en' || HAN_FIRST.test(rule)) return rule;
  const [, scalar = '', rest = ''] = /^(\w+): (.+)$/s.exec(rule) ?? [];
  const name = Object.hasOwn(SCALARS, scalar) ? SCALARS[scalar] : undefined;
  if (name !== undefined) {
    const said = ruleIn(rest, language);
    return said === undefined ? undefined : `${name}：${said}`;
  }
  const { row, values } = found(rule) ?? {};
  return row?.chinese.replace(SLOT, (_, slot: string) => dataOf(values?.[row.slots.indexOf(slot)] ?? ''));
}

/** What somebody said, as it is; where the words are ours, in the reader's language. */
export const saidIn = (text: string, language: Language): string =>
  language === 'en' ? text : (ruleIn(text, language) ?? text);
