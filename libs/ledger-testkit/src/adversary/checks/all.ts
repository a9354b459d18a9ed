import { checkCustody } from './custody';
import { checkEnds } from './ends';
import { checkHolds } from './holds';
import type { Check } from './move';
import { checkRecalls } from './recalls';
import { checkStructure } from './structure';
import { checkSupply } from './supply';
import { checkWrites } from './writes';

/** Everything but (a), which a view checks as it is read, and (i) and (j), which are about answers. */
export const CHECKS: readonly Check[] = [
  checkWrites,
  checkStructure,
  checkCustody,
  checkEnds,
  checkSupply,
  checkHolds,
  checkRecalls,
];
