export {
  type Assessment,
  assessPack,
  assessUnit,
  endOutcome,
  goodsTruths,
  isSpoiled,
  type Question,
  tellableParams,
  type VerifyPurpose,
} from './assess';
export type * from './commands';
export { decide } from './decide';
export type * from './decision';
export type * from './facts';
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
export {
  type BatchState,
  batchState,
  effectiveEnd,
  type PackState,
  packState,
  type ShipmentState,
  shipmentState,
  type UnitState,
  unitState,
} from './states';
export { UNDO_DAYS, type UndoQuestion, undoRefusal, undoUntil } from './undo';
