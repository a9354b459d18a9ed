import fc, { type Arbitrary } from 'fast-check';
import {
  type AiPattern,
  APPLICATION_IDENTIFIERS,
  type ApplicationIdentifier,
  applicationIdentifier,
} from '../src/application-identifiers';
import { CSET39, CSET64, CSET82 } from '../src/character-sets';
import { checkCharacters, checkDigit } from '../src/check-digits';
import { daysInMonth } from '../src/dates';
import type { ElementData } from '../src/format';
import { COUNTRIES_ALPHA2, COUNTRIES_NUMERIC } from '../src/linters/country-codes';
import { CURRENCIES } from '../src/linters/currency-codes';
import { PACKAGE_TYPES } from '../src/linters/package-types';
import type { LinterName } from '../src/linters/registry';
import type { Component } from '../src/table/row';

export const TODAY = '2026-02-01';
const DIGITS = '0123456789';
const SETS = { n: DIGITS, x: CSET82, y: CSET39, z: CSET64 } as const;

export const text = (characters: string, min: number, max: number): Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...characters), minLength: min, maxLength: max });

const digits = (length: number): Arbitrary<string> => text(DIGITS, length, length);
const member = (codes: ReadonlySet<string>): Arbitrary<string> => fc.constantFrom(...codes);
const upTo = (max: number, width: number, min = 0): Arbitrary<string> =>
  fc.integer({ min, max }).map((value) => String(value).padStart(width, '0'));

/** YYYYMMDD of the years that two digits can say in 2026; day 00 if `open`. */
const date = (open: boolean): Arbitrary<string> =>
  fc
    .record({ year: fc.integer({ min: 1977, max: 2076 }), month: fc.integer({ min: 1, max: 12 }), day: fc.nat(30) })
    .map(({ year, month, day }) => {
      const last = daysInMonth(year, month);
      const number = open ? day % (last + 1) : (day % last) + 1;
      return [year, month, number].map((part) => String(part).padStart(2, '0')).join('');
    });

const iban = fc.tuple(member(COUNTRIES_ALPHA2), text(`${DIGITS}ABCXYZ`, 7, 30)).map(([country, account]) => {
  const numeric = [...`${account}${country}00`].map((c) => Number.parseInt(c, 36)).join('');
  return `${country}${String(98n - (BigInt(numeric) % 97n)).padStart(2, '0')}${account}`;
});

const sized = (lengths: string, extra: number): Arbitrary<string> =>
  fc.constantFrom(...lengths).chain((length) => digits(Number(length) + extra).map((value) => length + value));
const joined = (...parts: Arbitrary<string>[]): Arbitrary<string> => fc.tuple(...parts).map((all) => all.join(''));
const maybe = (part: Arbitrary<string>): Arbitrary<string> => fc.oneof(fc.constant(''), part);
const requirement = joined(sized('12345', 0), fc.constantFrom('0', '1', '2', '3', '4', '9'), digits(3));
const prefix = fc.oneof(sized('0123456', 6), fc.constant('9'));

const couponcode = joined(
  sized('0123456', 6),
  digits(6),
  sized('12345', 0),
  requirement,
  maybe(joined(fc.constant('1'), fc.constantFrom('0', '1', '2', '3'), requirement, prefix)),
  maybe(joined(fc.constant('2'), requirement, prefix)),
  maybe(fc.constant('3271231')),
  maybe(fc.constant('4260101')),
  maybe(fc.constant('6').chain((field) => sized('1234567', 6).map((value) => field + value))),
  maybe(
    joined(
      fc.constant('9'),
      fc.constantFrom('0', '1', '2', '5', '6'),
      fc.constantFrom('0', '1', '2'),
      digits(1),
      fc.constantFrom('0', '1'),
    ),
  ),
).filter((value) => value.length <= 70);

type Maker = (component: Component) => Arbitrary<string>;
const withCheck: Maker = ({ min }) => digits(min - 1).map((body) => body + checkDigit(body));

/** What makes a component right, for the first of its linters that has a say beyond the set. */
const MAKERS: Partial<Record<LinterName, Maker>> = {
  csum: withCheck,
  csumalpha: () => joined(digits(4), fc.constant('X'), text(CSET82, 0, 18)).map((body) => body + checkCharacters(body)),
  gcppos1: ({ set, max }) => joined(digits(4), text(SETS[set], 0, max - 4)),
  yymmdd: () => date(false).map((value) => value.slice(2)),
  yymmd0: () => date(true).map((value) => value.slice(2)),
  yyyymmdd: () => date(false),
  hh: () => upTo(23, 2),
  mi: () => upTo(59, 2),
  ss: () => upTo(59, 2),
  hhmi: () => joined(upTo(23, 2), upTo(59, 2)),
  iso3166: () => member(COUNTRIES_NUMERIC),
  iso3166999: () => fc.oneof(member(COUNTRIES_NUMERIC), fc.constant('999')),
  iso3166alpha2: () => member(COUNTRIES_ALPHA2),
  iso4217: () => member(CURRENCIES),
  packagetype: () => member(PACKAGE_TYPES),
  pcenc: ({ max }) => text(CSET82.replace('%', ''), 1, max - 3).map((value) => `${value}%2F`),
  latitude: () => upTo(1_800_000_000, 10),
  longitude: () => fc.bigInt({ min: 0n, max: 3_600_000_000n }).map((value) => String(value).padStart(10, '0')),
  yesno: () => fc.constantFrom('0', '1'),
  zero: () => fc.constant('0'),
  nonzero: ({ min }) => upTo(10 ** min - 1, min, 1),
  winding: () => fc.constantFrom('0', '1', '9'),
  iso5218: () => fc.constantFrom('0', '1', '2', '9'),
  hyphen: () => fc.constant('-'),
  mediatype: () => fc.constantFrom('01', '10', '80', '99'),
  importeridx: () => text(CSET64, 1, 1),
  nozeroprefix: ({ max }) => fc.integer({ min: 0, max: 10 ** max - 1 }).map(String),
  pieceoftotal: () =>
    fc
      .integer({ min: 1, max: 99 })
      .chain((total) => upTo(total, 2, 1).map((piece) => piece + String(total).padStart(2, '0'))),
  posinseqslash: () =>
    fc
      .integer({ min: 1, max: 9 })
      .chain((end) => fc.integer({ min: 1, max: end }).map((position) => `${position}/${end}`)),
  iban: () => iban,
  couponcode: () => couponcode,
  couponposoffer: () => joined(fc.constantFrom('0', '1'), sized('0123456', 6), digits(6), sized(DIGITS, 6)),
};

const part = (component: Component): Arbitrary<string> => {
  const maker = component.linters.map((name) => MAKERS[name]).find((found) => found !== undefined);
  return maker ? maker(component) : text(SETS[component.set], component.min, component.max);
};

/** Values that the AI takes, optional parts present or not. */
export function validValue({ components }: ApplicationIdentifier): Arbitrary<string> {
  const lengths = components
    .map((_, index) => index + 1)
    .filter((count) => !components[count] || components[count].optional);
  return fc.constantFrom(...lengths).chain((count) => joined(...components.slice(0, count).map(part)));
}

const matches = ({ prefix, length }: AiPattern, ai: string): boolean => ai.length === length && ai.startsWith(prefix);

/** The AI with partners that it may stand with: the smallest set that breaks no rule about AIs together. */
export function companions(ai: string, chosen: readonly string[] = [ai]): readonly string[] | undefined {
  const all = chosen.map((one) => applicationIdentifier(one)!);
  if (all.some(({ ai: self, bars }) => chosen.some((one) => one !== self && bars.some((bar) => matches(bar, one)))))
    return undefined;
  const wanting = all.find(
    ({ ai: self, needs }) =>
      needs.length > 0 &&
      !needs.some((group) => group.every((need) => chosen.some((one) => one !== self && matches(need, one)))),
  );
  if (!wanting) return chosen;
  for (const group of wanting.needs) {
    const partners = group.map(
      (need) => APPLICATION_IDENTIFIERS.find((one) => one.ai !== wanting.ai && matches(need, one.ai))!.ai,
    );
    const result = companions(ai, [...new Set([...chosen, ...partners])]);
    if (result) return result;
  }
  return undefined;
}

/** The AI with its companions, all of them with values that they take. */
export function validElements(ai: string): Arbitrary<ElementData[]> {
  const set = companions(ai);
  if (!set) throw new Error(`AI (${ai}) can stand with no other and needs one.`);
  return fc.tuple(...set.map((one) => validValue(applicationIdentifier(one)!).map((value) => ({ ai: one, value }))));
}

const plain = `${DIGITS}ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz`;

/** A pack as it is on shelves: letters and digits, an expiry date of the next years. */
export const anyPack = fc.record({
  gtin: withCheck({ set: 'n', min: 14, max: 14, optional: false, linters: [] }),
  serial: text(plain, 6, 20),
  lot: text(plain, 4, 10),
  expiry: fc
    .record({ year: fc.integer({ min: 2026, max: 2031 }), month: fc.integer({ min: 1, max: 12 }) })
    .map(({ year, month }) => `${year}-${String(month).padStart(2, '0')}-15`),
});
