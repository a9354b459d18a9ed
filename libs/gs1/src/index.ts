export { isCset82 } from './character-sets';
export { checkDigit, hasValidCheckDigit } from './check-digits';
export { formatGs1Date, parseGs1Date } from './dates';
export { FAULT_MESSAGES, type ScanFault, type ScanFaultCode } from './faults';
export { MAX_SCAN_LENGTH, parseScan } from './parse-scan';
export type { BadReading, Element, GoodReading, ScanForm, ScanOptions, ScanReading } from './reading';
