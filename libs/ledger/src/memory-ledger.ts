import {
  type Cryptography,
  commandHash,
  type Decision,
  type Hex,
  type RecordOf,
  recordBytes,
  type SignedCommand,
  type StateKey,
  type StateRecord,
  type Step,
} from '@packproof/contract';
import { execute } from './execute';
import type { Block, BlockEntry, Ledger, LogEntry, Submitted } from './port';

export interface MemoryLedgerOptions {
  cryptography: Cryptography;
  /** 32 random bytes, for the nonce of an entry. */
  randomBytes32: () => Uint8Array;
  /** Milliseconds since 1970. */
  clock?: () => number;
}

/** The rules over a map: for unit tests and for replaying a log into an empty state. One entry a block. */
export class MemoryLedger implements Ledger {
  readonly kind = 'memory';
  readonly #options: Required<MemoryLedgerOptions>;
  readonly #state = new Map<StateKey, StateRecord>();
  readonly #blocks: Block[] = [];
  readonly #answers = new Map<string, Submitted & { accepted: true }>();
  readonly #waiting = new Set<() => void>();
  #closed = false;
  #lastTime = 0;

  constructor(options: MemoryLedgerOptions) {
    this.#options = { clock: Date.now, ...options };
  }

  async ledgerId(): Promise<Hex | undefined> {
    const genesis = this.#state.get('GENESIS');
    return genesis && 'ledger' in genesis ? genesis.ledger : undefined;
  }

  async submit(command: SignedCommand): Promise<Submitted> {
    // A copy, as over any wire: what the caller does to its object afterwards changes nothing here.
    return this.#execute(structuredClone(command));
  }

  #execute(command: SignedCommand): Submitted {
    const { cryptography, randomBytes32, clock } = this.#options;
    const { envelope } = command;
    const hashed = tryHash(cryptography, command);
    if (typeof hashed !== 'string') return hashed;
    const tx = hashed;
    const known = this.#answers.get(answerKey(envelope.actor, envelope.commandId));
    if (known) {
      return known.tx === tx
        ? { ...known, replayed: true }
        : { accepted: false, tx, outcome: 'COMMAND_ID_REUSED', params: { commandId: envelope.commandId } };
    }
    const now = Math.max(clock(), this.#lastTime);
    const decision = this.#drive(execute({ command, tx, now, cryptography }));
    if (!decision.accepted) {
      const { accepted, ...refusal } = decision;
      return { accepted, tx, ...refusal };
    }
    this.#lastTime = now;
    const recordedAt = new Date(now).toISOString();
    const recorded = decision.results.map(({ ok, outcome }) => ({ ok, outcome }));
    const entry: BlockEntry = {
      index: this.#blocks.length,
      tx,
      envelope,
      nonce: randomBytes32(),
      record: recordBytes({
        envelope,
        signature: command.signature,
        keyId: command.keyId,
        recordedAt,
        results: recorded,
      }),
      results: recorded,
      events: decision.events,
      writes: [...decision.puts],
    };
    for (const [key, record] of decision.puts) this.#state.set(key, record);
    const block: Block = { number: this.#blocks.length, committedAt: recordedAt, entries: [entry] };
    this.#blocks.push(block);
    const answer = {
      accepted: true as const,
      tx,
      index: entry.index,
      block: block.number,
      committedAt: recordedAt,
      results: decision.results,
      events: decision.events,
      replayed: false,
    };
    this.#answers.set(answerKey(envelope.actor, envelope.commandId), { ...answer, results: recorded });
    for (const wake of this.#waiting) wake();
    return answer;
  }

  #drive(steps: Step<Decision>): Decision {
    let next = steps.next();
    while (!next.done) {
      next = steps.next(new Map(next.value.map((key) => [key, this.#state.get(key)])));
    }
    return next.value;
  }

  async get<K extends StateKey>(keys: readonly K[]): Promise<Map<K, RecordOf<K>>> {
    const found = new Map<K, RecordOf<K>>();
    for (const key of keys) {
      const record = this.#state.get(key);
      if (record !== undefined) found.set(key, structuredClone(record) as RecordOf<K>);
    }
    return found;
  }

  async *blocks(from: number, options: { follow?: boolean; signal?: AbortSignal } = {}): AsyncIterable<Block> {
    const { follow = true, signal } = options;
    for (let number = from; !signal?.aborted && !this.#closed; ) {
      const block = this.#blocks[number];
      if (block) {
        yield structuredClone(block);
        number += 1;
      } else if (follow) {
        await this.#nextBlock(signal);
      } else {
        return;
      }
    }
  }

  #nextBlock(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal?.addEventListener('abort', wake, { once: true });
    });
  }

  async height(): Promise<number> {
    return this.#blocks.length;
  }

  async entry(index: number): Promise<LogEntry | undefined> {
    const entry = this.#blocks[index]?.entries[0];
    return entry && { index: entry.index, nonce: entry.nonce, record: entry.record };
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const wake of this.#waiting) wake();
  }
}

const answerKey = (actor: string, commandId: string) => `${actor}\n${commandId}`;

/** An envelope that has no canonical form has no tx: refused before anything else. */
function tryHash(cryptography: Cryptography, command: SignedCommand): Hex | (Submitted & { accepted: false }) {
  try {
    return commandHash(cryptography.sha256, command.envelope);
  } catch {
    return { accepted: false, tx: '', outcome: 'INVALID_INPUT', field: 'envelope' };
  }
}
