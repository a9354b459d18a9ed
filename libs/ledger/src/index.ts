export { CLOCK_SKEW_MILLISECONDS, type Execution, execute } from './execute';
export { MemoryLedger, type MemoryLedgerOptions } from './memory-ledger';
export type { Block, BlockEntry, Ledger, LogEntry, RecordedCommand, Submitted } from './port';
export { LedgerFault } from './port';
