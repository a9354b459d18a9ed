import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultsOf } from '../test/marked';
import { companions, TODAY, validElements, validValue } from '../test/valid-values';
import { APPLICATION_IDENTIFIERS } from './application-identifiers';
import { CSET39, CSET64, CSET82 } from './character-sets';
import { formatBracketed, formatElementString } from './format';
import { MAX_SCAN_LENGTH, parseScan } from './parse-scan';
import type { ScanReading } from './reading';

const options = { today: TODAY };
const valuesOf = ({ elements }: ScanReading) => elements.map(({ ai, value }) => ({ ai, value }));
const good = (text: string) => {
  const reading = parseScan(text.replaceAll('^', '\u001d'), options);
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
  return reading;
};

describe('carriers and forms', () => {
  const pack = '010952123454321317271231' + '10LOT1^21SER1';
  const facts = { gtin: '09521234543213', expiry: '2027-12-31', lot: 'LOT1', serial: 'SER1' };

  it.each([']d2', ']C1', ']Q3', ']e0', ']J1'])('reads element strings after %s', (identifier) => {
    expect(good(identifier + pack)).toMatchObject({
      ...facts,
      symbologyIdentifier: identifier,
      form: 'element-string',
    });
    expect(good(`${identifier}^${pack}`)).toMatchObject(facts);
  });

  it('reads element strings without identifier, with or without the first FNC1, and with a superfluous one', () => {
    for (const text of [pack, `^${pack}`, `${pack}^`, `0109521234543213^17271231^10LOT1^21SER1`]) {
      expect(good(text)).toMatchObject({ ...facts, form: 'element-string' });
      expect(good(text)).not.toHaveProperty('symbologyIdentifier');
    }
  });

  it('reads brackets and web addresses', () => {
    expect(good('(01)09521234543213(17)271231(10)LOT1(21)SER1')).toMatchObject({ ...facts, form: 'bracketed' });
    for (const text of [
      'https://id.gs1.org/01/09521234543213/10/LOT1/21/SER1?17=271231',
      ']d1https://id.gs1.org/01/09521234543213/10/LOT1/21/SER1?17=271231',
      ']Q1http://example.com/01/09521234543213/10/LOT1/21/SER1?17=271231',
    ]) {
      expect(good(text)).toMatchObject({ ...facts, form: 'digital-link' });
    }
  });

  it.each([
    ['', 'EMPTY **'],
    [']d2', 'EMPTY ]d2**'],
    ['^', 'EMPTY ^**'],
    ['hello', 'NOT_GS1 *hello*'],
    [' 0109521234543213', 'NOT_GS1 * 0109521234543213*'],
    ['ftp://a/01/09521234543213', 'NOT_GS1 *ftp://a/01/09521234543213*'],
    [']', 'NOT_GS1_SYMBOLOGY *]*'],
    [']d10109521234543213', 'NOT_GS1_SYMBOLOGY *]d1*0109521234543213'],
    [']C00109521234543213', 'NOT_GS1_SYMBOLOGY *]C0*0109521234543213'],
    [']C0https://a/01/09521234543213', 'NOT_GS1_SYMBOLOGY *]C0*https://a/01/09521234543213'],
    [']Q1abc', 'NOT_GS1_SYMBOLOGY *]Q1*abc'],
    [']D20109521234543213', 'NOT_GS1_SYMBOLOGY *]D2*0109521234543213'],
    [']E09521234543213', 'NOT_GS1_SYMBOLOGY *]E0*9521234543213'],
  ])('refuses %j', (scan, fault) => expect(faultsOf(scan)).toEqual([fault]));

  it('refuses what is too long for any carrier', () => {
    const text = '0'.repeat(MAX_SCAN_LENGTH + 7);
    expect(parseScan(text, options)).toMatchObject({
      ok: false,
      faults: [{ code: 'INPUT_TOO_LONG', position: MAX_SCAN_LENGTH, length: 7 }],
    });
  });

  it('takes the date of (7003) where there is no (17)', () => {
    expect(good('01095212345432137003' + '2712312359').expiry).toBe('2027-12-31');
    expect(good('0109521234543213177' + '10900^7003' + '2712312359').expiry).toBe('2071-09-30');
  });
});

describe('faults, each where it is', () => {
  it.each([
    // What GS1 keys must be
    ['0109521234543210', ['INVALID_CHECK_DIGIT (01) 010952123454321*0*']],
    ['010952123454321X', ['INVALID_CHARACTER (01) 010952123454321*X*']],
    ['01095212345432', ['VALUE_TOO_SHORT (01) 01*095212345432*']],
    ['01', ['EMPTY_VALUE (01) 01**']],
    ['00106141412345678908^', []],
    ['00006141411234567891', ['INVALID_CHECK_DIGIT (00) 0000614141123456789*1*']],
    // Dates
    ['010952123454321317271301', ['INVALID_MONTH (17) 01095212345432131727*13*01']],
    ['010952123454321317270230', ['INVALID_DAY (17) 0109521234543213172702*30*']],
    ['010952123454321317270200', []],
    ['010952123454321317280229', []],
    ['01095212345432137006270200', ['INVALID_DAY (7006) 010952123454321370062702*00*']],
    ['010952123454321370032712312400', ['INVALID_HOUR (7003) 01095212345432137003271231*24*00']],
    ['010952123454321370032712312360', ['INVALID_MINUTE (7003) 0109521234543213700327123123*60*']],
    ['01095212345432138008271231235960', ['INVALID_SECOND (8008) 010952123454321380082712312359*60*']],
    ['0109521234543213800827123123596', ['VALUE_TOO_SHORT (8008) 010952123454321380082712312359*6*']],
    // Characters and lengths
    ['010952123454321321AB#C', ['INVALID_CHARACTER (21) 010952123454321321AB*#*C']],
    ['010952123454321321AB C', ['INVALID_CHARACTER (21) 010952123454321321AB* *C']],
    ['010952123454321321A😀B', ['INVALID_CHARACTER (21) 010952123454321321A*😀*B']],
    ['010952123454321321abcdefghijklmnopqrstu', ['VALUE_TOO_LONG (21) 010952123454321321abcdefghijklmnopqrst*u*']],
    ['010952123454321321^10A', ['EMPTY_VALUE (21) 010952123454321321**^10A']],
    ['0109521234543213211', []],
    // AIs
    ['0109521234543213^7', ['UNKNOWN_AI (7) 0109521234543213^*7*']],
    ['010952123454321323', ['UNKNOWN_AI (23) 0109521234543213*23*']],
    ['0109521234543213236X', ['UNKNOWN_AI (236) 0109521234543213*236*X']],
    ['01095212345432138999', ['UNKNOWN_AI (89) 0109521234543213*89*99']],
    ['0109521234543213^^21A', ['UNEXPECTED_SEPARATOR 0109521234543213^*^*21A']],
    ['^^0109521234543213', ['UNEXPECTED_SEPARATOR ^*^*0109521234543213']],
    // Separators
    ['010952123454321342215621A', ['MISSING_SEPARATOR (422) 0109521234543213422156**21A']],
    ['010952123454321321ABCDEFGHIJKLM17271231', ['MISSING_SEPARATOR (21) 010952123454321321ABCDEFGHIJKLM**17271231']],
    ['01095212345432134221567', ['VALUE_TOO_LONG (422) 0109521234543213422156*7*']],
    // AIs together
    ['21A', ['MISSING_PARTNER (21) *21*A']],
    ['17271231', ['MISSING_PARTNER (17) *17*271231']],
    ['0209521234543213', ['MISSING_PARTNER (02) *02*09521234543213']],
    ['00006141411234567890' + '0209521234543213' + '3712', []],
    [
      '010952123454321337' + '5',
      ['EXCLUDED_PARTNER (01) *01*0952123454321337' + '5', 'MISSING_PARTNER (37) 0109521234543213*37*5'],
    ],
    ['010952123454321321A^21B', ['DUPLICATE_AI (21) 010952123454321321A^21*B*']],
    ['010952123454321321A^21A', []],
    ['0109521234543213^21A^0109521234543213', []],
    [
      '0109521234543213' + '3102000001' + '3103000010',
      [
        'EXCLUDED_PARTNER (3102) 0109521234543213*3102*0000013103000010',
        'EXCLUDED_PARTNER (3103) 01095212345432133102000001*3103*000010',
      ],
    ],
    ['0109521234543213' + '3102000001' + '3202000001', []],
    // Several at once, in order
    [
      '010952123454321017271332^10A B^21',
      [
        'INVALID_CHECK_DIGIT (01) 010952123454321*0*17271332^10A B^21',
        'INVALID_MONTH (17) 01095212345432101727*13*32^10A B^21',
        'INVALID_CHARACTER (10) 010952123454321017271332^10A* *B^21',
        'EMPTY_VALUE (21) 010952123454321017271332^10A B^21**',
      ],
    ],
  ])('%j', (scan, faults) => expect(faultsOf(scan)).toEqual(faults));

  it.each([
    ['(01)09521234543210', ['INVALID_CHECK_DIGIT (01) (01)0952123454321*0*']],
    ['(01)09521234543213(89)A', ['UNKNOWN_AI (89) (01)09521234543213(*89*)A']],
    ['(1)09521234543213', ['MALFORMED_BRACKETS *(1)*09521234543213']],
    [
      '()09521234543213(21)A',
      ['MALFORMED_BRACKETS *()*09521234543213(21)A', 'MISSING_PARTNER (21) ()09521234543213(*21*)A'],
    ],
    ['(15', ['MALFORMED_BRACKETS *(15*']],
    ['(', ['MALFORMED_BRACKETS *(*']],
    ['(12345)1', ['MALFORMED_BRACKETS *(12345)*1']],
    ['(10)(21)A(01)09521234543213', ['EMPTY_VALUE (10) (10)**(21)A(01)09521234543213']],
    ['(01)09521234543213(10)', ['EMPTY_VALUE (10) (01)09521234543213(10)**']],
    ['(01)09521234543213(21)A(B)C', []],
    ['(01)09521234543213(21)A\\(10)C', []],
    ['(01)09521234543213(21)A\\(10) C', ['INVALID_CHARACTER (21) (01)09521234543213(21)A\\(10)* *C']],
    ['(01)09521234543213(21)A\\C', ['INVALID_CHARACTER (21) (01)09521234543213(21)A*\\*C']],
    ['(01)095212345432131(21)A', ['VALUE_TOO_LONG (01) (01)09521234543213*1*(21)A']],
    ['(17)9(90)217', ['VALUE_TOO_SHORT (17) (17)*9*(90)217', 'MISSING_PARTNER (17) (*17*)9(90)217']],
  ])('%j', (scan, faults) => expect(faultsOf(scan).sort()).toEqual([...faults].sort()));

  it('leaves out missing partners, and nothing else, where another barcode may have them', () => {
    expect(faultsOf('21A', { ...options, partial: true })).toEqual([]);
    expect(faultsOf('0109521234543213375', { ...options, partial: true })).toHaveLength(1);
  });

  it('says what could be read all the same', () => {
    expect(valuesOf(parseScan('010952123454321017271231\u001d9X21A', options))).toEqual([
      { ai: '17', value: '271231' },
    ]);
    expect(valuesOf(parseScan('8999\u001d0109521234543213', options))).toEqual([{ ai: '01', value: '09521234543213' }]);
  });

  it('fills in its messages', () => {
    const reading = parseScan('0109521234543210', options);
    expect(reading).toMatchObject({
      faults: [{ message: 'The check digit of AI (01) is wrong: it should be 3.', detail: '3' }],
    });
  });
});

describe('every AI', () => {
  it('can be valid', () => {
    for (const { ai } of APPLICATION_IDENTIFIERS) expect(companions(ai), ai).toBeDefined();
  });

  it.each(APPLICATION_IDENTIFIERS.map(({ ai }) => ai))('(%s) is read back as it was formatted', (ai) => {
    fc.assert(
      fc.property(validElements(ai), (elements) => {
        const raw = formatElementString(elements, TODAY);
        const reading = parseScan(raw, options);
        expect(reading).toMatchObject({ ok: true, form: 'element-string' });
        expect(valuesOf(reading)).toEqual(elements);
        for (const { value, position, length } of reading.elements)
          expect(raw.slice(position, position + length)).toBe(value);
        const bracketed = parseScan(formatBracketed(elements, TODAY), options);
        expect(bracketed).toMatchObject({ ok: true, form: 'bracketed' });
        expect(valuesOf(bracketed)).toEqual(elements);
      }),
      { numRuns: 12 },
    );
  });

  it.each(
    APPLICATION_IDENTIFIERS.filter(({ fixed }) => fixed).map((identifier) => [identifier.ai, identifier] as const),
  )('(%s) has its length', (ai, identifier) => {
    fc.assert(
      fc.property(validValue(identifier), fc.nat(17), (value, cut) => {
        const short = value.slice(0, cut % value.length);
        const fault = short === '' ? 'EMPTY_VALUE' : 'VALUE_TOO_SHORT';
        expect(faultsOf(ai + short, { ...options, partial: true })).toEqual([`${fault} (${ai}) ${ai}*${short}*`]);
      }),
      { numRuns: 5 },
    );
  });

  it('has no wrong check digit that is not found', () => {
    const keys = APPLICATION_IDENTIFIERS.filter(({ components }) =>
      components.some(({ linters }) => linters.includes('csum')),
    );
    expect(keys.length).toBeGreaterThan(15);
    for (const identifier of keys) {
      const { ai, components } = identifier;
      const before = components.slice(
        0,
        components.findIndex(({ linters }) => linters.includes('csum')),
      );
      const start = before.reduce((sum, { max }) => sum + max, 0);
      const { max } = components[before.length]!;
      fc.assert(
        fc.property(validValue(identifier), fc.nat(max - 1), fc.integer({ min: 1, max: 9 }), (value, index, by) => {
          const at = start + index;
          const digit = String((Number(value[at]) + by) % 10);
          const reading = parseScan(ai + value.slice(0, at) + digit + value.slice(at + 1), {
            ...options,
            partial: true,
          });
          const position = ai.length + start + max - 1;
          expect(reading).toMatchObject({
            ok: false,
            faults: [{ code: 'INVALID_CHECK_DIGIT', ai, position, length: 1 }],
          });
        }),
        { numRuns: 100 },
      );
    }
  });
});

describe('every character', () => {
  const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
  const others = ['\u0080', '\u00e4', '\u0661', '\uff11', '\u2028', '\ud800', '\udc00', '😀'];

  it.each([
    ['21', '010952123454321321', CSET82],
    ['8010', '8010123456', CSET39],
    ['8030', '00006141411234567890' + '8030', CSET64],
    ['30', '0109521234543213' + '30', '0123456789'],
  ])('of AI (%s) is taken or refused as its set says', (ai, head, set) => {
    for (const character of [...ascii, ...others]) {
      if (character === '\u001d' || (ai === '8030' && character === '=')) continue;
      const text = `${head}1${character}1`;
      const position = head.length + 1;
      const fault = { code: 'INVALID_CHARACTER', ai, position, length: character.length };
      const reading = parseScan(text, options);
      if (set.includes(character)) expect(reading, JSON.stringify(text)).toMatchObject({ ok: true });
      else expect(reading, JSON.stringify(text)).toMatchObject({ ok: false, faults: [fault] });
    }
  });
});

describe('any text at all', () => {
  const fragments = fc.constantFrom(
    ...[
      '01',
      '09521234543213',
      '21',
      '10',
      '17',
      '271231',
      '00',
      '006141411234567890',
      '8008',
      '422',
      '(',
      ')',
      '(01)',
      '(21)',
    ],
    ...[
      '\\',
      '\u001d',
      ']d2',
      ']d1',
      ']',
      'https://',
      'HTTP://',
      'a',
      '/',
      '?',
      '&',
      '=',
      '%',
      '%2F',
      '#',
      '/01/',
      '/10/',
      '?17=',
    ],
    ...[' ', '\r\n', '\u0000', '\ud800', 'é', '😀', '|', '<GS>', '9', 'Z'],
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 120 }),
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.array(fragments, { maxLength: 40 }).map((parts) => parts.join('')),
    fc.array(fragments, { maxLength: 20 }).map((parts) => `]d2010952123454321321${parts.join('')}`),
    fc.array(fragments, { maxLength: 20 }).map((parts) => `https://example.com/01/09521234543213${parts.join('')}`),
  );

  it('gets an answer, with positions inside of what was sent', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const reading = parseScan(text, options);
        const places = [...reading.elements, ...(reading.ok ? [] : reading.faults)];
        for (const { position, length } of places) {
          expect(position).toBeGreaterThanOrEqual(0);
          expect(length).toBeGreaterThanOrEqual(0);
          expect(position + length).toBeLessThanOrEqual(text.length);
        }
        if (reading.ok) expect(reading.elements.length).toBeGreaterThan(0);
        else {
          expect(reading.faults.length).toBeGreaterThan(0);
          expect(reading.faults.map(({ position }) => position)).toEqual(
            reading.faults.map(({ position }) => position).sort((a, b) => a - b),
          );
          for (const { message } of reading.faults) expect(message).not.toMatch(/\{(ai|detail)\}/);
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('of the greatest length is answered, and the answer is no flood', () => {
    for (const unit of [
      '0',
      '(',
      '(01)',
      '\u001d',
      '20' + '11',
      '90',
      '01' + '09521234543213',
      '%',
      'https://a/01/1/',
      '&17=1',
      ')',
    ]) {
      for (const head of ['', ']d2', 'https://a/01/09521234543213?', '(01)']) {
        const text = (head + unit.repeat(MAX_SCAN_LENGTH)).slice(0, MAX_SCAN_LENGTH);
        const reading = parseScan(text, options);
        expect(reading.ok ? 0 : reading.faults.length, text.slice(0, 40)).toBeLessThanOrEqual(100);
      }
    }
  });
});
