import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvFile, csvLine } from './csv';

describe('a line of a file', () => {
  it('quotes what would break it, and keeps numbers as numbers', () => {
    expect(csvLine(['a', 'b,c', 'd"e', 'f\ng', 7, null, undefined, ''])).toBe('a,"b,c","d""e","f\ng",7,,,\r\n');
  });

  it.each(['=1+1', '+cmd', '-cmd', '@SUM(A1)', '\t=1', '\r=1'])('is no formula: %j', (text) => {
    expect(csvLine([text]).replace(/^"/, '').startsWith("'")).toBe(true);
  });

  it.each(['-7', '+7', '-7.5'])('leaves a signed number alone: %s', (text) => {
    expect(csvLine([text])).toBe(`${text}\r\n`);
  });

  it('is read back as it was, by a reader that knows RFC 4180', () => {
    const field = fc.string({ unit: 'grapheme' }).filter((text) => !/^[=+\-@\t\r]/.test(text));
    fc.assert(
      fc.property(fc.array(field, { minLength: 2 }), (fields) => {
        expect(parse(csvLine(fields), { recordDelimiter: '\r\n' } as never)).toEqual([fields]);
      }),
    );
  });
});

it('begins with the mark by which spreadsheets know UTF-8', async () => {
  const bytes = new Uint8Array(await csvFile(['中']).arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
});
