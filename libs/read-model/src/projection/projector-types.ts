import type { Hex } from '@packproof/contract';

/** A table's rows, ordered by key and hashed. */
export interface TableHash {
  table: string;
  rows: number;
  /** SHA-256 of the rows' text. */
  hash: Hex;
}

export interface InvariantFault {
  trancheId: Hex;
  fault: string;
}

/** Where a ledger's blocks become rows. One process at a time projects; the others follow what it did. */
export interface Projector {
  /** Follows the ledger until `stop`. Resolves when it has begun. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Projects what is on the ledger now, then returns. Needs no `start`. */
  catchUp(): Promise<void>;
  /**
   * Resolves when block `number` is in the rows; with `payloads` also the serials of its tranches, where they are
   * present. Rejects when the signal aborts, or on stop.
   */
  waitFor(block: number, options?: { payloads?: boolean; signal?: AbortSignal }): Promise<void>;
  /** Told of the next block each time that blocks have become rows, here or in another process. @returns ends it. */
  onProjected(listener: (nextBlock: number) => void): () => void;
  /** The next block to be projected. */
  checkpoint(): Promise<number>;
  /** A payload that was not there when its tranche was committed: inserts its rows. Harmless when repeated. */
  payloadArrived(payloadHash: Hex): Promise<void>;
  /** A payload whose key was erased: deletes its rows. Harmless when repeated. */
  payloadErased(payloadHash: Hex): Promise<void>;
  /** Empties the read model and projects again from block 0. */
  rebuild(): Promise<{ blocks: number; entries: number; events: number }>;
  tableHashes(): Promise<TableHash[]>;
  /** Where the contents of all holders are not a partition of a tranche; none means the invariant holds. */
  verifyInvariant(): Promise<InvariantFault[]>;
}

export interface ProjectorLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}
