import { n, nUpTo, open, openOffLink, optional, type Row, x, xUpTo } from './row';

const DATE = n(6, 'yymmdd');
const TRADE = { needs: '01|02' };
const TRADE_OR_MADE = { needs: '01|02|03' };
const PERSON = { needs: '8017|8018' };
const NAMED_PERSON = { needs: '8017|8018', bars: '7256 7259' };

/** Facts about a product, national numbers and people: AIs (7001) to (7259), (710) to (717). */
export const PRODUCTS: readonly Row[] = [
  open('7001', 'NSN', n(13), { needs: '01|02|8006|8026' }),
  open('7002', 'MEAT CUT', xUpTo(30), TRADE),
  open('7003', 'EXPIRY TIME', [DATE, n(4, 'hhmi')], TRADE_OR_MADE),
  open('7004', 'ACTIVE POTENCY', nUpTo(4), { needs: '01+10|03+10' }),
  open('7005', 'CATCH AREA', xUpTo(12), TRADE),
  open('7006', 'FIRST FREEZE DATE', DATE, TRADE),
  open('7007', 'HARVEST DATE', [DATE, optional(DATE)], TRADE),
  open('7008', 'AQUATIC SPECIES', xUpTo(3), TRADE),
  open('7009', 'FISHING GEAR TYPE', xUpTo(10), TRADE),
  open('7010', 'PROD METHOD', xUpTo(2), TRADE_OR_MADE),
  open('7011', 'TEST BY DATE', [DATE, optional(n(4, 'hhmi'))], TRADE_OR_MADE),
  open('7020', 'REFURB LOT', xUpTo(20), { needs: '01+416|03+416|8006+416' }),
  open('7021', 'FUNC STAT', xUpTo(20), { needs: '01|03|8006' }),
  open('7022', 'REV STAT', xUpTo(20), { needs: '01+7021|03+7021|8006+7021' }),
  open('7023', 'GIAI - ASSEMBLY', xUpTo(30, 'gcppos1')),
  ...Array.from({ length: 10 }, (_, digit) =>
    open(`703${digit}`, `PROCESSOR # ${digit}`, [n(3, 'iso3166999'), xUpTo(27)], TRADE),
  ),
  openOffLink('7040', 'UIC+EXT', [n(1), x(1), x(1), x(1, 'importeridx')]),
  openOffLink('7041', 'UFRGT UNIT TYPE', xUpTo(4, 'packagetype'), { needs: '00' }),

  open('710', 'NHRN PZN', xUpTo(20), { needs: '01' }),
  open('711', 'NHRN CIP', xUpTo(20), { needs: '01' }),
  open('712', 'NHRN CN', xUpTo(20), { needs: '01' }),
  open('713', 'NHRN DRN', xUpTo(20), { needs: '01' }),
  open('714', 'NHRN AIM', xUpTo(20), { needs: '01' }),
  open('715', 'NHRN NDC', xUpTo(20), { needs: '01' }),
  open('716', 'NHRN AIC', xUpTo(20), { needs: '01' }),
  open('717', 'NHRN SRN', xUpTo(20), { needs: '01' }),

  ...Array.from({ length: 10 }, (_, digit) =>
    open(`723${digit}`, `CERT # ${digit + 1}`, [x(2), xUpTo(28)], { needs: '01|8004' }),
  ),
  open('7240', 'PROTOCOL', xUpTo(20), { needs: '01|8006', bars: '03' }),
  open('7241', 'AIDC MEDIA TYPE', n(2, 'mediatype'), PERSON),
  open('7242', 'VCN', xUpTo(25), PERSON),
  open('7250', 'DOB', n(8, 'yyyymmdd'), { needs: '8018', bars: '7251' }),
  open('7251', 'DOB TIME', [n(8, 'yyyymmdd'), n(4, 'hhmi')], { needs: '8018', bars: '7250' }),
  open('7252', 'BIO SEX', n(1, 'iso5218'), { needs: '8018' }),
  open('7253', 'FAMILY NAME', xUpTo(40, 'pcenc'), NAMED_PERSON),
  open('7254', 'GIVEN NAME', xUpTo(40, 'pcenc'), NAMED_PERSON),
  open('7255', 'SUFFIX', xUpTo(10), NAMED_PERSON),
  open('7256', 'FULL NAME', xUpTo(90, 'pcenc'), PERSON),
  open('7257', 'PERSON ADDR', xUpTo(70, 'pcenc'), { needs: '8018' }),
  open('7258', 'BIRTH SEQUENCE', x(3, 'posinseqslash'), { needs: '8018+7259' }),
  open('7259', 'BABY', xUpTo(40, 'pcenc'), { needs: '8018', bars: '7256' }),
];
