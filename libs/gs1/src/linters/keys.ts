import { CHECK_CHARACTERS_MAX, checkCharacters, expectedCheckDigit, isCset32 } from '../check-digits';
import { visibleCharacter } from '../faults';
import { flaw, type Linter } from './lint';

export const csum: Linter = (text) => {
  const expected = expectedCheckDigit(text);
  const last = text.length - 1;
  return text.charCodeAt(last) - 48 === expected ? undefined : flaw('INVALID_CHECK_DIGIT', last, 1, String(expected));
};

/** General Specifications 7.9.5: two check characters of set 32, mod 1021. */
export const csumalpha: Linter = (text) => {
  const body = text.length - 2;
  if (body < 0) return flaw('VALUE_TOO_SHORT', 0, text.length, 'at least 2 check characters');
  if (body > CHECK_CHARACTERS_MAX)
    return flaw('VALUE_TOO_LONG', 0, text.length, `${CHECK_CHARACTERS_MAX + 2} characters`);
  for (let i = body; i < text.length; i++) {
    if (!isCset32(text.charAt(i))) return flaw('INVALID_CHARACTER', i, 1, visibleCharacter(text.charAt(i)));
  }
  const expected = checkCharacters(text.slice(0, body));
  return text.slice(body) === expected ? undefined : flaw('INVALID_CHECK_CHARACTERS', body, 2, expected);
};

// The shortest company prefix that GS1 gives out. Which ones are given out is not for a reader to know.
const PREFIX_MIN = 4;

const companyPrefixFrom =
  (start: number): Linter =>
  (text) => {
    if (text.length < start + PREFIX_MIN) {
      return flaw('VALUE_TOO_SHORT', 0, text.length, `at least ${start + PREFIX_MIN} characters`);
    }
    for (let i = start; i < start + PREFIX_MIN; i++) {
      const code = text.charCodeAt(i);
      if (code < 48 || code > 57) return flaw('INVALID_COMPANY_PREFIX', i, 1);
    }
    return undefined;
  };

export const gcppos1 = companyPrefixFrom(0);
export const gcppos2 = companyPrefixFrom(1);
