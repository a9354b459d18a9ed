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
export {
  type Content,
  contentOf,
  contentSize,
  decodeContent,
  EMPTY_CONTENT,
  encodeContent,
  forEachInterval,
  hasLeaf,
  type Interval,
  intersect,
  isEmptyContent,
  isSubset,
  MAX_CONTENT_BYTES,
  MAX_INTERVALS,
  oneLeaf,
  subtract,
  unite,
  wholeTranche,
} from './content';
export { decide } from './decide';
export type * from './decision';
export {
  type CommandRecord,
  canonicalEnvelope,
  commandHash,
  parseRecord,
  possessionBytes,
  recordBytes,
  signingBytes,
  verifyCommandSignature,
} from './envelope';
export { OCCURRED_DAYS } from './envelope-shape';
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
  prefixKey,
  productKey,
  recallKey,
  signingKeyKey,
  trancheKey,
  unitHolderId,
  zoneHolderId,
} from './keys';
export { coversKey, hasPlace, isLicensed } from './organisation';
export type * from './records';
export { MAX_HEIGHT, ORGANISATION_ROLES, UNIT_KIND_BYTE } from './records';
export { Refusal } from './refusal';
export type { Rule } from './rule';
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
export { COMMANDS } from './table';
export { isDate, parseTime, utcDate } from './times';
export { UNDO_DAYS, type UndoQuestion, undoRefusal, undoUntil } from './undo';
export {
  anchorLeaf,
  anchorRootOf,
  batchIdOf,
  type HmacSha256,
  hmacOf,
  innerRootOf,
  innerUnitLeaf,
  packIdOf,
  payloadHashOf,
  provesLeaf,
  saltOf,
  trancheIdOf,
  ZERO_ROOT,
} from './values';
