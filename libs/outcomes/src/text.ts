import { codeIn } from './code-words';
import type { Language, Param, ParamKind } from './entry';
import { fieldIn } from './field-words';
import { ruleIn, saidIn } from './rule-language';

export type ParamValues = Readonly<Record<string, string | number | null | undefined>>;

export interface TextOptions {
  /** IANA zone in which times are shown; UTC unless told, and then it says so. */
  readonly timeZone?: string;
}

const PLACEHOLDER = /\{([A-Za-z]+)\}/g;
const OPTIONAL = /\[([^\][]*)\]/g;

/** The names a text uses, each once, in order. */
export function placeholdersOf(template: string): string[] {
  return [...new Set([...template.matchAll(PLACEHOLDER)].map((match) => match[1]!))];
}

/**
 * Fills `{name}`; a part in `[…]` of which a value is missing, or has no words in the language, is left out.
 * Values are put in as they are: whoever shows the text escapes it for its medium.
 */
export function fill(
  template: string,
  known: Readonly<Record<string, Param>>,
  values: ParamValues,
  language: Language,
  options: TextOptions = {},
): string {
  const shown = (name: string): string | undefined => {
    const value = values[name];
    if (value === null || value === undefined || value === '') return undefined;
    return show(value, known[name]?.kind, language, options.timeZone);
  };
  const filled = template.replace(OPTIONAL, (_, part: string) => {
    const complete = placeholdersOf(part).every((name) => shown(name) !== undefined);
    return complete ? part.replace(PLACEHOLDER, (_match, name: string) => shown(name) ?? '') : '';
  });
  return filled.trim();
}

function show(
  value: string | number,
  kind: ParamKind | undefined,
  language: Language,
  timeZone = 'UTC',
): string | undefined {
  const text = String(value);
  switch (kind) {
    case 'rule':
      return ruleIn(text, language);
    case 'said':
      return saidIn(text, language);
    case 'field':
      return fieldIn(text, language);
    case 'code':
      return codeIn(text, language);
    case 'number':
      // A limit may come with its unit.
      return typeof value === 'number' || /^[\d.,]*$/.test(value) ? text : ruleIn(text, language);
    case 'time':
    case 'date':
      return moment(text, kind, language, timeZone);
    default:
      return text;
  }
}

function moment(text: string, kind: 'time' | 'date', language: Language, timeZone: string): string {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) return text;
  if (kind === 'date') return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(time);
  const clock = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(time);
  return timeZone === 'UTC' ? `${clock} UTC` : clock;
}
