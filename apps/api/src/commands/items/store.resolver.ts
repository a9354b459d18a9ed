import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { CommandOptions, StoreInput } from '../../../generated/schema-types';
import type { Caller } from '../../identity/caller';
import { CallerOf, Needs } from '../../identity/guard';
import { CommandRunner } from '../../outbox/command-runner';
import { itemResults } from './item-result';
import { runItems, type Step } from './item-run';
import { type Located, Locator } from './locator';
import { isAtomic, movesOf, sunkTogether } from './moves';

/** Units go to a place as they are; single packs into one's pick zone there. */
@Resolver()
export class StoreResolver {
  constructor(
    private readonly runner: CommandRunner,
    private readonly locator: Locator,
  ) {}

  @Mutation('store')
  @Needs('write')
  store(
    @CallerOf() caller: Caller,
    @Args() { input, options }: { input: StoreInput; options?: CommandOptions | null },
  ) {
    const { items: scans, at, extension } = input;
    return this.runner.run({ caller, mutation: 'store', input, options }, async (run) => {
      const located = new Map<number, Located>();
      let last: Step | undefined;
      const progress = await runItems(run, scans.length, async ({ k, progress, again }) => {
        const positions = k === 1 ? scans.map((_, position) => position) : sunkTogether(progress, last);
        if (positions.length === 0 || k > 2) return undefined;
        const found = await this.locator.locate(scans, positions, caller);
        for (const one of found) located.set(one.position, one);
        const { items, decides } = movesOf(found, progress, {
          apart: again || k === 2,
          children: false,
          stands: ({ verified }) => verified.pack?.custodian === caller.gln,
        });
        if (items.length === 0 || (run.atomic && items.length < positions.length && !again)) return undefined;
        const location = { gln: at, ...(extension ? { extension } : {}) };
        last = { command: 'store', body: { location, items, ...isAtomic(run.atomic) } as never, decides };
        return last;
      });
      return itemResults(scans, progress, located);
    });
  }
}
