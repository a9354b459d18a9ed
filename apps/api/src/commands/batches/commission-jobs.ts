import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Ledger } from '@packproof/ledger';
import { fromUtf8, utf8 } from '@packproof/merkle';
import type { CommandOptions, CommissionBatchInput } from '../../../generated/schema-types';
import type { Caller } from '../../identity/caller';
import type { JobView } from '../../jobs/job-row';
import { type JobRun, Jobs } from '../../jobs/jobs';
import { CommandRunner } from '../../outbox/command-runner';
import { PayloadStore } from '../../payloads/payload-store';
import { Refusal } from '../../refusal';
import { LEDGER } from '../../tokens';
import { BatchCommissioner } from './batch-commissioner';
import { requireOwnBatch } from './batch-request';
import { CommissionResults } from './commission-results';

const KIND = 'COMMISSION';
/** A job's answer is complete when its packs can be looked up. */
const SHOWN_WITHIN_MILLISECONDS = 10 * 60_000;

const ASKED_AGAIN_MILLISECONDS = [500, 2_000, 8_000, 30_000] as const;
const UNANSWERED: readonly string[] = ['LEDGER_UNAVAILABLE', 'OUTCOME_UNKNOWN'];

interface CommissionJob {
  /** The request with its serials, encrypted for the organisation that made it. */
  input: string;
  options: CommandOptions;
  /** To find the job by. */
  gtin?: string;
  lot?: string;
}

/** Batches that are too large to wait for. */
@Injectable()
export class CommissionJobs implements OnModuleInit {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    private readonly jobs: Jobs,
    private readonly payloads: PayloadStore,
    private readonly runner: CommandRunner,
    private readonly commissioner: BatchCommissioner,
    private readonly results: CommissionResults,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<CommissionJob>(
      KIND,
      (run) => this.#work(run),
      (of, kept) => this.results.lines(of.gln, kept),
    );
  }

  /** The same command id with the same input is the same job. @throws Refusal COMMAND_ID_REUSED, and early ones */
  async start(
    caller: Caller,
    input: CommissionBatchInput,
    options: CommandOptions | null | undefined,
    total: number,
  ): Promise<JobView> {
    const commandId = options?.commandId ?? undefined;
    const id = commandId === undefined ? randomUUID() : jobIdOf(caller.gln, commandId);
    if (commandId !== undefined) {
      await this.runner.claim({ caller, mutation: 'commissionBatch', input, options });
      const present = await this.jobs.find(caller, id);
      if (present) return present;
    }
    await requireOwnBatch(this.ledger, caller.gln, input);
    const { hash } = await this.payloads.put({ plaintext: utf8(JSON.stringify(input)), owner: caller.gln });
    const { gtin, lot } = input;
    const job: CommissionJob = { input: hash, options: { ...options, commandId: commandId ?? id }, gtin, lot };
    return this.jobs.start(caller, { id, kind: KIND, input: job, total });
  }

  async #work({ caller, input: job, signal, progress, keep }: JobRun<CommissionJob>): Promise<{ failed: number }> {
    const stored = await this.payloads.open(job.input, caller.gln);
    if (!stored) throw new Refusal('NOT_FOUND', { kind: 'payload', id: job.input });
    const input = JSON.parse(fromUtf8(stored)) as CommissionBatchInput;
    const done = await patiently(signal, () =>
      this.commissioner.commission(caller, input, job.options, {
        progress,
        signal,
        shownWithinMilliseconds: SHOWN_WITHIN_MILLISECONDS,
      }),
    );
    await keep(this.results.kept(done));
    if (done.packs === 0) throw new Refusal(done.badRows[0]!.code);
    return { failed: done.badRows.length };
  }
}

/** A ledger that does not answer is asked again: it goes on where it was. */
async function patiently<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  for (const pause of ASKED_AGAIN_MILLISECONDS) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Refusal) || !UNANSWERED.includes(error.code)) throw error;
      await sleep(pause, undefined, { signal });
    }
  }
  return work();
}

/** A UUID that nobody else's command id gives. */
function jobIdOf(gln: string, commandId: string): string {
  const hex = createHash('sha256').update(`${gln}/${commandId}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
