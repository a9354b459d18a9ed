import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Queries } from '@packproof/read-model';
import type { CommandOptions, ExceptionResolution, ReceiveInput, ShipInput } from '../../../generated/schema-types';
import type { GraphqlContext } from '../../graphql/context';
import type { Caller } from '../../identity/caller';
import { CallerOf, Needs } from '../../identity/guard';
import { CommandRunner } from '../../outbox/command-runner';
import { forgetLoaded, loadersOf } from '../../queries/loaders';
import { Refusal } from '../../refusal';
import { QUERIES } from '../../tokens';
import { runItems } from '../items/item-run';
import { Receive, type Received } from './receive';
import { ResolveException } from './resolve-exception';
import { Ship } from './ship';

interface WithOptions {
  options?: CommandOptions | null;
}

/** Station 3 on the road: goods leave, arrive, and what did not arrive is settled. */
@Resolver('Receipt')
export class ShipmentsResolver {
  constructor(
    private readonly shipping: Ship,
    private readonly receiving: Receive,
    private readonly resolving: ResolveException,
    private readonly runner: CommandRunner,
    @Inject(QUERIES) private readonly queries: Queries,
  ) {}

  @Mutation('ship')
  @Needs('write')
  async ship(
    @CallerOf() caller: Caller,
    @Args() { input, options }: WithOptions & { input: ShipInput },
    @Context() context: GraphqlContext,
  ) {
    const { shipment, results } = await this.shipping.run(caller, input, options);
    return { ...(await this.#shipment(shipment, context)), results };
  }

  @Mutation('cancelShipment')
  @Needs('write')
  async cancelShipment(
    @CallerOf() caller: Caller,
    @Args() { id, options }: WithOptions & { id: string },
    @Context() context: GraphqlContext,
  ) {
    const viewer = { gln: caller.gln, role: caller.organisationRole };
    await this.runner.run({ caller, mutation: 'cancelShipment', input: { id }, options }, async (run) => {
      const [found] = await this.queries.shipmentsById(viewer, [id]);
      if (!found) throw new Refusal('NOT_FOUND', { kind: 'shipment', id }, 'id');
      const progress = await runItems(run, 1, async ({ k }) => {
        if (k > 1) return undefined;
        const units = await this.queries.unitsById(viewer, found.units);
        const underway = units.flatMap((unit) => (unit?.transit?.tx === id ? [unit.id] : []));
        // None underway: the ledger says so about any of them.
        const items = (underway.length > 0 ? underway : found.units.slice(0, 1)).map((holder) => ({ holder }));
        return { command: 'cancelShipment', body: { shipment: id, items }, decides: items.map(() => [0]) };
      });
      const answer = progress.answers[0];
      if (answer && !answer.ok && progress.accepted.length === 0)
        throw new Refusal(answer.outcome, answer.params, 'id');
    });
    return this.#shipment(id, context);
  }

  @Mutation('receive')
  @Needs('write')
  async receive(
    @CallerOf() caller: Caller,
    @Args() { input, options }: WithOptions & { input: ReceiveInput },
    @Context() context: GraphqlContext,
  ) {
    const received = await this.receiving.run(caller, input, options);
    forgetLoaded(context);
    return received;
  }

  @Mutation('resolveException')
  @Needs('write')
  async resolveException(
    @CallerOf() caller: Caller,
    @Args() args: WithOptions & { id: string; as: ExceptionResolution; note?: string | null },
    @Context() context: GraphqlContext,
  ) {
    const resolved = await this.resolving.run(caller, args);
    forgetLoaded(context);
    return resolved;
  }

  @ResolveField('shipment')
  shipment(@Parent() { shipment }: Received, @Context() context: GraphqlContext) {
    return this.#shipment(shipment, context);
  }

  async #shipment(id: string, context: GraphqlContext) {
    forgetLoaded(context);
    const shipment = await loadersOf(context, this.queries).shipment.load(id);
    if (!shipment) throw new Refusal('NOT_FOUND', { kind: 'shipment', id }, 'id');
    return shipment;
  }
}
