import { setTimeout as sleep } from 'node:timers/promises';
import { type Block, LedgerFault, type Submitted } from '@packproof/ledger';
import { type BlockWriter, CommitUnknown, type GroupResult } from './block-writer';
import { isConnectionLost, isInTheValues } from './faults';
import type { Waiting } from './group';

/** Of one group: enough for many small commands to share a flush to disk, few enough to answer soon. */
const MAX_COMMANDS = 500;
const MAX_BYTES = 8 * 1024 * 1024;
const ATTEMPTS = 3;
const PAUSE = 100;

interface Submission extends Waiting {
  /** Of the command as JSON. */
  bytes: number;
  /** When its signature has been checked ahead. */
  ready: Promise<void> | undefined;
  resolve(answer: Submitted): void;
  reject(fault: LedgerFault): void;
}

/** Group commit: what arrives while a block is being written goes into the next one together. */
export class CommandQueue {
  readonly #writer: BlockWriter;
  readonly #onBlock: (block: Block) => void;
  #waiting: Submission[] = [];
  #running: Promise<void> | undefined;
  #closed = false;
  readonly #patience: number;

  /** @param patience milliseconds for which the outcome of a lost commit is looked for. */
  constructor(writer: BlockWriter, patience: number, onBlock: (block: Block) => void) {
    this.#writer = writer;
    this.#patience = patience;
    this.#onBlock = onBlock;
  }

  submit(waiting: Waiting & Pick<Submission, 'bytes' | 'ready'>): Promise<Submitted> {
    if (this.#closed) return Promise.reject(new LedgerFault('LEDGER_UNAVAILABLE', { cause: new Error('closed') }));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...waiting, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** Answers what was submitted before, and nothing after. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    // Whatever else arrives in this turn of the event loop belongs to the same group.
    await new Promise(setImmediate);
    while (this.#waiting.length > 0) await this.#answer(this.#nextGroup());
    this.#running = undefined;
  }

  #nextGroup(): Submission[] {
    let bytes = 0;
    let count = 0;
    while (count < Math.min(this.#waiting.length, MAX_COMMANDS)) {
      bytes += this.#waiting[count]!.bytes;
      if (count > 0 && bytes > MAX_BYTES) break;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  async #answer(group: readonly Submission[]): Promise<void> {
    try {
      await Promise.all(group.map(({ ready }) => ready));
      this.#settle(group, await this.#write(group));
    } catch (error) {
      if (group.length > 1 && isInTheValues(error)) {
        // One of them holds what the database cannot store: each alone, so that it fails alone.
        for (const submission of group) await this.#answer([submission]);
        return;
      }
      this.#fail(group, error);
    }
  }

  async #write(group: readonly Submission[]): Promise<GroupResult> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#writer.write(group);
      } catch (error) {
        if (error instanceof CommitUnknown) {
          if (await this.#wasCommitted(error)) return error.result;
          if (attempt >= ATTEMPTS) throw error.cause;
        } else if (!isConnectionLost(error) || attempt >= ATTEMPTS) {
          throw error;
        }
      }
      // Nothing happened: the connection was lost before the commit, or the commit was.
      await sleep(PAUSE * attempt);
    }
  }

  async #wasCommitted(unknown: CommitUnknown): Promise<boolean> {
    const deadline = Date.now() + this.#patience;
    for (;;) {
      try {
        return await this.#writer.wasCommitted(unknown);
      } catch {
        if (Date.now() > deadline) throw unknown;
        await sleep(PAUSE);
      }
    }
  }

  #settle(group: readonly Submission[], { answers, block }: GroupResult): void {
    if (block) this.#onBlock(block);
    group.forEach(({ resolve, reject }, i) => {
      const answer = answers[i]!;
      if ('broken' in answer) reject(new LedgerFault('LEDGER_UNAVAILABLE', { cause: answer.broken }));
      else resolve(answer);
    });
  }

  #fail(group: readonly Submission[], cause: unknown): void {
    group.forEach(({ reject }, i) => {
      const answer = cause instanceof CommitUnknown ? cause.result.answers[i]! : undefined;
      // What was refused, or rests on an answer of the lost block, has done nothing itself, and may be asked again.
      const unknown = answer !== undefined && 'accepted' in answer && answer.accepted;
      reject(new LedgerFault(unknown ? 'OUTCOME_UNKNOWN' : 'LEDGER_UNAVAILABLE', { cause }));
    });
  }
}
