import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TODAY, text } from '../test/valid-values';
import { CSET82 } from './character-sets';
import { elementsOfPack, elementsOfUnit, formatBracketed, formatElementString, humanReadableLines } from './format';
import { parseScan } from './parse-scan';

const options = { today: TODAY };
const pack = { gtin: '09521234543213', serial: 'S1', lot: 'L1', expiry: '2027-12-31' };

describe('formatting', () => {
  it('puts separators where they are needed and nowhere else', () => {
    expect(formatElementString(elementsOfPack(pack))).toBe('01095212345432131727123110L1\u001d21S1');
    expect(formatElementString(elementsOfPack(pack).toReversed())).toBe('21S1\u001d10L1\u001d172712310109521234543213');
    expect(formatElementString(elementsOfUnit({ sscc: '006141411234567890' }))).toBe('00006141411234567890');
    expect(formatElementString([])).toBe('');
  });

  it('leaves out what a pack does not say', () => {
    expect(elementsOfPack({ gtin: pack.gtin, serial: 'S1' })).toEqual([
      { ai: '01', value: pack.gtin },
      { ai: '21', value: 'S1' },
    ]);
    expect(() => elementsOfPack({ ...pack, expiry: '31.12.2027' })).toThrow(RangeError);
  });

  it('prints identification first, then what has its length, then the rest', () => {
    expect(humanReadableLines(elementsOfPack(pack).toReversed())).toEqual([
      '(01)09521234543213',
      '(17)271231',
      '(21)S1',
      '(10)L1',
    ]);
  });

  it('refuses what would not be read back, and says why', () => {
    for (const format of [formatElementString, formatBracketed, humanReadableLines]) {
      expect(() => format(elementsOfPack({ ...pack, gtin: '09521234543210' }))).toThrow(
        /check digit of AI \(01\).*should be 3/,
      );
      expect(() => format(elementsOfPack({ ...pack, serial: '' }))).toThrow(/AI \(21\) has no value/);
      expect(() => format(elementsOfPack({ ...pack, serial: 'A\u001dB' }))).toThrow(/U\+001D.*character 1/);
      expect(() => format(elementsOfPack({ ...pack, lot: 'x'.repeat(21) }))).toThrow(/AI \(10\) is too long/);
      expect(() => format([{ ai: '89', value: '1' }])).toThrow('There is no AI (89).');
    }
  });

  it('carries every pair of characters of set 82', () => {
    fc.assert(
      fc.property(text(CSET82, 1, 20), text(CSET82, 1, 20), (serial, lot) => {
        const elements = elementsOfPack({ ...pack, serial, lot });
        for (const scan of [
          formatElementString(elements),
          `]d2${formatElementString(elements)}`,
          formatBracketed(elements),
        ]) {
          expect(parseScan(scan, options)).toMatchObject({ ok: true, ...pack, serial, lot });
        }
      }),
      { numRuns: 500 },
    );
    for (const a of CSET82) {
      for (const b of CSET82) {
        const elements = elementsOfPack({ ...pack, serial: a + b, lot: b + a });
        expect(parseScan(formatBracketed(elements), options)).toMatchObject({ ok: true, serial: a + b, lot: b + a });
      }
    }
  });
});
