import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { marked } from '../test/marked';
import { TODAY } from '../test/valid-values';
import {
  candidateReadings,
  type ElementData,
  formatBracketed,
  formatDigitalLink,
  formatElementString,
  humanReadableLines,
  parseScan,
  type ScanFault,
} from './index';

const golden = <T>(file: string): T[] =>
  JSON.parse(readFileSync(new URL(`../../../fixtures/golden/gs1/${file}`, import.meta.url), 'utf8')) as T[];
const options = { today: TODAY };

describe('golden scans', () => {
  it.each(golden<{ scan: string; elements: object[] }>('readable.json'))(
    '$scan can be read',
    ({ scan, ...expected }) => {
      const reading = parseScan(scan, options);
      expect(reading).toMatchObject({ ok: true, ...expected });
      expect(reading.elements).toHaveLength(expected.elements.length);
    },
  );

  it.each(golden<{ scan: string; faults: (ScanFault & { marked: string })[]; read: string[] }>('unreadable.json'))(
    '$scan cannot be read',
    ({ scan, faults, read }) => {
      const reading = parseScan(scan, options);
      if (reading.ok) throw new Error('It can be read.');
      const shown = reading.faults.map(({ code, ai, message, ...at }) => ({
        code,
        ...(ai === undefined ? {} : { ai }),
        marked: marked(scan, { code, ...at }),
        message,
      }));
      expect(shown).toEqual(faults);
      expect(reading.elements.map(({ ai, value }) => `(${ai})${value}`)).toEqual(read);
    },
  );

  it.each(golden<{ scan: string; candidates: { text: string; repairs: string[] }[] }>('repaired.json'))(
    '$scan can be repaired',
    ({ scan, candidates }) => {
      const found = candidateReadings(scan, options).map(({ text, repairs }) => ({ text, repairs }));
      expect(found.slice(0, candidates.length)).toEqual(candidates);
    },
  );
});

interface Formatted {
  readonly elements: ElementData[];
  readonly elementString: string;
  readonly bracketed: string;
  readonly humanReadable: string[];
  readonly digitalLink: string;
}

it.each(golden<Formatted>('formatted.json'))('golden format $bracketed', ({ elements, ...expected }) => {
  expect({
    elementString: formatElementString(elements, TODAY),
    bracketed: formatBracketed(elements, TODAY),
    humanReadable: humanReadableLines(elements, TODAY),
    digitalLink: formatDigitalLink(elements, 'https://id.gs1.org', TODAY),
  }).toEqual(expected);
});
