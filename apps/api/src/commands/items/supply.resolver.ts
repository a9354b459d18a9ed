import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { EndState } from '@packproof/contract';
import type { CommandOptions } from '../../../generated/schema-types';
import type { Caller } from '../../identity/caller';
import { CallerOf, Needs } from '../../identity/guard';
import { Refusal } from '../../refusal';
import { Notes } from '../../shipments/notes';
import { TargetCommands } from './target-commands';

interface ScansArgs {
  scans: string[];
  options?: CommandOptions | null;
}

/** Stations 4 and 5: packs and units leave the chain, and come back. */
@Resolver()
export class SupplyResolver {
  constructor(
    private readonly commands: TargetCommands,
    private readonly notes: Notes,
  ) {}

  @Mutation('dispense')
  @Needs('write')
  dispense(@CallerOf() caller: Caller, @Args() { scans, options }: ScansArgs) {
    return this.commands.run({
      caller,
      mutation: 'dispense',
      input: { scans },
      options,
      scans,
      command: 'dispense',
      body: () => ({}),
    });
  }

  @Mutation('decommission')
  @Needs('write')
  async decommission(@CallerOf() caller: Caller, @Args() args: ScansArgs & { as: EndState; note?: string | null }) {
    const { scans, as, note, options } = args;
    if (as === 'DISPENSED') {
      throw new Refusal('INVALID_INPUT', { rule: 'a pack is dispensed with the mutation dispense' }, 'as');
    }
    const results = await this.commands.run({
      caller,
      mutation: 'decommission',
      input: { scans, as, note },
      options,
      scans,
      command: 'decommission',
      body: () => ({ as }),
    });
    if (note) await this.notes.keep(caller, results, note);
    return results;
  }

  @Mutation('reactivate')
  @Needs('write')
  reactivate(@CallerOf() caller: Caller, @Args() { scans, from, options }: ScansArgs & { from: EndState }) {
    return this.commands.run({
      caller,
      mutation: 'reactivate',
      input: { scans, from },
      options,
      scans,
      command: 'reactivate',
      body: () => ({ from }),
    });
  }
}
