import { Inject } from '@nestjs/common';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { Holds } from '@packproof/contract';
import type { Queries } from '@packproof/read-model';
import type { CommandOptions, QuarantineInput, ReleaseInput } from '../../../generated/schema-types';
import type { Caller } from '../../identity/caller';
import { CallerOf, Needs } from '../../identity/guard';
import { CommandRunner } from '../../outbox/command-runner';
import { Refusal } from '../../refusal';
import { QUERIES } from '../../tokens';
import { itemResult } from './item-result';
import { runItems } from './item-run';
import type { Located } from './locator';
import { TargetCommands } from './target-commands';

type HoldInput = QuarantineInput | ReleaseInput;
interface HoldArgs {
  input: HoldInput;
  options?: CommandOptions | null;
}

/** Longest reason on the ledger, in UTF-16 units. */
const LONGEST_REASON = 200;

@Resolver()
export class HoldsResolver {
  constructor(
    private readonly commands: TargetCommands,
    private readonly runner: CommandRunner,
    @Inject(QUERIES) private readonly queries: Queries,
  ) {}

  @Mutation('quarantine')
  @Needs('write')
  quarantine(@CallerOf() caller: Caller, @Args() args: HoldArgs) {
    return this.#hold('quarantine', caller, args);
  }

  @Mutation('release')
  @Needs('write')
  release(@CallerOf() caller: Caller, @Args() args: HoldArgs) {
    return this.#hold('release', caller, args);
  }

  #hold(command: 'quarantine' | 'release', caller: Caller, { input, options }: HoldArgs) {
    const { scans, batch, reason } = input;
    if ((scans == null) === (batch == null)) {
      throw new Refusal('INVALID_INPUT', { rule: 'name either scans or a batch' }, 'input');
    }
    if (reason.trim() === '' || reason.length > LONGEST_REASON) {
      throw new Refusal('INVALID_INPUT', { rule: `a reason has 1 to ${LONGEST_REASON} characters` }, 'input.reason');
    }
    if (batch) return this.#batch(command, caller, { input, options });
    return this.commands.run({
      caller,
      mutation: command,
      input,
      options,
      scans: scans!,
      command,
      body: (located) => ({
        reason: speakable(reason, located),
        ...(command === 'release' ? setBy(caller, located.map(holdsOf)) : {}),
      }),
    });
  }

  #batch(command: 'quarantine' | 'release', caller: Caller, { input, options }: HoldArgs) {
    const { gtin, lot } = input.batch!;
    return this.runner.run({ caller, mutation: command, input, options }, async (run) => {
      const [batch] = await this.queries.batchesByKey({ gln: caller.gln, role: 'REGULATOR' }, [{ gtin, lot }]);
      if (!batch) throw new Refusal('UNKNOWN_BATCH', { lot }, 'input.batch');
      const progress = await runItems(run, 1, async ({ k }) =>
        k > 1
          ? undefined
          : {
              command,
              body: {
                reason: input.reason,
                items: [{ batch: batch.batchId }],
                ...(command === 'release' ? setBy(caller, [batch.holds]) : {}),
              },
              decides: [[0]],
            },
      );
      return [itemResult(`(01)${gtin}(10)${lot}`, progress.answers[0])];
    });
  }
}

/** The regulator may lift anybody's hold: its own if it has one there, else the first that is there. */
function setBy(caller: Caller, holds: readonly Holds[]): { setBy?: string } {
  if (caller.organisationRole !== 'REGULATOR' || holds.some((one) => caller.gln in one)) return {};
  const gln = holds.flatMap((one) => Object.keys(one))[0];
  return gln === undefined ? {} : { setBy: gln };
}

function holdsOf({ verified: { pack, unit } }: Located): Holds {
  const chain = pack?.facts.chain ?? unit?.facts.chain ?? [];
  return Object.assign({}, pack?.facts.pack?.holds, ...chain.map(({ holds }) => holds)) as Holds;
}

/** A reason is public to holders, and the ledger shows no serial: one that names a pack it is about is refused. */
function speakable(reason: string, located: readonly Located[]): string {
  const named = located.find(({ verified: { pack } }) => pack && reason.includes(pack.serial));
  if (named)
    throw new Refusal(
      'INVALID_INPUT',
      { rule: 'a reason is on the ledger and must not contain a serial number' },
      'input.reason',
    );
  return reason;
}
