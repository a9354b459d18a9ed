import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { titleOf } from '@packproof/outcomes';
import type { Queries } from '@packproof/read-model';
import type { CommandOptions, CommissionBatchInput } from '../../../generated/schema-types';
import type { GraphqlContext } from '../../graphql/context';
import type { Caller } from '../../identity/caller';
import { CallerOf, Needs } from '../../identity/guard';
import type { JobView } from '../../jobs/job-row';
import { forgetLoaded, loadersOf } from '../../queries/loaders';
import type { ReceiptSource } from '../../queries/receipt-source';
import { QUERIES } from '../../tokens';
import type { BadSerial } from '../../uploads/serial-check';
import { BatchCommissioner } from './batch-commissioner';
import { requireSoundRequest } from './batch-request';
import { CommissionJobs } from './commission-jobs';
import { Serials } from './serials';

/** Past this many packs it is a job. */
const MOST_AT_ONCE = 20_000;

/** CommissionedBatch of the schema, as the resolvers pass it on. */
interface CommissionedSource {
  gtin: string;
  lot: string;
  packs: number;
  ssccs: string[];
  badRows: readonly BadSerial[];
  receipts: ReceiptSource[];
  job: JobView | null;
}

@Resolver('CommissionedBatch')
export class BatchesResolver {
  constructor(
    @Inject(QUERIES) private readonly queries: Queries,
    private readonly serials: Serials,
    private readonly commissioner: BatchCommissioner,
    private readonly jobs: CommissionJobs,
  ) {}

  /**
   * Bad rows are told all at once: with REFUSE_ALL the answer has them, no packs and no batch; with KEEP_GOOD it has them
   * beside what was done without them.
   */
  @Mutation('commissionBatch')
  @Needs('write')
  async commissionBatch(
    @CallerOf() caller: Caller,
    @Args() { input, options }: { input: CommissionBatchInput; options?: CommandOptions | null },
    @Context() context: GraphqlContext,
  ): Promise<CommissionedSource> {
    requireSoundRequest(input);
    const { rows, badRows } = await this.serials.count(caller, input.serials);
    if (rows > MOST_AT_ONCE) return this.#job(caller, input, options, { rows, badRows });
    const done = await this.commissioner.commission(caller, input, options);
    forgetLoaded(context);
    return { ...done, job: null };
  }

  async #job(
    caller: Caller,
    input: CommissionBatchInput,
    options: CommandOptions | null | undefined,
    { rows, badRows }: { rows: number; badRows: number },
  ): Promise<CommissionedSource> {
    const { gtin, lot, onBadRow } = input;
    const nothing = { gtin, lot, packs: 0, ssccs: [], badRows: [], receipts: [], job: null };
    if (badRows > 0 && onBadRow !== 'KEEP_GOOD') {
      return { ...nothing, badRows: (await this.serials.rows(caller, input.serials)).bad };
    }
    const job = await this.jobs.start(caller, input, options, rows);
    // Asked again after the job's end: the same command is answered with all that it did.
    if (job.state.startsWith('SUCCEEDED'))
      return { ...(await this.commissioner.commission(caller, input, options)), job };
    return { ...nothing, job };
  }

  /** Of a job, and of bad rows that refused all, there is none. */
  @ResolveField('batch')
  batch(@Parent() { gtin, lot, packs }: CommissionedSource, @Context() context: GraphqlContext) {
    return packs > 0 ? loadersOf(context, this.queries).batch.load({ gtin, lot }) : null;
  }
}

@Resolver('BadRow')
export class BadRowResolver {
  @ResolveField('title')
  title(@Parent() { code, value }: BadSerial, @Context() { language }: GraphqlContext) {
    return titleOf(code, language, { id: value });
  }
}
