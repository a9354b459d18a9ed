import type {
  CommandName,
  Envelope,
  Hex,
  ItemOutcome,
  LedgerEvent,
  Parameters,
  RecordOf,
  SignedCommand,
  StateKey,
  StateRecord,
} from '@packproof/contract';

/** Everything about a ledger that the rest of the house may know. All adapters pass the same suite (ledger-testkit). */
export interface Ledger {
  readonly kind: 'memory' | 'embedded' | 'fabric' | 'fabric-network';
  /** tx of the genesis command; undefined until it is on the ledger. */
  ledgerId(): Promise<Hex | undefined>;
  /**
   * Decides and, if accepted, appends. Resolves once the answer is final and durable. The same command id with the same
   * envelope answers as the first time; with another one COMMAND_ID_REUSED. Throws only a LedgerFault.
   */
  submit(command: SignedCommand): Promise<Submitted>;
  /** Present world state, for hints and proofs; never to decide. */
  get<K extends StateKey>(keys: readonly K[]): Promise<Map<K, RecordOf<K>>>;
  /** Committed blocks in order from `from` (0 is the first), then as they come, until the signal aborts. With `follow: false` ends at the present head. */
  blocks(from: number, options?: { follow?: boolean; signal?: AbortSignal }): AsyncIterable<Block>;
  /** Number of committed blocks. */
  height(): Promise<number>;
  /** Record and nonce of a log entry, or undefined. */
  entry(index: number): Promise<LogEntry | undefined>;
  close(): Promise<void>;
}

export interface Block {
  number: number;
  /** Executor's clock, UTC, never going back. */
  committedAt: string;
  entries: BlockEntry[];
}

export interface BlockEntry extends LogEntry {
  tx: Hex;
  envelope: Envelope<CommandName>;
  /** As recorded: without params. */
  results: ItemOutcome[];
  events: LedgerEvent[];
  /** World state after the entry, one per changed key. */
  writes: [StateKey, StateRecord][];
}

export interface LogEntry {
  index: number;
  /** 32 random bytes, kept beside the log. */
  nonce: Uint8Array;
  /** Canonical JSON `{envelope, signature, keyId, recordedAt, results}` as UTF-8. */
  record: Uint8Array;
}

/** What an entry's record holds, parsed. */
export interface RecordedCommand {
  envelope: Envelope<CommandName>;
  signature: string;
  keyId: Hex;
  recordedAt: string;
  results: { ok: boolean; outcome: ItemOutcome['outcome'] }[];
}

export type Submitted =
  | {
      accepted: true;
      tx: Hex;
      /** Position in the log. */
      index: number;
      block: number;
      committedAt: string;
      results: ItemOutcome[];
      events: LedgerEvent[];
      /** True when this is the first answer again. */
      replayed: boolean;
    }
  | {
      accepted: false;
      tx: Hex;
      outcome: ItemOutcome['outcome'];
      params?: Parameters;
      field?: string;
      results?: ItemOutcome[];
    };

/** An infrastructure fault, told apart from a refusal: says whether it is known that nothing happened. */
export class LedgerFault extends Error {
  override readonly name = 'LedgerFault';
  constructor(
    readonly code: 'LEDGER_UNAVAILABLE' | 'OUTCOME_UNKNOWN',
    options?: { cause?: unknown },
  ) {
    super(
      code === 'OUTCOME_UNKNOWN'
        ? 'the ledger did not say whether the command was executed'
        : 'the ledger is not available',
      options,
    );
  }
}
