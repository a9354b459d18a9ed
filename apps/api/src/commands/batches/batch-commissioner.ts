import { Inject, Injectable } from '@nestjs/common';
import type { Hex, Sscc } from '@packproof/contract';
import type { Ledger } from '@packproof/ledger';
import type { Projector } from '@packproof/read-model';
import type { CommandOptions, CommissionBatchInput } from '../../../generated/schema-types';
import type { Caller } from '../../identity/caller';
import { CommandRunner } from '../../outbox/command-runner';
import { PayloadStore } from '../../payloads/payload-store';
import { decodeTranche } from '../../payloads/tranche-payload';
import { type ReceiptSource, receiptSource } from '../../queries/receipt-source';
import { LEDGER, PROJECTOR } from '../../tokens';
import type { BadSerial } from '../../uploads/serial-check';
import { requireSoundRequest } from './batch-request';
import { BadRowsOnly, type CommissionAnswer, CommissionUnderWay, type CommissionWatch } from './commission-under-way';
import { CommitConflicts } from './commit-conflicts';
import { ssccsOf } from './packing';
import { Serials } from './serials';
import { TranchePlanner } from './tranche-planner';
import { Turns } from './turns';

export interface Commissioned {
  gtin: string;
  lot: string;
  /** 0 where nothing was done, because of the bad rows. */
  packs: number;
  /** Those that stand alone first, then what is inside them, level by level. */
  ssccs: Sscc[];
  badRows: readonly BadSerial[];
  receipts: ReceiptSource[];
  /** Serial lists, one for each tranche. */
  payloads: Hex[];
}

const SHOWN_WITHIN_MILLISECONDS = 30_000;

/** A batch from serials to the ledger: up to a million packs, in memory that holds the serials and little more. */
@Injectable()
export class BatchCommissioner {
  /** Requests for one product wait for each other, or two lists with the same serial would both find it free. */
  readonly #turns = new Turns();

  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(PROJECTOR) private readonly projector: Projector,
    private readonly runner: CommandRunner,
    private readonly payloads: PayloadStore,
    private readonly serials: Serials,
    private readonly planner: TranchePlanner,
    private readonly conflicts: CommitConflicts,
  ) {}

  /**
   * Safe to repeat with the same command id, after a crash too: it goes on where it was.
   * @throws Refusal with the caller's field; the signal's reason
   */
  async commission(
    caller: Caller,
    input: CommissionBatchInput,
    options: CommandOptions | null | undefined,
    watch: CommissionWatch = {},
  ): Promise<Commissioned> {
    requireSoundRequest(input);
    await this.serials.count(caller, input.serials);
    const { ledger, payloads, serials, planner } = this;
    const work = () =>
      this.runner.run({ caller, mutation: 'commissionBatch', input, options }, (run) =>
        this.#run(new CommissionUnderWay({ ledger, payloads, serials, planner }, run, input, watch)),
      );
    return input.serials.generate == null ? this.#turns.take(input.gtin, work) : work();
  }

  async #run(commission: CommissionUnderWay): Promise<Commissioned> {
    const { gtin, lot } = commission.input;
    try {
      const first = await commission.submit(0);
      const answers = [first];
      for (let k = 1; k < first.memo.commands; k++) answers.push(await commission.submit(k, first.memo));
      return await this.#answer(commission, answers);
    } catch (error) {
      if (!(error instanceof BadRowsOnly)) throw error;
      return { gtin, lot, packs: 0, ssccs: [], badRows: error.badRows, receipts: [], payloads: [] };
    }
  }

  async #answer(commission: CommissionUnderWay, answers: readonly CommissionAnswer[]): Promise<Commissioned> {
    const { input, run, built } = commission;
    const { memo } = answers[0]!;
    await this.#shown(answers.at(-1)!.block, commission.watch);
    const tranches = [...built.values()].map(({ trancheId }) => trancheId);
    await this.conflicts.report(run.caller, tranches, run.occurredAt);
    const payloads = answers.flatMap((answer) => answer.memo.payloads);
    const ssccs: Sscc[] = [];
    for (const hash of payloads) {
      for (const sscc of built.get(hash)?.ssccs ?? (await this.#storedSsccs(run.caller, hash))) ssccs.push(sscc);
    }
    const { bad } = await commission.source(memo);
    return {
      gtin: input.gtin,
      lot: input.lot,
      packs: memo.packs,
      ssccs,
      badRows: bad,
      receipts: answers.map(receiptSource),
      payloads,
    };
  }

  /** What is on the ledger is done, even where it cannot be looked up yet. */
  async #shown(block: number, { signal, shownWithinMilliseconds = SHOWN_WITHIN_MILLISECONDS }: CommissionWatch) {
    const patience = AbortSignal.timeout(shownWithinMilliseconds);
    const either = signal ? AbortSignal.any([signal, patience]) : patience;
    await this.projector.waitFor(block, { payloads: true, signal: either }).catch(() => signal?.throwIfAborted());
  }

  async #storedSsccs(caller: Caller, hash: Hex): Promise<Sscc[]> {
    const payload = await this.payloads.open(hash, caller.gln);
    return payload ? ssccsOf(decodeTranche(payload).units) : [];
  }
}
