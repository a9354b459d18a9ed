import { LANGUAGES, type Language, negotiateLanguage } from '@packproof/outcomes';
import { FIELDS, type Fields } from './typed-fields';

/** What a visitor asks: nothing yet, about a code as it is, or about what was typed field by field. */
export type Asked = { kind: 'nothing' } | { kind: 'code'; scan: string } | { kind: 'fields'; fields: Fields };

export interface Visit {
  asked: Asked;
  language: Language;
  /** This very question in the other language: path and query. */
  inLanguage(language: Language): string;
}

/** A path says nothing about the host that it was printed with: one stands for all. */
const HOST = 'https://id.gs1.org';

/** @param url path and query as they came, percent-encoding and all. */
export function readVisit(url: string, acceptLanguage: string | undefined): Visit {
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const query = mark < 0 ? '' : url.slice(mark + 1);
  const parameters = query.split('&').filter((part) => part !== '' && !/^lang(=|$)/.test(part));
  const chosen = new URLSearchParams(query).get('lang');
  return {
    asked: askedBy(path, parameters.join('&')),
    language: LANGUAGES.find((language) => language === chosen) ?? negotiateLanguage(acceptLanguage),
    inLanguage: (language) => `${path}?${[...parameters, `lang=${language}`].join('&')}`,
  };
}

function askedBy(path: string, query: string): Asked {
  const [, rest] = /^\/check(?:\/(.*))?$/s.exec(path) ?? ['', path.slice(1)];
  if (rest === undefined || rest === '') return askedByForm(new URLSearchParams(query));
  // GS1 Digital Link: pairs of AI and value, attributes in the query.
  if (/^\d{2,4}\//.test(rest)) return { kind: 'code', scan: `${HOST}/${rest}${query === '' ? '' : `?${query}`}` };
  const scan = decoded(rest);
  return { kind: 'code', scan: asCode(/^https?:/i.test(scan) && query !== '' ? `${scan}?${query}` : scan) };
}

function askedByForm(query: URLSearchParams): Asked {
  const code = asCode(query.get('code') ?? '');
  if (code !== '') return { kind: 'code', scan: code };
  const fields = Object.fromEntries(FIELDS.map((name) => [name, (query.get(name) ?? '').trim()])) as Fields;
  const isAsked = query.has('code') || FIELDS.some((name) => query.has(name));
  return isAsked ? { kind: 'fields', fields } : { kind: 'nothing' };
}

/** As people paste it: with blanks, without the scheme, or with one of its slashes lost on the way. */
function asCode(text: string): string {
  const code = text.trim().replace(/^(https?):\/(?!\/)/i, '$1://');
  if (code.startsWith('(')) return code.replace(/\s*(\(\d{2,4}\))\s*/g, '$1');
  return /^[a-z0-9.-]+(:\d+)?\/(?:.*\/)?01\//i.test(code) && !/^\d/.test(code) ? `https://${code}` : code;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
