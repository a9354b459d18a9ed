import { COUNTRIES_ALPHA2, COUNTRIES_NUMERIC } from './country-codes';
import { CURRENCIES } from './currency-codes';
import { flaw, type Linter, oneOf } from './lint';
import { PACKAGE_TYPES } from './package-types';

export const iso3166 = oneOf('INVALID_COUNTRY', (text) => COUNTRIES_NUMERIC.has(text));
export const iso3166999 = oneOf('INVALID_COUNTRY', (text) => text === '999' || COUNTRIES_NUMERIC.has(text));
export const iso3166alpha2 = oneOf('INVALID_COUNTRY', (text) => COUNTRIES_ALPHA2.has(text));
export const iso4217 = oneOf('INVALID_CURRENCY', (text) => CURRENCIES.has(text));
export const packagetype = oneOf('INVALID_PACKAGE_TYPE', (text) => PACKAGE_TYPES.has(text));

/** ISO 13616-1: country, two check digits, account; the whole moved by four is 1 modulo 97. */
export const iban: Linter = (text) => {
  if (text.length <= 10) return flaw('INVALID_IBAN', 0, text.length, 'too short');
  if (!COUNTRIES_ALPHA2.has(text.slice(0, 2))) return flaw('INVALID_IBAN', 0, 2, `no country ${text.slice(0, 2)}`);
  for (let i = 2; i < text.length; i++) {
    if (!/[0-9A-Z]/.test(text.charAt(i))) return flaw('INVALID_IBAN', i, 1, `no place for ${text.charAt(i)}`);
  }
  let rest = 0;
  for (let i = 0; i < text.length; i++) {
    const value = Number.parseInt(text.charAt((i + 4) % text.length), 36);
    rest = (rest * (value < 10 ? 10 : 100) + value) % 97;
  }
  return rest === 1 ? undefined : flaw('INVALID_IBAN', 2, 2, 'the check digits are wrong');
};
