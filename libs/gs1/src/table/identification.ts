import { fixed, fixedOffLink, n, nUpTo, open, openOffLink, optional, type Row, xUpTo } from './row';

const KEY = n(14, 'csum', 'gcppos2');
const DATE = n(6, 'yymmd0');
const ITEM = '01|02|03|8006|8026';

/** Identification, dates and variants: AIs (00) to (30) and (37). */
export const IDENTIFICATION: readonly Row[] = [
  fixed('00', 'SSCC', n(18, 'csum', 'gcppos2'), { path: '' }),
  fixed('01', 'GTIN', KEY, { bars: '255 37', path: '22 10 21|235' }),
  fixed('02', 'CONTENT', KEY, { needs: '37', bars: '01 03' }),
  fixedOffLink('03', 'MTO GTIN', KEY, { bars: '01 02 37 235' }),
  open('10', 'BATCH/LOT', xUpTo(20), { needs: ITEM }),
  fixed('11', 'PROD DATE', DATE, { needs: ITEM }),
  fixed('12', 'DUE DATE', DATE, { needs: '8020' }),
  fixed('13', 'PACK DATE', DATE, { needs: ITEM }),
  fixed('15', 'BEST BEFORE or BEST BY', DATE, { needs: ITEM }),
  fixed('16', 'SELL BY', DATE, { needs: ITEM }),
  fixed('17', 'USE BY or EXPIRY', DATE, { needs: '01|02|03|255|8006|8026' }),
  fixed('20', 'VARIANT', n(2), { needs: ITEM }),
  openOffLink('21', 'SERIAL', xUpTo(20), { needs: '01|03|8006', bars: '235' }),
  openOffLink('22', 'CPV', xUpTo(20), { needs: '01' }),
  openOffLink('235', 'TPX', xUpTo(28), { needs: '01' }),
  open('240', 'ADDITIONAL ID', xUpTo(30), { needs: ITEM }),
  open('241', 'CUST. PART No.', xUpTo(30), { needs: ITEM }),
  open('242', 'MTO VARIANT', nUpTo(6), { needs: '01|02|8006|8026' }),
  open('243', 'PCN', xUpTo(20), { needs: '01|03' }),
  open('250', 'SECONDARY SERIAL', xUpTo(30), { needs: '01+21|03+21|8006+21' }),
  open('251', 'REF. TO SOURCE', xUpTo(30), { needs: '01|03|8006' }),
  open('253', 'GDTI', [n(13, 'csum', 'gcppos1'), optional(xUpTo(17))], { path: '' }),
  openOffLink('254', 'GLN EXTENSION COMPONENT', xUpTo(20), { needs: '414' }),
  open('255', 'GCN', [n(13, 'csum', 'gcppos1'), optional(nUpTo(12))], {
    bars: '01 02 415 8006 8020 8026',
    path: '',
  }),
  open('30', 'VAR. COUNT', nUpTo(8), { needs: '01|02' }),
  open('37', 'COUNT', nUpTo(8), { needs: '00+02|00+8026' }),
];
