export { PROMISES, type Promised, Violation } from './adversary/violation';
export { ReplayDifference, replay } from './replay';
export { describeLedger, type LedgerSuiteOptions } from './suite/describe-ledger';
export type { Killable } from './suite/killing';
export type { LedgerFactory, LedgerSetting, OpenedLedger } from './suite/stage';
