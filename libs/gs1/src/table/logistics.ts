import { fixed, n, open, optional, type Row, x, xUpTo } from './row';

const GLN = n(13, 'csum', 'gcppos1');
const COUNTRY = n(3, 'iso3166');
const COUNTRIES = [COUNTRY, ...Array.from({ length: 4 }, () => optional(COUNTRY))];
const UNIT = { needs: '00' };
const NAME = xUpTo(35, 'pcenc');
const ADDRESS = xUpTo(70, 'pcenc');
const YES_OR_NO = n(1, 'yesno');
const DATE_AND_TIME = [n(6, 'yymmd0'), n(4, 'hhmi')];
const TEMPERATURE = [n(6), optional(x(1, 'hyphen'))];

/** Orders, parties, countries and transport: AIs (400) to (4333). */
export const LOGISTICS: readonly Row[] = [
  open('400', 'ORDER NUMBER', xUpTo(30)),
  open('401', 'GINC', xUpTo(30, 'gcppos1'), { path: '' }),
  open('402', 'GSIN', n(17, 'csum', 'gcppos1'), { path: '' }),
  open('403', 'ROUTE', xUpTo(30), UNIT),
  fixed('410', 'SHIP TO LOC', GLN),
  fixed('411', 'BILL TO', GLN),
  fixed('412', 'PURCHASE FROM', GLN),
  fixed('413', 'SHIP FOR LOC', GLN),
  fixed('414', 'LOC No.', GLN, { path: '254|7040' }),
  fixed('415', 'PAY TO', GLN, { needs: '8020', path: '8020' }),
  fixed('416', 'PROD/SERV LOC', GLN),
  fixed('417', 'PARTY', GLN, { path: '7040' }),
  open('420', 'SHIP TO POST', xUpTo(20), { bars: '421' }),
  open('421', 'SHIP TO POST', [COUNTRY, xUpTo(9)], { bars: '4307' }),
  open('422', 'ORIGIN', COUNTRY, { needs: '01|02|03|8006|8026', bars: '426' }),
  open('423', 'COUNTRY - INITIAL PROCESS', COUNTRIES, { needs: '01|02|03', bars: '426' }),
  open('424', 'COUNTRY - PROCESS', COUNTRY, { needs: '01|02|03', bars: '426' }),
  open('425', 'COUNTRY - DISASSEMBLY', COUNTRIES, { needs: '01|02|03', bars: '426' }),
  open('426', 'COUNTRY - FULL PROCESS', COUNTRY, { needs: '01|02|03' }),
  open('427', 'ORIGIN SUBDIVISION', xUpTo(3), { needs: '01+422|02+422|03+422' }),

  open('4300', 'SHIP TO COMP', NAME, UNIT),
  open('4301', 'SHIP TO NAME', NAME, UNIT),
  open('4302', 'SHIP TO ADD1', ADDRESS, UNIT),
  open('4303', 'SHIP TO ADD2', ADDRESS, { needs: '4302' }),
  open('4304', 'SHIP TO SUB', ADDRESS, UNIT),
  open('4305', 'SHIP TO LOC', ADDRESS, UNIT),
  open('4306', 'SHIP TO REG', ADDRESS, UNIT),
  open('4307', 'SHIP TO COUNTRY', x(2, 'iso3166alpha2'), UNIT),
  open('4308', 'SHIP TO PHONE', xUpTo(30), UNIT),
  open('4309', 'SHIP TO GEO', [n(10, 'latitude'), n(10, 'longitude')], UNIT),
  open('4310', 'RTN TO COMP', NAME, UNIT),
  open('4311', 'RTN TO NAME', NAME, UNIT),
  open('4312', 'RTN TO ADD1', ADDRESS, UNIT),
  open('4313', 'RTN TO ADD2', ADDRESS, { needs: '4312' }),
  open('4314', 'RTN TO SUB', ADDRESS, UNIT),
  open('4315', 'RTN TO LOC', ADDRESS, UNIT),
  open('4316', 'RTN TO REG', ADDRESS, UNIT),
  open('4317', 'RTN TO COUNTRY', x(2, 'iso3166alpha2'), UNIT),
  open('4318', 'RTN TO POST', xUpTo(20), UNIT),
  open('4319', 'RTN TO PHONE', xUpTo(30), UNIT),
  open('4320', 'SRV DESCRIPTION', NAME, UNIT),
  open('4321', 'DANGEROUS GOODS', YES_OR_NO, UNIT),
  open('4322', 'AUTH TO LEAVE', YES_OR_NO, UNIT),
  open('4323', 'SIG REQUIRED', YES_OR_NO, UNIT),
  open('4324', 'NOT BEF DEL DT', DATE_AND_TIME, UNIT),
  open('4325', 'NOT AFT DEL DT', DATE_AND_TIME, UNIT),
  open('4326', 'REL DATE', n(6, 'yymmdd'), UNIT),
  open('4330', 'MAX TEMP F.', TEMPERATURE, { needs: '00', bars: '4331' }),
  open('4331', 'MAX TEMP C.', TEMPERATURE, { needs: '00', bars: '4330' }),
  open('4332', 'MIN TEMP F.', TEMPERATURE, { needs: '00', bars: '4333' }),
  open('4333', 'MIN TEMP C.', TEMPERATURE, { needs: '00', bars: '4332' }),
];
