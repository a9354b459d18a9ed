import { fixed, n, nUpTo, open, type Row } from './row';

/** The last digit of the AI is the number of decimals. */
const family = (prefix: string, decimals: number, make: (ai: string) => Row): Row[] =>
  Array.from({ length: decimals + 1 }, (_, digit) => make(prefix + digit));

const TRADE = '01|02';
const LOGISTIC = '00|01';
const PRICED = '30|31nn|32nn|35nn|36nn';

const MEASURES: readonly (readonly [prefix: string, title: string, needs: string])[] = [
  ['310', 'NET WEIGHT (kg)', TRADE],
  ['311', 'LENGTH (m)', TRADE],
  ['312', 'WIDTH (m)', TRADE],
  ['313', 'HEIGHT (m)', TRADE],
  ['314', 'AREA (m²)', TRADE],
  ['315', 'NET VOLUME (l)', TRADE],
  ['316', 'NET VOLUME (m³)', TRADE],
  ['320', 'NET WEIGHT (lb)', TRADE],
  ['321', 'LENGTH (in)', TRADE],
  ['322', 'LENGTH (ft)', TRADE],
  ['323', 'LENGTH (yd)', TRADE],
  ['324', 'WIDTH (in)', TRADE],
  ['325', 'WIDTH (ft)', TRADE],
  ['326', 'WIDTH (yd)', TRADE],
  ['327', 'HEIGHT (in)', TRADE],
  ['328', 'HEIGHT (ft)', TRADE],
  ['329', 'HEIGHT (yd)', TRADE],
  ['330', 'GROSS WEIGHT (kg)', LOGISTIC],
  ['331', 'LENGTH (m), log', LOGISTIC],
  ['332', 'WIDTH (m), log', LOGISTIC],
  ['333', 'HEIGHT (m), log', LOGISTIC],
  ['334', 'AREA (m²), log', LOGISTIC],
  ['335', 'VOLUME (l), log', LOGISTIC],
  ['336', 'VOLUME (m³), log', LOGISTIC],
  ['337', 'KG PER m²', '01'],
  ['340', 'GROSS WEIGHT (lb)', LOGISTIC],
  ['341', 'LENGTH (in), log', LOGISTIC],
  ['342', 'LENGTH (ft), log', LOGISTIC],
  ['343', 'LENGTH (yd), log', LOGISTIC],
  ['344', 'WIDTH (in), log', LOGISTIC],
  ['345', 'WIDTH (ft), log', LOGISTIC],
  ['346', 'WIDTH (yd), log', LOGISTIC],
  ['347', 'HEIGHT (in), log', LOGISTIC],
  ['348', 'HEIGHT (ft), log', LOGISTIC],
  ['349', 'HEIGHT (yd), log', LOGISTIC],
  ['350', 'AREA (in²)', TRADE],
  ['351', 'AREA (ft²)', TRADE],
  ['352', 'AREA (yd²)', TRADE],
  ['353', 'AREA (in²), log', LOGISTIC],
  ['354', 'AREA (ft²), log', LOGISTIC],
  ['355', 'AREA (yd²), log', LOGISTIC],
  ['356', 'NET WEIGHT (tr oz)', TRADE],
  ['357', 'NET VOLUME (oz)', TRADE],
  ['360', 'NET VOLUME (qt (US))', TRADE],
  ['361', 'NET VOLUME (gal.)', TRADE],
  ['362', 'VOLUME (qt (US)), log', LOGISTIC],
  ['363', 'VOLUME (gal (US)), log', LOGISTIC],
  ['364', 'NET VOLUME (in³)', TRADE],
  ['365', 'NET VOLUME (ft³)', TRADE],
  ['366', 'NET VOLUME (yd³)', TRADE],
  ['367', 'VOLUME (in³), log', LOGISTIC],
  ['368', 'VOLUME (ft³), log', LOGISTIC],
  ['369', 'VOLUME (yd³), log', LOGISTIC],
];

/** Measures and amounts: AIs (310n) to (395n). */
export const MEASURES_AND_AMOUNTS: readonly Row[] = [
  ...MEASURES.flatMap(([prefix, title, needs]) =>
    family(prefix, 5, (ai) => fixed(ai, title, n(6), { needs, bars: `${prefix}n` })),
  ),
  ...family('390', 9, (ai) => open(ai, 'AMOUNT', nUpTo(15), { needs: '255|8020', bars: '390n 391n 394n 8111' })),
  ...family('391', 9, (ai) => open(ai, 'AMOUNT', [n(3, 'iso4217'), nUpTo(15)], { needs: '8020', bars: '391n' })),
  ...family('392', 9, (ai) =>
    open(ai, 'PRICE', nUpTo(15), { needs: '01+30|01+31nn|01+32nn|01+35nn|01+36nn', bars: '392n 393n' }),
  ),
  ...family('393', 9, (ai) => open(ai, 'PRICE', [n(3, 'iso4217'), nUpTo(15)], { needs: PRICED, bars: '393n' })),
  ...family('394', 3, (ai) => open(ai, 'PRCNT OFF', n(4), { needs: '255', bars: '394n 8111' })),
  ...family('395', 5, (ai) => open(ai, 'PRICE/UoM', n(6), { needs: PRICED, bars: '392n 393n 395n 8005' })),
];
