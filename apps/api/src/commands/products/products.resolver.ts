import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import type { Queries } from '@packproof/read-model';
import type { CommandOptions, RegisterProductInput } from '../../../generated/schema-types';
import type { GraphqlContext } from '../../graphql/context';
import type { Caller } from '../../identity/caller';
import { CallerOf, Needs } from '../../identity/guard';
import { CommandRunner } from '../../outbox/command-runner';
import { requireAccepted, requireShown } from '../../outbox/require-accepted';
import { forgetLoaded } from '../../queries/loaders';
import { QUERIES } from '../../tokens';
import { productOf } from './product-input';

@Resolver()
export class ProductsResolver {
  constructor(
    @Inject(QUERIES) private readonly queries: Queries,
    private readonly runner: CommandRunner,
  ) {}

  @Mutation('registerProduct')
  @Needs('write')
  registerProduct(
    @CallerOf() caller: Caller,
    @Args() { input, options }: { input: RegisterProductInput; options?: CommandOptions | null },
    @Context() context: GraphqlContext,
  ) {
    const product = productOf(input);
    return this.runner.run({ caller, mutation: 'registerProduct', input, options }, async (run) => {
      const answer = await run.submit('registerProduct', () => ({ body: { items: [product] } }));
      requireAccepted(answer, (field) => `input.${field.replace('Millicelsius', 'Celsius')}`);
      return this.#shown(product.gtin, run.commandId, context);
    });
  }

  @Mutation('withdrawProduct')
  @Needs('write')
  withdrawProduct(
    @CallerOf() caller: Caller,
    @Args() { gtin, reason, options }: { gtin: string; reason: string; options?: CommandOptions | null },
    @Context() context: GraphqlContext,
  ) {
    const input = { gtin, reason };
    return this.runner.run({ caller, mutation: 'withdrawProduct', input, options }, async (run) => {
      requireAccepted(await run.submit('withdrawProduct', () => ({ body: { items: [input] } })), (field) => field);
      return this.#shown(gtin, run.commandId, context);
    });
  }

  async #shown(gtin: string, commandId: string, context: GraphqlContext) {
    forgetLoaded(context);
    const [product] = await this.queries.productsByGtin([gtin]);
    return requireShown(product, commandId);
  }
}
