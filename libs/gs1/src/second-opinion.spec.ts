import bwipjs from 'bwip-js/node';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TODAY, validElements } from '../test/valid-values';
import { APPLICATION_IDENTIFIERS } from './application-identifiers';
import type { ElementData } from './format';
import { parseScan } from './parse-scan';

// An encoder that checks its input by rules of its own, written by others.
const encodable = (elements: readonly ElementData[]): string => {
  try {
    bwipjs.raw({ bcid: 'gs1datamatrix', text: elements.map(({ ai, value }) => `(${ai})${value}`).join('') });
    return 'yes';
  } catch (error) {
    return String(error);
  }
};

const KNOWN_DIFFERENCES = [
  /GS1UnknownCurrency/, // 924, Zimbabwe Gold, is newer than its list
  /[Mm]ax(imum )?length/, // more than one symbol holds
];

/** Values that its notation takes without escapes. */
const plain = (elements: readonly ElementData[]): boolean => elements.every(({ value }) => !/[()^\\]/.test(value));

const corrupted = (elements: readonly ElementData[], which: number, at: number, by: string): ElementData[] =>
  elements.map((element, index) => {
    if (index !== which % elements.length) return element;
    const place = at % element.value.length;
    return { ...element, value: element.value.slice(0, place) + by + element.value.slice(place + 1) };
  });

describe('a second opinion', () => {
  it('takes every AI with the values that we take', () => {
    for (const { ai } of APPLICATION_IDENTIFIERS) {
      for (const elements of fc.sample(validElements(ai).filter(plain), { numRuns: 2, seed: Number(ai) })) {
        const answer = encodable(elements);
        if (!KNOWN_DIFFERENCES.some((known) => known.test(answer)))
          expect(answer, JSON.stringify(elements)).toBe('yes');
      }
    }
  });

  it('refuses what we refuse and takes what we take, when one character is changed', () => {
    const families = APPLICATION_IDENTIFIERS.filter(({ ai }) => !/^3[1-6]\d[1-9]$|^39\d[1-9]$/.test(ai));
    for (const { ai } of families) {
      const change = fc.tuple(
        validElements(ai).filter(plain),
        fc.nat(5),
        fc.nat(99),
        fc.constantFrom(...'0123456789AZaz-/%#_=+ '),
      );
      for (const [elements, which, at, by] of fc.sample(change, { numRuns: 8, seed: Number(ai) + 1 })) {
        const changed = corrupted(elements, which, at, by);
        const reading = parseScan(changed.map((one) => `(${one.ai})${one.value}`).join(''), { today: TODAY });
        const answer = encodable(changed);
        // It does not look at the digits of company prefixes.
        if (!reading.ok && reading.faults.every(({ code }) => code === 'INVALID_COMPANY_PREFIX')) continue;
        if (KNOWN_DIFFERENCES.some((known) => known.test(answer))) continue;
        expect(answer === 'yes', `${JSON.stringify(changed)}: ${answer}`).toBe(reading.ok);
      }
    }
  });
});
