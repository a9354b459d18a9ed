export type * from './commands';
export { decide } from './decide';
export type * from './decision';
export type * from './keys';
export {
  acknowledgementKey,
  anchorKey,
  batchKey,
  GENESIS_KEY,
  holderKey,
  looseHolderId,
  organisationKey,
  packKey,
  partHolderId,
  productKey,
  recallKey,
  signingKeyKey,
  trancheKey,
  unitHolderId,
  zoneHolderId,
} from './keys';
export type * from './records';
export { ORGANISATION_ROLES, UNIT_KIND_BYTE } from './records';
