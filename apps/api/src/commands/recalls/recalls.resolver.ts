import { hash } from 'node:crypto';
import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { batchIdOf, type RecallLine } from '@packproof/contract';
import { isLot } from '@packproof/gs1';
import type { Queries, Recall } from '@packproof/read-model';
import type { CommandOptions, OpenRecallInput, RecallLineInput } from '../../../generated/schema-types';
import type { GraphqlContext } from '../../graphql/context';
import type { Caller } from '../../identity/caller';
import { CallerOf, Needs } from '../../identity/guard';
import { CommandRunner } from '../../outbox/command-runner';
import { requireAccepted, requireShown } from '../../outbox/require-accepted';
import { forgetLoaded, viewerOf } from '../../queries/loaders';
import { Refusal } from '../../refusal';
import { QUERIES } from '../../tokens';
import { RecallTargets } from './recall-targets';

const sha256 = (data: Uint8Array): Uint8Array => hash('sha256', data, 'buffer');
const TX = /^[0-9a-f]{64}$/;

@Resolver()
export class RecallsResolver {
  constructor(
    @Inject(QUERIES) private readonly queries: Queries,
    private readonly runner: CommandRunner,
    private readonly recallTargets: RecallTargets,
  ) {}

  /** A whole or nothing: a recall that left out what it could not name would let it be supplied. */
  @Mutation('openRecall')
  @Needs('write')
  openRecall(
    @CallerOf() caller: Caller,
    @Args() { input, options }: { input: OpenRecallInput; options?: CommandOptions | null },
    @Context() context: GraphqlContext,
  ) {
    const { batches, class: recallClass, level, reason, instructions, drill } = input;
    requireNoSerials(input);
    if (batches.length === 0) throw new Refusal('INVALID_INPUT', { rule: 'at least one batch' }, 'input.batches');
    return this.runner.run({ caller, mutation: 'openRecall', input, options }, async (run) => {
      let positions: readonly number[] = [];
      const answer = await run.submit('openRecall', async () => {
        const planned = await this.recallTargets.plan(caller, batches);
        positions = planned.positions;
        return {
          body: {
            class: recallClass,
            level,
            reason,
            ...(instructions == null || instructions === '' ? {} : { instructions }),
            drill: drill ?? false,
            items: planned.targets,
            ...(planned.targets.length > 1 ? { atomic: true as const } : {}),
          },
        };
      });
      const { tx } = requireAccepted(answer, (field, item) =>
        item < 0 ? `input.${field === 'items' ? 'batches' : field}` : `input.batches[${positions[item] ?? item}]`,
      );
      return this.#shown(tx, run.commandId, context);
    });
  }

  @Mutation('acknowledgeRecall')
  @Needs('write')
  acknowledgeRecall(
    @CallerOf() caller: Caller,
    @Args() args: { id: string; lines: RecallLineInput[]; options?: CommandOptions | null },
    @Context() context: GraphqlContext,
  ) {
    const { id, lines, options } = args;
    requireId(id);
    if (lines.length === 0) throw new Refusal('INVALID_INPUT', { rule: 'at least one line' }, 'lines');
    const input = { id, lines };
    return this.runner.run({ caller, mutation: 'acknowledgeRecall', input, options }, async (run) => {
      const body = { recall: id, items: lines.map(lineOf), ...(lines.length > 1 ? { atomic: true as const } : {}) };
      const answer = await run.submit('acknowledgeRecall', () => ({ body }));
      requireAccepted(answer, (field, item) =>
        item < 0 ? (field === 'recall' ? 'id' : 'lines') : `lines[${item}].${field === 'batch' ? 'lot' : field}`,
      );
      return this.#shown(id, run.commandId, context);
    });
  }

  @Mutation('closeRecall')
  @Needs('write')
  closeRecall(
    @CallerOf() caller: Caller,
    @Args() args: { id: string; note: string; lift?: boolean | null; options?: CommandOptions | null },
    @Context() context: GraphqlContext,
  ) {
    const { id, note, options } = args;
    const lift = args.lift ?? false;
    requireId(id);
    const input = { id, note, lift };
    return this.runner.run({ caller, mutation: 'closeRecall', input, options }, async (run) => {
      const answer = await run.submit('closeRecall', () => ({ body: { items: [{ recall: id, note, lift }] } }));
      requireAccepted(answer, (field) => (field === 'recall' ? 'id' : field));
      return this.#shown(id, run.commandId, context);
    });
  }

  async #shown(id: string, commandId: string, context: GraphqlContext): Promise<Recall> {
    forgetLoaded(context);
    const [recall] = await this.queries.recallsById(viewerOf(context), [id]);
    return requireShown(recall, commandId);
  }
}

function requireId(id: string): void {
  if (!TX.test(id)) throw new Refusal('NOT_FOUND', { kind: 'recall', id }, 'id');
}

/** What is said here is for everybody to read, and the ledger shows no serial. */
function requireNoSerials({ batches, reason, instructions }: OpenRecallInput): void {
  const named = batches.flatMap(({ serials, serialFrom, serialTo }) => [...(serials ?? []), serialFrom, serialTo]);
  for (const [field, text] of Object.entries({ reason, instructions })) {
    const words = new Set((text ?? '').split(/[\s,;:()]+/));
    if (named.some((serial) => serial != null && words.has(serial))) {
      const rule = 'this text is on the ledger and must not contain a serial number';
      throw new Refusal('INVALID_INPUT', { rule }, `input.${field}`);
    }
  }
}

function lineOf(line: RecallLineInput, i: number): RecallLine {
  const { gtin, lot, quarantined, returned, destroyed, dispensed, notFound } = line;
  // What no lot can be has no batch id.
  if (!isLot(lot)) throw new Refusal('UNKNOWN_BATCH', { lot }, `lines[${i}].lot`);
  return {
    batch: batchIdOf(sha256, gtin, lot),
    quarantined: quarantined ?? 0,
    returned: returned ?? 0,
    destroyed: destroyed ?? 0,
    dispensed: dispensed ?? 0,
    notFound: notFound ?? 0,
  };
}
