import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyPack, TODAY } from '../../test/valid-values';
import { type ElementData, elementsOfPack, elementsOfUnit, formatElementString, type Pack } from '../format';
import { parseScan } from '../parse-scan';
import type { GoodReading } from '../reading';
import { type CandidateReading, candidateReadings, MAX_CANDIDATES } from './candidates';
import { FRENCH, GERMAN } from './keyboards';

const options = { today: TODAY };
const GS = '\u001d';
const PACK: Pack = { gtin: '09521234543213', serial: 'AbC1234567', lot: 'LOT42x', expiry: '2027-12-31' };

const candidates = (text: string): CandidateReading[] => candidateReadings(text, options);
const isPack = (pack: Pack) => (reading: GoodReading) =>
  reading.gtin === pack.gtin &&
  reading.serial === pack.serial &&
  reading.lot === pack.lot &&
  reading.expiry === pack.expiry;

/** The elements of a pack in one of the orders that are printed. */
const orders: readonly (readonly string[])[] = [
  ['01', '17', '10', '21'],
  ['01', '21', '17', '10'],
  ['01', '10', '17', '21'],
  ['01', '21', '10', '17'],
];
const ordered = (pack: Pack, order: readonly string[]): ElementData[] =>
  order.map((ai) => elementsOfPack(pack).find((element) => element.ai === ai)!);
const typed = (text: string, keyboard: ReadonlyMap<string, string>): string => {
  const back = new Map([...keyboard].map(([field, meant]) => [meant, field]));
  return [...text].map((character) => back.get(character) ?? character).join('');
};
const swapped = (text: string): string =>
  text.replace(/[a-z]/gi, (c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase()));

const raw = formatElementString(elementsOfPack(PACK));

describe('repairs', () => {
  it.each([
    ['lost separators', raw.replaceAll(GS, ''), ['SEPARATOR_RESTORED']],
    [
      'serial, then expiry and lot glued',
      `0109521234543213` + `21AbC1234567` + `17271231` + `10LOT42x`,
      ['SEPARATOR_RESTORED'],
    ],
    ['caps lock', swapped(`]d2${raw}`), ['CAPS_LOCK', 'SYMBOLOGY_IDENTIFIER'].slice(0, 1)],
    ['a spelled separator', raw.replaceAll(GS, '<GS>'), ['SEPARATOR_SPELLED']],
    ['a bar as separator', raw.replaceAll(GS, '|'), ['SEPARATOR_SPELLED']],
    ['^] as separator', raw.replaceAll(GS, '^]'), ['SEPARATOR_SPELLED']],
    ['F8 as separator', raw.replaceAll(GS, 'F8'), ['SEPARATOR_SPELLED']],
    ['an escaped separator', raw.replaceAll(GS, '\\u001d'), ['SEPARATOR_SPELLED']],
    ['an upper-case identifier', `]D2${raw}`, ['SYMBOLOGY_IDENTIFIER']],
    ['an identifier without its bracket', `d2${raw}`, ['SYMBOLOGY_IDENTIFIER']],
    [
      'an identifier of the wrong carrier for brackets',
      ']d2(01)09521234543213(17)271231(10)LOT42x(21)AbC1234567',
      ['SYMBOLOGY_IDENTIFIER'],
    ],
    ['line end and blank', ` ${raw}\r\n`, ['WHITESPACE_REMOVED']],
    ['blanks between brackets', '(01) 09521234543213 (17) 271231\n(10) LOT42x (21) AbC1234567', ['WHITESPACE_REMOVED']],
    ['full-width characters', '（０１）09521234543213（17）271231（10）LOT42x（21）AbC1234567', ['FULL_WIDTH']],
    ['square brackets', '[01]09521234543213[17]271231[10]LOT42x[21]AbC1234567', ['BRACKETS']],
    ['two separators in a row', raw.replace(GS, GS + GS), ['SEPARATOR_REMOVED']],
    [
      'a short GTIN in a web address',
      'https://a.com/01/9521234543213/10/LOT42x/21/AbC1234567?17=271231',
      ['URI_REARRANGED'],
    ],
    ['the lot in the query', 'https://a.com/01/09521234543213/21/AbC1234567?10=LOT42x&17=271231', ['URI_REARRANGED']],
    ['names for AIs', 'https://a.com/gtin/09521234543213/lot/LOT42x/ser/AbC1234567?exp=271231', ['URI_REARRANGED']],
    ['no scheme', 'id.gs1.org/01/09521234543213/10/LOT42x/21/AbC1234567?17=271231', ['URI_REARRANGED']],
  ])('%s', (_, text, repairs) => {
    const found = candidates(text).find(isPack(PACK));
    expect(found?.repairs).toEqual(repairs);
  });

  it('comes first where it is the one that makes a whole pack', () => {
    for (const text of [
      raw.replaceAll(GS, ''),
      `010952123454321321AbC123456717271231` + `10LOT42x`,
      raw.replaceAll(GS, '~'),
      `]D2${raw}`,
    ]) {
      expect(isPack(PACK)(candidates(text)[0]!)).toBe(true);
    }
  });

  it('Y and Z swapped, and whole layouts', () => {
    const pack = { ...PACK, serial: 'XyZ-12/34_5', lot: 'QaW:M;9' };
    const text = `]d2${formatElementString(elementsOfPack(pack)).replaceAll(GS, '^')}`;
    expect(candidates(typed(text, GERMAN)).find(isPack(pack))?.repairs).toContain('KEYBOARD_GERMAN');
    expect(candidates(typed(text, FRENCH)).find(isPack(pack))?.repairs).toContain('KEYBOARD_FRENCH');
    expect(typed(']d201', FRENCH)).toBe('$dé' + 'à&');
    const simple = { ...PACK, serial: 'XyZ12345' };
    const swappedYz = formatElementString(elementsOfPack({ ...simple, serial: 'XzY12345' }));
    expect(candidates(swappedYz).find(isPack(simple))?.repairs).toEqual(['KEYBOARD_YZ']);
  });

  it('bare keys', () => {
    expect(candidates('006141411234567890')).toMatchObject([{ sscc: '006141411234567890', repairs: ['AI_ADDED'] }]);
    expect(candidates('9521234543213')).toMatchObject([{ gtin: '09521234543213', repairs: ['AI_ADDED'] }]);
    expect(candidates(']E09521234543213')).toMatchObject([{ gtin: '09521234543213' }]);
    expect(candidates('9521234543210')).toEqual([]);
  });

  it('brackets that belong to a value', () => {
    const found = candidates('(01)09521234543213(21)A(10)B');
    expect(found.find(({ serial }) => serial === 'A(10)B')?.repairs).toEqual(['BRACKETS']);
  });

  it('leaves alone what the reader says is not GS1', () => {
    expect(candidates(`]d1${raw}`)).toEqual([]);
    expect(candidates(`]C0${raw}`)).toEqual([]);
  });

  it('offers nothing for what is no code at all', () => {
    for (const text of ['', 'hello world', 'x'.repeat(9000), '\u001d', '(((((', 'https://', '%%%', '12345'])
      expect(candidates(text)).toEqual([]);
  });
});

describe('two codes in one field', () => {
  const other = { ...PACK, serial: 'ZzZ7654321' };
  const second = formatElementString(elementsOfPack(other));
  const sscc = '006141411234567890';

  it.each([
    ['with identifiers', `]d2${raw}]d2${second}`],
    ['on two lines', `${raw}\n${second}`],
    ['without anything between', raw + second],
    [
      'as brackets',
      '(01)09521234543213(17)271231(10)LOT42x(21)AbC1234567' + '(01)09521234543213(17)271231(10)LOT42x(21)ZzZ7654321',
    ],
  ])('%s: each of them, for the caller to see that there are two', (_, text) => {
    const found = candidates(text);
    expect(found.find(isPack(PACK))?.repairs).toContain('TWO_CODES');
    expect(found.find(isPack(other))?.repairs).toContain('TWO_CODES');
  });

  it('the same code twice is one reading', () => {
    for (const text of [`]d2${raw}]d2${raw}`, `${raw} ${raw}`, raw + raw]) {
      const found = candidates(text);
      expect(isPack(PACK)(found[0]!)).toBe(true);
      expect(found.filter(isPack(PACK))).toHaveLength(1);
    }
  });

  it('a unit and a pack', () => {
    const found = candidates(formatElementString(elementsOfUnit({ sscc })) + raw);
    expect(found.some((one) => one.sscc === sscc && one.gtin === undefined)).toBe(true);
    expect(found.some((one) => isPack(PACK)(one) && one.sscc === undefined)).toBe(true);
  });
});

describe('for any pack', () => {
  const scans = fc.record({ pack: anyPack, order: fc.constantFrom(...orders) });

  it('finds it again without its separators', () => {
    let first = 0;
    let runs = 0;
    fc.assert(
      fc.property(scans, ({ pack, order }) => {
        const text = formatElementString(ordered(pack, order)).replaceAll(GS, '');
        const strict = parseScan(text, options);
        if (strict.ok && isPack(pack)(strict)) return;
        const found = candidates(text);
        runs++;
        if (isPack(pack)(found[0]!)) first++;
        expect(found.some(isPack(pack)), text).toBe(true);
      }),
      { numRuns: 300, seed: 20260201 },
    );
    // Alphanumeric serials and lots: the whole pack is nearly always the likeliest reading.
    expect(first / runs).toBeGreaterThan(0.95);
  });

  it('finds it again with caps lock on, Y and Z swapped, separators spelled, or all of it', () => {
    const yz = (text: string): string =>
      typed(
        text,
        new Map([
          ['y', 'z'],
          ['z', 'y'],
          ['Y', 'Z'],
          ['Z', 'Y'],
        ]),
      );
    const mishaps: readonly ((text: string) => string)[] = [
      swapped,
      yz,
      (text) => yz(swapped(text)),
      (text) => text.replaceAll(GS, '<GS>'),
      (text) => swapped(text).replaceAll(GS, ''),
      (text) => `${text.replaceAll(GS, '')}\r\n`,
    ];
    fc.assert(
      fc.property(scans, fc.constantFrom(...mishaps), ({ pack, order }, mishap) => {
        const text = mishap(`]d2${formatElementString(ordered(pack, order))}`);
        const strict = parseScan(text, options);
        if (strict.ok && isPack(pack)(strict)) return;
        expect(candidates(text).some(isPack(pack)), text).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('every candidate', () => {
  const fragments = fc.constantFrom(
    ...[
      '0109521234543213',
      '21',
      '10',
      '17271231',
      'Abz12',
      '00006141411234567890',
      '(01)09521234543213',
      '(21)A',
      ']d2',
      ' ',
      '\r\n',
      '<GS>',
      GS,
    ],
    ...[
      '|',
      'https://a.com/01/09521234543213',
      '/21/',
      '?10=',
      '&',
      'ß',
      'é',
      '0',
      '17',
      '（',
      '240',
      '91',
      '%1D',
      'F8',
      '+d2',
    ],
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(fragments, { maxLength: 12 }).map((parts) => parts.join('')),
    fc
      .string({ unit: fc.constantFrom('0', '1', '2', '7', 'A'), maxLength: 60 })
      .map((tail) => `0109521234543213${tail}`),
  );
  const content = ({ elements }: { elements: readonly ElementData[] }): string =>
    JSON.stringify([...new Set(elements.map(({ ai, value }) => `${ai} ${value}`))].sort());

  it('is valid for the strict parser, repaired, unlike the strict reading and unlike the others', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const strict = parseScan(text, options);
        const found = candidates(text);
        expect(found.length).toBeLessThanOrEqual(MAX_CANDIDATES);
        expect(new Set(found.map(content)).size).toBe(found.length);
        for (const { repairs, text: repairedText, ...reading } of found) {
          expect(repairs.length).toBeGreaterThan(0);
          expect(parseScan(repairedText, options)).toEqual(reading);
          if (strict.ok) expect(content(reading)).not.toBe(content(strict));
        }
      }),
      { numRuns: 600 },
    );
  });

  it('comes to an end, whatever was sent', () => {
    const units = [
      '0',
      '10',
      '21',
      '1017',
      '0109521234543213',
      '010952123454321321aZ10yB ',
      '(01)',
      '(10)1',
      'https://a/01/1/',
      ']d2',
      ' ',
      'ß',
      '<GS>',
      '%1D',
      'zY',
      'F8',
      'a1\n',
    ];
    for (const unit of units) {
      for (const size of [200, 8000]) {
        const text = `0109521234543213${unit.repeat(size)}`.slice(0, size);
        expect(candidates(text).length, `${unit} ${size}`).toBeLessThanOrEqual(MAX_CANDIDATES);
      }
    }
  });
});
