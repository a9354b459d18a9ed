import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSchema, isEnumType } from 'graphql';
import type { Told } from './told';

/** What a page shows and says: visible text, and the names of what has no text. */
export interface Seen {
  readonly text: string;
  /** Language of the nearest element that names one. */
  readonly lang: string;
  /** Where it stands, for whoever looks for it. */
  readonly at: string;
}

/** Names and codes that are written the same in every language. */
const THE_SAME = new Set(
  [
    'PackProof GS1 GTIN GLN SSCC EPCIS DataMatrix Digital Link QR PDF ZPL CSV Excel xlsx JSON PNG ID URL API HTTP HTTPS',
    'GraphQL Bearer ASCII UTF SHA Ed25519 RFC C2SP tlog tiles checkpoint vkey Merkle Wi Fi Chrome Safari Android iPhone',
    'EN mm cm kg mg ml dpi UTC GMT OK AI PC TOTP npm npx node js packproof verify proof serial example com org EAN Windows Linux Firefox macOS Natural Earth YYYY MM DD Esc Enter',
  ].flatMap((line) => line.split(' ').map((word) => word.toLowerCase())),
);

const root = resolve(import.meta.dirname, '../../../..');

/** Every value of every enumeration of the schema, of three letters or more: what is said in words on a screen. */
export const CODES: ReadonlySet<string> = new Set(
  Object.values(buildSchema(readFileSync(join(root, 'apps/api/schema.graphql'), 'utf8')).getTypeMap())
    .filter(isEnumType)
    // How lists are ordered is said by names of columns.
    .filter(({ name }) => !name.startsWith('__') && !name.endsWith('OrderField'))
    .flatMap((type) => type.getValues().map(({ name }) => name))
    .filter((name) => name.length >= 3),
);

const SNAKE = /\b[A-Z]{3,}(?:_[A-Z]{2,})+\b/g;
const UUID = /\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/i;
const HASH = /\b[\da-f]{64}\b/i;
const LATIN = /[A-Za-z][A-Za-z’']*[A-Za-z]/g;
const CHINESE = /[\u3400-\u9fff]/;

/** Addresses, files, paths, keys to press, and whatever has a digit in it: codes, not words. */
const CODED = /\S+@\S+|\b\w+:\/\/\S*|\/[\w/.{}?=&-]+|\S*\d\S*|\{\w+\}|\bCtrl\+\S+|\b[A-Z]+_[A-Z_]+\S*|\bnpm [a-z]+/g;

/** Hosts with a path, before anything is taken out of their middle. */
const ADDRESS = /\b[\w-]+(?:\.[\w-]+)+\/\S*/g;

/** What of a text is words of ours: without what the doors told (names, lots, notes of people), without codes. */
function ownWords(text: string, told: Told): string {
  let rest = text.replace(ADDRESS, ' ');
  for (const value of told.longestFirst()) if (rest.includes(value)) rest = rest.replaceAll(value, ' ');
  return rest.replace(CODED, ' ');
}

/** Initials and Roman numerals, too. */
const isTheSame = (word: string) => /^[A-Z]{2,3}$/.test(word) || THE_SAME.has(word.toLowerCase());

/** Raw codes and internal ids that a page shows. */
export function rawIn(seen: readonly Seen[], told: Told, showsIds: boolean): string[] {
  return seen.flatMap(({ text, at }) => {
    const found: string[] = [];
    if (CODES.has(text.trim()) && /^[A-Z]{3,}(_[A-Z]+)*$/.test(text.trim())) found.push(`raw code: ${text.trim()}`);
    else for (const code of text.match(SNAKE) ?? []) if (CODES.has(code)) found.push(`raw code: ${code}`);
    if (!showsIds) {
      if (UUID.test(text) || HASH.test(text)) found.push(`internal id: ${text.slice(0, 90)}`);
      else if (told.ids().some((id) => text.includes(id))) found.push(`internal id: ${text.slice(0, 90)}`);
    }
    return found.map((fault) => `${fault} (${at})`);
  });
}

/** Words of another language than the page's. */
export function foreignIn(seen: readonly Seen[], told: Told, language: string): string[] {
  return seen.flatMap(({ text, at, lang }) => {
    if (lang !== language) return [];
    const rest = ownWords(text, told);
    if (language === 'en') return CHINESE.test(rest) ? [`Chinese in the English version: ${text} (${at})`] : [];
    const words = (rest.match(LATIN) ?? []).filter((word) => !isTheSame(word));
    return words.length > 0
      ? [`English in the Chinese version: ${words.join(' ')} in “${text.slice(0, 120)}” (${at})`]
      : [];
  });
}
