import { describe, expect, it } from 'vitest';
import type { LintFault } from './lint';
import { LINTERS, type LinterName } from './registry';

const YEAR = 2026;

/** Where the fault is, as `20*13*10`; `ok` where there is none. */
function show(name: LinterName, text: string): string {
  const fault: LintFault | undefined = LINTERS[name](text, YEAR);
  if (!fault) return 'ok';
  const end = fault.offset + fault.length;
  return `${text.slice(0, fault.offset)}*${text.slice(fault.offset, end)}*${text.slice(end)}`;
}

/** Right values by linter. Check characters and IBANs are published examples. */
const RIGHT: Readonly<Record<LinterName, readonly string[]>> = {
  csum: ['24012345678905', '2112233789657', '416000336108', '02345680', '006141411234567890'],
  csumalpha: ['22', '!22', '1987654Ad4X4bL5ttr2310c2K', '12345_!"%&\'()*+,-./LC', '99999zzzzzzzzzzzzzzzzzzT2'],
  gcppos1: ['0123', '01234', '0123A'],
  gcppos2: ['I0123', 'I01234', 'I0123A'],
  yymmdd: ['000606', '200229', '250606', '991231', '960229'],
  yymmd0: ['200229', '200600', '000229'],
  yyyymmdd: ['20000229', '19991231', '21000228'],
  hh: ['00', '23'],
  mi: ['00', '59'],
  ss: ['00', '59'],
  hhmi: ['0000', '2359'],
  iso3166: ['004', '156', '276', '894'],
  iso3166999: ['156', '999'],
  iso3166alpha2: ['CN', 'DE', 'ZW'],
  iso4217: ['156', '978', '997', '999'],
  iban: [
    'FR7630006000011234567890189',
    'DE91100000000123456789',
    'BE71096123456769',
    'LC14BOSL123456789012345678901234',
  ],
  packagetype: ['1A', '200', '8', '9', 'APE', 'X3', 'ZZ'],
  mediatype: ['01', '10', '80', '99'],
  importeridx: ['-', '0', 'A', '_', 'z'],
  winding: ['0', '1', '9'],
  iso5218: ['0', '1', '2', '9'],
  yesno: ['0', '1'],
  zero: ['0'],
  nonzero: ['1', '0001', '10'],
  nozeroprefix: ['0', '1', '10'],
  hasnondigit: ['/', '1A', '12345678:'],
  hyphen: ['-'],
  pieceoftotal: ['0101', '0199', '9999'],
  posinseqslash: ['1/1', '2/3', '9/10', '100/100'],
  latitude: ['0000000000', '1800000000'],
  longitude: ['0000000000', '3600000000'],
  pcenc: ['', 'A', '%00', 'ABC%ffXYZ', '%20%2F'],
  cset64: ['', '1', '12', '12=', '1==', 'AZaz09-_'],
  couponcode: [
    '012345612345611110123',
    '012345612345611110123101101230123456',
    '01234561234561111012310110123921101239',
    '01234561234561111012335006074500606',
    '01234561234561111012350123456',
    '012345612345611110123611234567',
    '01234561234561111012390000',
  ],
  couponposoffer: ['001234561234560123456', '101234561234560123456', '061234567890121234569123456789012345'],
};

const WRONG: readonly (readonly [LinterName, string])[] = [
  ['csum', '2401234567890*9*'],
  ['csumalpha', '*2*'],
  ['csumalpha', '*33*'],
  ['csumalpha', '1987654Ad4X4bL5ttr2310c*XK*'],
  ['csumalpha', '12345678901234567890123*I*T'],
  ['csumalpha', '12345678901234567890123N*0*'],
  ['gcppos1', '*012*'],
  ['gcppos1', '012*A*'],
  ['gcppos1', '*A*AAA'],
  ['gcppos2', '*I012*'],
  ['gcppos2', 'I01*A*AA'],
  ['yymmdd', '20*00*10'],
  ['yymmdd', '20*13*10'],
  ['yymmdd', '2001*32*'],
  ['yymmdd', '2006*00*'],
  ['yymmdd', '2102*29*'],
  ['yymmd0', '2102*29*'],
  ['yymmd0', '20*99*10'],
  ['yymmd0', '2004*31*'],
  ['yyyymmdd', '190002*29*'],
  ['yyyymmdd', '2000*13*01'],
  ['hh', '*24*'],
  ['mi', '*60*'],
  ['ss', '*60*'],
  ['hhmi', '*24*00'],
  ['hhmi', '23*60*'],
  ['iso3166', '*999*'],
  ['iso3166', '*000*'],
  ['iso3166999', '*998*'],
  ['iso3166alpha2', '*XX*'],
  ['iso3166alpha2', '*cn*'],
  ['iso4217', '*000*'],
  ['iban', '*BE71*'],
  ['iban', 'BE*71*096123456760'],
  ['iban', '*XX*361234567890'],
  ['iban', 'LC14BOSL*x*x3456789012345678901230'],
  ['packagetype', '*0*'],
  ['packagetype', '*1a*'],
  ['mediatype', '*00*'],
  ['mediatype', '*11*'],
  ['mediatype', '*79*'],
  ['importeridx', '*=*'],
  ['winding', '*2*'],
  ['iso5218', '*3*'],
  ['yesno', '*2*'],
  ['zero', '*1*'],
  ['nonzero', '*000*'],
  ['nozeroprefix', '*0*1'],
  ['hasnondigit', '*0123456789*'],
  ['hyphen', '*X*'],
  ['pieceoftotal', '*00*99'],
  ['pieceoftotal', '01*00*'],
  ['pieceoftotal', '*0302*'],
  ['posinseqslash', '*1*'],
  ['posinseqslash', '*1//*'],
  ['posinseqslash', '*x/y*'],
  ['posinseqslash', '*0*/1'],
  ['posinseqslash', '1/*02*'],
  ['posinseqslash', '*10/9*'],
  ['latitude', '*1800000001*'],
  ['longitude', '*3600000001*'],
  ['pcenc', 'ABC*%fg*'],
  ['pcenc', 'ABC*%g*'],
  ['pcenc', '*%*'],
  ['cset64', '123*=*'],
  ['cset64', '12*====*'],
  ['cset64', '1*=*2'],
  ['couponcode', '**'],
  ['couponcode', '*a*12345612345611110123'],
  ['couponcode', '0*12345*'],
  ['couponcode', '*0123456*'],
  ['couponcode', '*7*1234567890123'],
  ['couponcode', '0123456*12345*'],
  ['couponcode', '*0123456123456*'],
  ['couponcode', '0123456123456*0*'],
  ['couponcode', '01234561234562*1*'],
  ['couponcode', '012345612345611*6*123456'],
  ['couponcode', '01234561234561111*5*'],
  ['couponcode', '*0123456123456111101231*'],
  ['couponcode', '0123456123456111101231*4*'],
  ['couponcode', '01234561234561111012310110123*7*1234567890123'],
  ['couponcode', '0123456123456111101233*200010*'],
  ['couponcode', '0123456123456111101234*200010*'],
  ['couponcode', '012345612345611110123*35006064500607*'],
  ['couponcode', '0123456123456111101236*0*'],
  ['couponcode', '0123456123456111101239*3*'],
  ['couponcode', '01234561234561111012390*3*'],
  ['couponcode', '*012345612345611110123900*'],
  ['couponcode', '0123456123456111101239000*2*'],
  ['couponcode', '01234561234561111012390000*0*'],
  ['couponposoffer', '*2*01234561234560123456'],
  ['couponposoffer', '*0*'],
  ['couponposoffer', '0*7*'],
  ['couponposoffer', '01*123456*'],
  ['couponposoffer', '*00123456*'],
  ['couponposoffer', '*00123456123456*'],
  ['couponposoffer', '001234561234560*12345*'],
  ['couponposoffer', '001234561234560123456*7*'],
];

describe('linters', () => {
  it.each(Object.entries(RIGHT) as [LinterName, readonly string[]][])('%s takes what is right', (name, texts) => {
    for (const text of texts) expect(show(name, text), text).toBe('ok');
  });

  it.each(WRONG)('%s finds %s', (name, text) => expect(show(name, text.replaceAll('*', ''))).toBe(text));

  it('has right and wrong examples of each', () => {
    expect(Object.keys(RIGHT).sort()).toEqual(Object.keys(LINTERS).sort());
    expect([...new Set(WRONG.map(([name]) => name))].sort()).toEqual(Object.keys(LINTERS).sort());
  });

  it('knows 249 countries twice, and the package types that GS1 lists', async () => {
    const { COUNTRIES_ALPHA2, COUNTRIES_NUMERIC } = await import('./country-codes');
    const { PACKAGE_TYPES } = await import('./package-types');
    expect([COUNTRIES_ALPHA2.size, COUNTRIES_NUMERIC.size]).toEqual([249, 249]);
    expect(PACKAGE_TYPES.size).toBe(431);
  });
});
