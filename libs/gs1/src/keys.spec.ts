import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCharacters, checkDigit, hasValidCheckDigit } from './check-digits';
import { companyPrefixCovers, isGln, isGtin14, isLot, isSerial, isSscc, makeSscc, normaliseGtin } from './keys';

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });

describe('check digits', () => {
  it('are those of published keys', () => {
    expect(checkDigit('0952123454321')).toBe('3');
    expect(checkDigit('9638507')).toBe('4');
    expect(checkDigit('00614141123456789')).toBe('0');
    expect(checkCharacters('1987654Ad4X4bL5ttr2310c')).toBe('2K');
  });

  it('catch every wrong digit, wherever it is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(7, 11, 12, 13, 17).chain(digits),
        fc.nat(17),
        fc.integer({ min: 1, max: 9 }),
        (body, index, by) => {
          const key = body + checkDigit(body);
          expect(hasValidCheckDigit(key)).toBe(true);
          const at = index % key.length;
          const wrong = key.slice(0, at) + ((Number(key[at]) + by) % 10) + key.slice(at + 1);
          expect(hasValidCheckDigit(wrong)).toBe(false);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('are for digits only', () => {
    for (const text of ['', 'A', '12 ', '１２']) expect(() => checkDigit(text)).toThrow(RangeError);
    for (const text of ['', '0', '5', '0952123454321X', '９521234543213']) expect(hasValidCheckDigit(text)).toBe(false);
    expect(() => checkCharacters('é')).toThrow(RangeError);
    expect(() => checkCharacters('1'.repeat(24))).toThrow(RangeError);
  });
});

describe('keys', () => {
  it('have their length and check digit', () => {
    expect([isGtin14('09521234543213'), isGtin14('9521234543213'), isGtin14('09521234543210')]).toEqual([
      true,
      false,
      false,
    ]);
    expect([isSscc('106141410000009999'), isSscc('106141410000009990')]).toEqual([true, false]);
    expect([isGln('9521234000006'), isGln('9521234000007'), isGln('09521234543213')]).toEqual([true, false, false]);
  });

  it('serials and lots are 1 to 20 characters of set 82', () => {
    for (const text of ['1', 'A/B-1.2_(3)', '!"%&\'()*+,-./:;<=>?_', 'z'.repeat(20)])
      expect([isSerial(text), isLot(text)]).toEqual([true, true]);
    for (const text of ['', 'z'.repeat(21), 'A B', '#', '@', 'é', '\u001d', 'ａ'])
      expect([isSerial(text), isLot(text)]).toEqual([false, false]);
  });

  it('pads GTINs to 14 digits', () => {
    for (const text of ['96385074', '614141123452', '9521234543213', '09521234543213']) {
      expect(normaliseGtin(text)).toEqual({ ok: true, gtin: text.padStart(14, '0') });
    }
  });

  it.each([
    ['', { code: 'EMPTY_VALUE', position: 0, length: 0 }],
    ['9638507', { code: 'VALUE_TOO_SHORT', position: 0, length: 7 }],
    ['095212345432130', { code: 'VALUE_TOO_LONG', position: 14, length: 1 }],
    ['96385075', { code: 'INVALID_CHECK_DIGIT', position: 7, length: 1, detail: '4' }],
    ['0952123454321A', { code: 'INVALID_CHARACTER', position: 13, length: 1 }],
    ['095-1234543213', { code: 'INVALID_CHARACTER', position: 3, length: 1 }],
  ])('says what is wrong with the GTIN %j', (text, fault) => {
    expect(normaliseGtin(text)).toMatchObject({ ok: false, fault: { ai: '01', ...fault } });
  });

  it('are made from a company prefix, after the indicator or extension digit', () => {
    expect(companyPrefixCovers('9521234', '09521234543213')).toBe(true);
    expect(companyPrefixCovers('9521234', '19521234543210')).toBe(true);
    expect(companyPrefixCovers('0614141', '106141410000009999')).toBe(true);
    expect(companyPrefixCovers('9521234', '9521234000006')).toBe(true);
    expect(companyPrefixCovers('9521235', '09521234543213')).toBe(false);
    expect(companyPrefixCovers('0952123', '09521234543213')).toBe(false);
    for (const prefix of ['', '952', '9521234543213', '95X1234'])
      expect(companyPrefixCovers(prefix, '09521234543213')).toBe(false);
    for (const key of ['', '09521234543210', '96385074', 'x']) expect(companyPrefixCovers('9521234', key)).toBe(false);
  });

  it('SSCCs are made of their parts and read as theirs', () => {
    expect(makeSscc({ companyPrefix: '0614141', extensionDigit: 1, serialReference: 999 })).toBe('106141410000009999');
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 12 }).chain(digits),
        fc.integer({ min: 0, max: 9 }),
        fc.nat(9999),
        (companyPrefix, extensionDigit, serialReference) => {
          const sscc = makeSscc({ companyPrefix, extensionDigit, serialReference });
          expect(isSscc(sscc)).toBe(true);
          expect(companyPrefixCovers(companyPrefix, sscc)).toBe(true);
        },
      ),
    );
    const parts = { companyPrefix: '0614141', extensionDigit: 0, serialReference: 0 };
    for (const wrong of [
      { companyPrefix: '061' },
      { companyPrefix: '0614141X' },
      { extensionDigit: 10 },
      { extensionDigit: -1 },
      { extensionDigit: '' },
      { serialReference: 10 ** 9 },
      { serialReference: -1 },
      { serialReference: 1.5 },
      { serialReference: '' },
    ]) {
      expect(() => makeSscc({ ...parts, ...wrong })).toThrow(RangeError);
    }
  });
});
