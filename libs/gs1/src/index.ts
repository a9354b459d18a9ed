export {
  type AiPattern,
  APPLICATION_IDENTIFIERS,
  type ApplicationIdentifier,
  applicationIdentifier,
} from './application-identifiers';
export { CSET39, CSET64, CSET82, isCset82, isDigits } from './character-sets';
export { checkCharacters, checkDigit, hasValidCheckDigit } from './check-digits';
export { formatGs1Date, parseGs1Date } from './dates';
export { SEPARATOR } from './element-string';
export { faultMessage, ZH_FAULTS } from './fault-texts';
export { FAULT_MESSAGES, type ScanFault, type ScanFaultCode } from './faults';
export {
  type ElementData,
  elementsOfPack,
  elementsOfUnit,
  formatBracketed,
  formatElementString,
  humanReadableLines,
  type Pack,
} from './format';
export { formatDigitalLink } from './format-link';
export {
  companyPrefixCovers,
  isCompanyPrefix,
  isGln,
  isGtin14,
  isLot,
  isSerial,
  isSscc,
  makeSscc,
  type NormalisedGtin,
  normaliseGtin,
  type SsccParts,
} from './keys';
export { MAX_SCAN_LENGTH, parseScan } from './parse-scan';
export type { BadReading, Element, GoodReading, ScanForm, ScanOptions, ScanReading } from './reading';
export { type CandidateReading, candidateReadings, MAX_CANDIDATES } from './repair/candidates';
export type { Repair } from './repair/repairs';
