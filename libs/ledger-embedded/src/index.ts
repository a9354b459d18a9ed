export {
  createEmbeddedLedger,
  EmbeddedLedger,
  type EmbeddedLedgerOptions,
} from './embedded-ledger';
export type { EntryProof, LogDoor } from './log-door';
export type { LogSigner } from './log-signer';
export { nodeCryptography } from './node-cryptography';
