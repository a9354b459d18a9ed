import { iban, iso3166, iso3166alpha2, iso4217, iso3166999, packagetype } from './code-lists';
import { couponcode, couponposoffer } from './coupons';
import { csum, csumalpha, gcppos1, gcppos2 } from './keys';
import { hh, hhmi, mi, ss, yymmd0, yymmdd, yyyymmdd } from './times';
import {
  cset64,
  hasnondigit,
  hyphen,
  importeridx,
  iso5218,
  latitude,
  longitude,
  mediatype,
  nonzero,
  nozeroprefix,
  pcenc,
  pieceoftotal,
  posinseqslash,
  winding,
  yesno,
  zero,
} from './values';

/** Checks of content, by the names that GS1's syntax dictionary gives them. */
export const LINTERS = {
  couponcode,
  couponposoffer,
  cset64,
  csum,
  csumalpha,
  gcppos1,
  gcppos2,
  hasnondigit,
  hh,
  hhmi,
  hyphen,
  iban,
  importeridx,
  iso3166,
  iso3166999,
  iso3166alpha2,
  iso4217,
  iso5218,
  latitude,
  longitude,
  mediatype,
  mi,
  nonzero,
  nozeroprefix,
  packagetype,
  pcenc,
  pieceoftotal,
  posinseqslash,
  ss,
  winding,
  yesno,
  yymmd0,
  yymmdd,
  yyyymmdd,
  zero,
} as const;

export type LinterName = keyof typeof LINTERS;
