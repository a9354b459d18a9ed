import { n, nUpTo, open, openOffLink, optional, type Row, xUpTo, yUpTo, zUpTo } from './row';

const PIECE = [n(14, 'csum', 'gcppos2'), n(4, 'pieceoftotal')];
const RECIPIENT = n(18, 'csum', 'gcppos1');
const DEVICE = { needs: '01+21+8040' };
const SIGNED = '00|01+21|03+21|253|255|8003|8004|8006+21|8010+8011|8017|8018';

/** Assets, components, services, coupons, internal use: AIs (8001) to (8200), (90) to (99). */
export const FURTHER: readonly Row[] = [
  open('8001', 'DIMENSIONS', [n(4, 'nonzero'), n(5, 'nonzero'), n(3, 'nonzero'), n(1, 'winding'), n(1)], {
    needs: '01',
  }),
  open('8002', 'CMT No.', xUpTo(20)),
  open('8003', 'GRAI', [n(1, 'zero'), n(13, 'csum', 'gcppos1'), optional(xUpTo(16))], { path: '' }),
  open('8004', 'GIAI', xUpTo(30, 'gcppos1'), { path: '7040' }),
  open('8005', 'PRICE PER UNIT', n(6), { needs: '01|02' }),
  open('8006', 'ITIP', PIECE, { bars: '01 03 37', path: '22 10 21' }),
  open('8007', 'IBAN', xUpTo(34, 'iban'), { needs: '415' }),
  open('8008', 'PROD TIME', [n(6, 'yymmdd'), n(2, 'hh'), optional(n(2, 'mi')), optional(n(2, 'ss'))], {
    needs: '01|02|03',
  }),
  open('8009', 'OPTSEN', xUpTo(50), { needs: '00|01|03' }),
  open('8010', 'CPID', yUpTo(30, 'gcppos1'), { path: '8011' }),
  openOffLink('8011', 'CPID SERIAL', nUpTo(12, 'nozeroprefix'), { needs: '8010' }),
  open('8012', 'VERSION', xUpTo(20), { needs: '01|03|8006' }),
  open('8013', 'GMN', xUpTo(25, 'csumalpha', 'gcppos1'), { path: '' }),
  openOffLink('8014', 'MUDI', xUpTo(25, 'csumalpha', 'gcppos1', 'hasnondigit'), { needs: '01' }),
  open('8017', 'GSRN - PROVIDER', RECIPIENT, { bars: '8018', path: '8019' }),
  open('8018', 'GSRN - RECIPIENT', RECIPIENT, { bars: '8017', path: '8019' }),
  openOffLink('8019', 'SRIN', nUpTo(10), { needs: '8017|8018' }),
  openOffLink('8020', 'REF No.', xUpTo(25), { needs: '415' }),
  open('8026', 'ITIP CONTENT', PIECE, { needs: '37', bars: '02 03 8006' }),
  open('8030', 'DIGSIG', zUpTo(90), { needs: SIGNED }),
  openOffLink('8040', 'IMEI', n(15), { needs: '01+21' }),
  openOffLink('8041', 'IMEI2', n(15), DEVICE),
  openOffLink('8042', 'ESIM', n(32), DEVICE),
  openOffLink('8043', 'PSIM', [n(18), optional(nUpTo(2))], DEVICE),
  open('8110', '', xUpTo(70, 'couponcode')),
  open('8111', 'POINTS', n(4), { needs: '255' }),
  open('8112', '', xUpTo(70, 'couponposoffer')),
  openOffLink('8200', 'PRODUCT URL', xUpTo(70), { needs: '01' }),
  open('90', 'INTERNAL', xUpTo(30)),
  ...Array.from({ length: 9 }, (_, digit) => open(`9${digit + 1}`, 'INTERNAL', xUpTo(90))),
];
