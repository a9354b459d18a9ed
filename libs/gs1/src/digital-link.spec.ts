import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultsOf } from '../test/marked';
import { anyPack, companions, TODAY, text, validElements } from '../test/valid-values';
import { APPLICATION_IDENTIFIERS, applicationIdentifier } from './application-identifiers';
import { CSET82 } from './character-sets';
import { elementsOfPack, elementsOfUnit } from './format';
import { formatDigitalLink } from './format-link';
import { parseScan } from './parse-scan';

const options = { today: TODAY };
const BASE = 'https://id.gs1.org';
const valuesOf = (uri: string) => parseScan(uri, options).elements.map(({ ai, value }) => ({ ai, value }));

describe('Digital Link URIs', () => {
  it.each([
    'http://a/00/006141411234567890',
    'HTTP://a/00/006141411234567890',
    'https://a/00/006141411234567890',
    'https://xn--fsq.xn--0zwm56d/00/006141411234567890',
    'https://a./00/006141411234567890',
    'https://a:65535/00/006141411234567890',
    'https://192.0.2.1/00/006141411234567890',
    'https://[2001:db8::1]/00/006141411234567890',
    'https://a/more/stem/00/006141411234567890',
    'https://a/00/faux/00/006141411234567890',
    'https://a/01/09521234543213/00/006141411234567890',
    'https://a/00/006141411234567890?',
    'https://a/00/006141411234567890#fragment',
    'https://a/00/006141411234567890?linkType=gs1:pip&&x#01=2',
    'https://a/00/00614141123456789%30',
  ])('reads %s', (uri) => {
    expect(parseScan(uri, options)).toMatchObject({ ok: true, form: 'digital-link', sscc: '006141411234567890' });
    expect(parseScan(uri, options).elements).toHaveLength(1);
  });

  it.each([
    ['https://a/01/09521234543213/22/A/10/B/21/C', ['01', '22', '10', '21']],
    ['https://a/01/09521234543213/22/A/21/C', ['01', '22', '21']],
    ['https://a/01/09521234543213/10/B', ['01', '10']],
    ['https://a/01/09521234543213/235/T', ['01', '235']],
    ['https://a/414/9521234000006/254/X', ['414', '254']],
    ['https://a/8003/09521234000006X', ['8003']],
    ['https://a/8010/9521234A/8011/1', ['8010', '8011']],
    ['https://a/01/09521234543213?3103=000195&99=a%20b'.replace('%20', '%2F'), ['01', '3103', '99']],
  ])('reads %s', (uri, ais) => expect(valuesOf(uri).map(({ ai }) => ai)).toEqual(ais));

  it.each([
    ['https://', ['URI_HOST https://**']],
    ['https:///01/09521234543213', ['URI_HOST https://**/01/09521234543213']],
    ['https://a_b/01/09521234543213', ['URI_HOST https://*a_b*/01/09521234543213']],
    ['https://u@a/01/09521234543213', ['URI_HOST https://*u@a*/01/09521234543213']],
    ['https://a', ['URI_NO_KEY https://a**']],
    ['https://a/', ['URI_NO_KEY https://a*/*']],
    ['https://a/b/c?01=09521234543213', ['URI_NO_KEY https://a*/b/c*?01=09521234543213']],
    ['https://a/ARHKVAdpQg', ['URI_NO_KEY https://a*/ARHKVAdpQg*']],
    ['https://a/gtin/09521234543213', ['URI_NO_KEY https://a*/gtin/09521234543213*']],
    ['https://a/01/09521234543213/21/A B', ['URI_CHARACTER https://a/01/09521234543213/21/A* *B']],
    ['https://a/01/09521234543213/21/é', ['URI_CHARACTER https://a/01/09521234543213/21/*é*']],
    ['https://a/01/09521234543213/', ['URI_UNPAIRED https://a/01/09521234543213/**']],
    ['https://a/01/09521234543213/x', ['URI_UNPAIRED https://a/01/09521234543213/*x*']],
    ['https://a/01/09521234543213/89/x', ['UNKNOWN_AI (89) https://a/01/09521234543213/*89*/x']],
    ['https://a/01/09521234543213/10/', ['EMPTY_VALUE (10) https://a/01/09521234543213/10/**']],
    ['https://a/01/09521234543213/10', ['EMPTY_VALUE (10) https://a/01/09521234543213/10**']],
    ['https://a/01/9521234543213', ['VALUE_TOO_SHORT (01) https://a/01/*9521234543213*']],
    ['https://a/01/09521234543210', ['INVALID_CHECK_DIGIT (01) https://a/01/0952123454321*0*']],
    ['https://a/01/0952123454321%30/21/A', ['INVALID_CHECK_DIGIT (01) https://a/01/0952123454321*%30*/21/A']],
    ['https://a/01/09521234543213/21/A%C3%A9', ['INVALID_CHARACTER (21) https://a/01/09521234543213/21/A*%C3*%A9']],
    ['https://a/01/09521234543213/21/A%20B', ['INVALID_CHARACTER (21) https://a/01/09521234543213/21/A*%20*B']],
    ['https://a/01/09521234543213/21/A%00', ['INVALID_CHARACTER (21) https://a/01/09521234543213/21/A*%00*']],
    ['https://a/01/09521234543213/21/A%2', ['INVALID_PERCENT_ENCODING (21) https://a/01/09521234543213/21/A*%2*']],
    ['https://a/01/09521234543213/21/A%2GB', ['INVALID_PERCENT_ENCODING (21) https://a/01/09521234543213/21/A*%2G*B']],
    ['https://a/01/09521234543213/21/A/10/B', ['URI_QUALIFIER (10) https://a/01/09521234543213/21/A/*10*/B']],
    [
      'https://a/01/09521234543213/235/A/21/B',
      [
        'EXCLUDED_PARTNER (21) https://a/01/09521234543213/235/A/*21*/B',
        'URI_QUALIFIER (21) https://a/01/09521234543213/235/A/*21*/B',
      ],
    ],
    ['https://a/01/09521234543213/17/271231', ['URI_QUALIFIER (17) https://a/01/09521234543213/*17*/271231']],
    ['https://a/01/09521234543213?17=271301', ['INVALID_MONTH (17) https://a/01/09521234543213?17=27*13*01']],
    ['https://a/01/09521234543213?17=', ['EMPTY_VALUE (17) https://a/01/09521234543213?17=**']],
    ['https://a/01/09521234543213?17', ['EMPTY_VALUE (17) https://a/01/09521234543213?17**']],
    ['https://a/01/09521234543213?89=1', ['UNKNOWN_AI (89) https://a/01/09521234543213?*89*=1']],
    ['https://a/01/09521234543213?99=A+B', ['INVALID_CHARACTER (99) https://a/01/09521234543213?99=A*+*B']],
    ['https://a/01/09521234543213?10=A', ['URI_BELONGS_IN_PATH (10) https://a/01/09521234543213?*10*=A']],
    ['https://a/01/09521234543213/21/B?10=A', ['URI_BELONGS_IN_PATH (10) https://a/01/09521234543213/21/B?*10*=A']],
    [
      'https://a/00/006141411234567890?7041=1A',
      ['URI_NOT_AN_ATTRIBUTE (7041) https://a/00/006141411234567890?*7041*=1A'],
    ],
    ['https://a/01/09521234543213?99=A&99=A', ['REPEATED_AI (99) https://a/01/09521234543213?99=A&*99*=A']],
    [
      'https://a/01/09521234543213?30=1&37=2',
      [
        'EXCLUDED_PARTNER (01) https://a/*01*/09521234543213?30=1&37=2',
        'MISSING_PARTNER (37) https://a/01/09521234543213?30=1&*37*=2',
      ],
    ],
  ])('%s', (uri, faults) => {
    expect(faultsOf(uri).sort()).toEqual([...faults].sort());
    expect(faultsOf(`]Q1${uri}`)).toHaveLength(faults.length);
  });

  it('carries every character of set 82, and puts elements where they belong', () => {
    fc.assert(
      fc.property(text(CSET82, 1, 20), text(CSET82, 1, 20), (serial, lot) => {
        const uri = formatDigitalLink(
          elementsOfPack({ gtin: '09521234543213', serial, lot, expiry: '2027-12-31' }),
          `${BASE}/`,
        );
        expect(uri).toMatch(/^https:\/\/id\.gs1\.org\/01\/09521234543213\/10\/[^/?]+\/21\/[^/?]+\?17=271231$/);
        expect(parseScan(uri, options)).toMatchObject({
          ok: true,
          gtin: '09521234543213',
          serial,
          lot,
          expiry: '2027-12-31',
        });
      }),
    );
  });

  it.each(
    APPLICATION_IDENTIFIERS.map(({ ai }) => ai).filter((ai) => {
      // Those that can be in a URI at all: a primary key among them, all others qualifiers or attributes.
      const set = (companions(ai) ?? []).map((one) => applicationIdentifier(one)!);
      const key = set.find(({ path }) => path);
      return key && set.every((one) => one === key || (one.attribute && !key.path!.flat().includes(one.ai)));
    }),
  )('(%s) is read back as it was formatted', (ai) => {
    fc.assert(
      fc.property(validElements(ai), (elements) => {
        const uri = formatDigitalLink(elements, 'https://example.com/some/stem', TODAY);
        expect(parseScan(uri, options)).toMatchObject({ ok: true, form: 'digital-link' });
        expect(new Set(valuesOf(uri).map((one) => JSON.stringify(one)))).toEqual(
          new Set(elements.map((one) => JSON.stringify(one))),
        );
      }),
      { numRuns: 8 },
    );
  });

  it('refuses to write what cannot be read', () => {
    const gtin = { ai: '01', value: '09521234543213' };
    expect(formatDigitalLink(elementsOfUnit({ sscc: '006141411234567890' }), 'http://localhost:4000')).toBe(
      'http://localhost:4000/00/006141411234567890',
    );
    for (const base of [
      '',
      'id.gs1.org',
      'ftp://a',
      'https://',
      'https://a?b',
      'https://a/#',
      'https://a b',
      'javascript:1',
    ]) {
      expect(() => formatDigitalLink([gtin], base), base).toThrow(RangeError);
    }
    for (const elements of [
      [],
      [{ ai: '10', value: 'A' }],
      [gtin, gtin],
      [gtin, { ai: '21', value: 'A' }, { ai: '235', value: 'B' }],
      [gtin, { ai: '254', value: 'A' }],
      [gtin, { ai: '89', value: 'A' }],
      [{ ai: '01', value: '09521234543210' }],
    ]) {
      expect(() => formatDigitalLink(elements, BASE), JSON.stringify(elements)).toThrow(RangeError);
    }
  });

  it('is the same pack as its element string', () => {
    fc.assert(
      fc.property(anyPack, (pack) => {
        expect(parseScan(formatDigitalLink(elementsOfPack(pack), BASE), options)).toMatchObject({ ok: true, ...pack });
      }),
    );
  });
});
