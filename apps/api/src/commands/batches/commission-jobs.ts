import { createHash, randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { decodeContent, forEachInterval } from '@packproof/contract';
import type { Ledger } from '@packproof/ledger';
import { fromUtf8, utf8 } from '@packproof/merkle';
import type { CommandOptions, CommissionBatchInput } from '../../../generated/schema-types';
import type { Caller } from '../../identity/caller';
import type { JobView } from '../../jobs/job-row';
import { type JobRun, Jobs } from '../../jobs/jobs';
import { CommandRunner } from '../../outbox/command-runner';
import { PayloadStore } from '../../payloads/payload-store';
import { decodeTranche, type StoredTranche } from '../../payloads/tranche-payload';
import { Refusal } from '../../refusal';
import { LEDGER } from '../../tokens';
import { BatchCommissioner, type Commissioned } from './batch-commissioner';
import { requireOwnBatch } from './batch-request';

const KIND = 'COMMISSION';
/** A job's answer is complete when its packs can be looked up. */
const SHOWN_WITHIN_MILLISECONDS = 10 * 60_000;

interface CommissionJob {
  /** The request with its serials, encrypted for the organisation that made it. */
  input: string;
  options: CommandOptions;
}

type Row = readonly (string | number)[];
const HEADER = ['row', 'serial', 'outcome', 'sscc'] as const;

/** Batches that are too large to wait for. */
@Injectable()
export class CommissionJobs implements OnModuleInit {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    private readonly jobs: Jobs,
    private readonly payloads: PayloadStore,
    private readonly runner: CommandRunner,
    private readonly commissioner: BatchCommissioner,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<CommissionJob>(KIND, (run) => this.#work(run));
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
    const job: CommissionJob = { input: hash, options: { ...options, commandId: commandId ?? id } };
    return this.jobs.start(caller, { id, kind: KIND, input: job, total });
  }

  async #work({ caller, input: job, signal, progress, results }: JobRun<CommissionJob>): Promise<{ failed: number }> {
    const stored = await this.payloads.open(job.input, caller.gln);
    if (!stored) throw new Refusal('NOT_FOUND', { kind: 'payload', id: job.input });
    const input = JSON.parse(fromUtf8(stored)) as CommissionBatchInput;
    const done = await this.commissioner.commission(caller, input, job.options, {
      progress,
      signal,
      shownWithinMilliseconds: SHOWN_WITHIN_MILLISECONDS,
    });
    await results(HEADER, await this.#rows(caller, done));
    if (done.packs === 0) throw new Refusal(done.badRows[0]!.code);
    return { failed: done.badRows.length };
  }

  /** Bad rows first, then the packs in packing order, each with the innermost unit that it is in. */
  async #rows(caller: Caller, { badRows, payloads }: Commissioned): Promise<Iterable<Row>> {
    const tranches: StoredTranche[] = [];
    for (const hash of payloads) {
      const payload = await this.payloads.open(hash, caller.gln);
      if (payload) tranches.push(decodeTranche(payload));
    }
    return rowsOf(badRows, tranches);
  }
}

function* rowsOf(badRows: Commissioned['badRows'], tranches: readonly StoredTranche[]): Generator<Row> {
  for (const { row, value, code } of badRows) yield [row, value, code, ''];
  for (const { serials, units } of tranches) {
    const ssccs = innermostUnits(units, serials.length);
    for (const [leaf, serial] of serials.entries()) yield ['', serial, 'ACCEPTED', ssccs[leaf] ?? ''];
  }
}

function innermostUnits(units: StoredTranche['units'], count: number): (string | undefined)[] {
  const ssccs = new Array<string | undefined>(count).fill(undefined);
  const fill = ({ sscc, content, units: inside }: StoredTranche['units'][number]): void => {
    forEachInterval(decodeContent(content), (_, start, end) => ssccs.fill(sscc, start, end));
    inside.forEach(fill);
  };
  units.forEach(fill);
  return ssccs;
}

/** A UUID that nobody else's command id gives. */
function jobIdOf(gln: string, commandId: string): string {
  const hex = createHash('sha256').update(`${gln}/${commandId}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
