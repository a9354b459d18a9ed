import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Cryptography,
  GENESIS_KEY,
  type Hex,
  type RecordOf,
  type SignedCommand,
  type StateKey,
  signingBytes,
} from '@packproof/contract';
import type { Pool } from '@packproof/database';
import { type Block, type execute, type Ledger, LedgerFault, type LogEntry, type Submitted } from '@packproof/ledger';
import { noteVerifier, openCheckpoint, toHex } from '@packproof/merkle';
import { BlockBell } from './block-bell';
import { readBlocks } from './block-reader';
import { BlockWriter } from './block-writer';
import { CommandQueue } from './command-queue';
import { isConnectionLost } from './faults';
import { LogDoor } from './log-door';
import { checkpointSigner, type LogSigner } from './log-signer';
import { type BackgroundCryptography, SignatureChecks } from './signature-checks';
import { STATE_BY_KEYS } from './statements';

export interface EmbeddedLedgerOptions {
  /** Its database is migrated; the ledger does not end it. Three connections at least: writing, reading, listening. */
  pool: Pool;
  cryptography: Cryptography & Partial<BackgroundCryptography>;
  signer: LogSigner;
  /** The log's name for ever: its public address without scheme, or `packproof.invalid/` and 16 hex digits. */
  origin: string;
  /** Milliseconds since 1970. */
  clock?: () => number;
  /** Told of each block that this process committed, after the commit. */
  onBlock?: (block: Block) => void;
  /** Milliseconds for which the outcome of a lost commit is looked for before it is called unknown. */
  patience?: number;
  /** The shell's rules; other ones only in tests. */
  rules?: typeof execute;
}

const READ_AGAIN = 1_000;
/** A server that crashed has recovered by then. */
const PATIENCE = 15_000;

/**
 * The default ledger: PostgreSQL and a transparency log. Opens what the database holds.
 * @throws Error one sentence, where the log there has another name or key, or its entries do not give its root.
 */
export async function createEmbeddedLedger(options: EmbeddedLedgerOptions): Promise<EmbeddedLedger> {
  const ledger = new EmbeddedLedger(options);
  await ledger.check();
  return ledger;
}

export class EmbeddedLedger implements Ledger {
  readonly kind = 'embedded';
  /** The public half of the log: checkpoint, tiles, proofs. */
  readonly log: LogDoor;
  /** Verifier key of the log, to be pinned by who checks proofs. */
  readonly vkey: string;
  readonly #options: EmbeddedLedgerOptions;
  readonly #bell: BlockBell;
  readonly #queue: CommandQueue;
  readonly #checks: SignatureChecks;
  readonly #closing = new AbortController();
  #ledgerId: Hex | undefined;

  constructor(options: EmbeddedLedgerOptions) {
    const { pool, cryptography, origin, clock = Date.now, onBlock, patience = PATIENCE, rules } = options;
    const signer = checkpointSigner(cryptography.sha256, origin, options.signer);
    this.#options = options;
    this.vkey = signer.vkey;
    this.log = new LogDoor(pool, cryptography.sha256);
    this.#bell = new BlockBell(pool);
    this.#checks = new SignatureChecks(cryptography);
    const writer = new BlockWriter({
      pool,
      cryptography: this.#checks.cryptography,
      signer,
      clock,
      ...(rules ? { rules } : {}),
    });
    this.#queue = new CommandQueue(writer, patience, (block) => {
      this.#bell.ring();
      onBlock?.(block);
    });
  }

  /** The log in the database must be this one: same name, same key. Its root is checked before anything is appended. */
  async check(): Promise<void> {
    const note = await this.log.readCheckpoint();
    if (note === undefined) return;
    const { sha256, verifyEd25519 } = this.#options.cryptography;
    try {
      openCheckpoint(note, noteVerifier(sha256, this.vkey, verifyEd25519));
    } catch (cause) {
      throw new Error(
        `The ledger in the database is not the one of ${this.#options.origin} and its key: ${(cause as Error).message}.`,
        { cause },
      );
    }
  }

  async ledgerId(): Promise<Hex | undefined> {
    this.#ledgerId ??= (await this.get([GENESIS_KEY])).get(GENESIS_KEY)?.ledger;
    return this.#ledgerId;
  }

  async submit(command: SignedCommand): Promise<Submitted> {
    let bytes: number;
    let copy: SignedCommand;
    let message: Uint8Array;
    try {
      // A copy: what the caller does to its object while the command waits changes nothing.
      const text = JSON.stringify(command);
      bytes = text.length;
      copy = JSON.parse(text) as SignedCommand;
      message = signingBytes(command.envelope);
    } catch {
      return { accepted: false, tx: '', outcome: 'INVALID_INPUT', field: 'envelope' };
    }
    const tx = toHex(this.#options.cryptography.sha256(message));
    const ready = this.#checks.ahead(copy, message);
    try {
      return await this.#queue.submit({ command: copy, tx, bytes, ready });
    } finally {
      this.#checks.forget(copy);
    }
  }

  async get<K extends StateKey>(keys: readonly K[]): Promise<Map<K, RecordOf<K>>> {
    const askable = keys.filter((key) => !key.includes('\0'));
    const { rows } = await this.#reading(
      this.#options.pool.query<{ key: K; value: string }>({ ...STATE_BY_KEYS, values: [askable] }),
    );
    return new Map(rows.map(({ key, value }) => [key, JSON.parse(value) as RecordOf<K>]));
  }

  async *blocks(from: number, options: { follow?: boolean; signal?: AbortSignal } = {}): AsyncIterable<Block> {
    const { follow = true } = options;
    const signal = options.signal ? AbortSignal.any([options.signal, this.#closing.signal]) : this.#closing.signal;
    let number = from;
    let ahead: Promise<Block[]> | undefined;
    while (!signal.aborted) {
      const rings = follow ? this.#bell.rings : 0;
      const wasAhead = ahead !== undefined;
      const page = await (ahead ?? this.#page(number, follow, signal));
      ahead = undefined;
      if (page.length > 0) {
        // The next page is read while this one is worked on; whoever stops in between never asks for it.
        ahead = this.#page(page.at(-1)!.number + 1, follow, signal);
        ahead.catch(() => undefined);
      }
      for (const block of page) {
        if (signal.aborted) return;
        yield block;
        number = block.number + 1;
      }
      // What was read ahead and found nothing was read some time ago.
      if (page.length > 0 || wasAhead) continue;
      if (!follow) return;
      await this.#bell.after(rings, signal);
    }
  }

  /** A follower outlives a database that is away for a while. */
  async #page(number: number, follow: boolean, signal: AbortSignal): Promise<Block[]> {
    while (!signal.aborted) {
      try {
        return await this.#reading(readBlocks(this.#options.pool, number));
      } catch (fault) {
        if (!follow || !isConnectionLost((fault as LedgerFault).cause)) throw fault;
        await sleep(READ_AGAIN, undefined, { signal }).catch(() => undefined);
      }
    }
    return [];
  }

  async height(): Promise<number> {
    const { rows } = await this.#reading(
      this.#options.pool.query<{ height: number }>({
        name: 'ledger-height',
        text: 'select number + 1 as height from ledger.block order by number desc limit 1',
      }),
    );
    return rows[0]?.height ?? 0;
  }

  async entry(index: number): Promise<LogEntry | undefined> {
    if (!Number.isSafeInteger(index) || index < 0) return undefined;
    const { rows } = await this.#reading(
      this.#options.pool.query<{ nonce: Buffer; record: Buffer }>({
        name: 'ledger-entry',
        text: 'select nonce, record from ledger.entry where index = $1',
        values: [index],
      }),
    );
    const row = rows[0];
    return row && { index, nonce: new Uint8Array(row.nonce), record: new Uint8Array(row.record) };
  }

  /** Answers what was submitted, ends followers, and leaves the pool to its owner. */
  async close(): Promise<void> {
    await this.#queue.close();
    this.#closing.abort();
    await this.#bell.close();
  }

  async #reading<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (cause) {
      throw new LedgerFault('LEDGER_UNAVAILABLE', { cause });
    }
  }
}
