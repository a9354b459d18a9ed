import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Batch, BatchFilter, BatchOrder, PackFilter, Queries } from '@packproof/read-model';
import type { GraphqlContext } from '../graphql/context';
import { Needs } from '../identity/guard';
import { QUERIES } from '../tokens';
import { loadersOf, viewerOf } from './loaders';
import { packSource } from './pack-source';
import { connection, orderOf, type PageArgs, pageOf, present } from './pages';

@Resolver('Batch')
export class BatchResolver {
  constructor(@Inject(QUERIES) private readonly queries: Queries) {}

  @Query('batch')
  @Needs('read')
  batch(@Args('gtin') gtin: string, @Args('lot') lot: string, @Context() context: GraphqlContext) {
    return loadersOf(context, this.queries).batch.load({ gtin, lot });
  }

  @Query('batches')
  @Needs('read')
  batches(
    @Args() { filter, orderBy, ...page }: PageArgs & { filter?: BatchFilter | null; orderBy?: BatchOrder | null },
    @Context() context: GraphqlContext,
  ) {
    const asked = { ...pageOf(page), ...orderOf(orderBy), filter: present<BatchFilter>(filter) };
    return connection(this.queries.batches(viewerOf(context), asked));
  }

  @ResolveField('product')
  product(@Parent() { gtin }: Batch, @Context() context: GraphqlContext) {
    return loadersOf(context, this.queries).product.load(gtin);
  }

  @ResolveField('packList')
  packList(
    @Parent() { gtin, lot }: Batch,
    @Args() { state, search, ...page }: PageArgs & { [K in keyof PackFilter]?: PackFilter[K] | null },
    @Context() context: GraphqlContext,
  ) {
    const asked = { ...pageOf(page), filter: present<PackFilter>({ state, search }) };
    return connection(this.queries.packsOfBatch(viewerOf(context), { gtin, lot }, asked), packSource);
  }

  @ResolveField('recalls')
  recalls(@Parent() { gtin, lot }: Batch, @Context() context: GraphqlContext) {
    return loadersOf(context, this.queries).recallsOfBatch.load({ gtin, lot });
  }

  @ResolveField('stock')
  stock(@Parent() { gtin, lot }: Batch, @Context() context: GraphqlContext) {
    return this.queries.stock(viewerOf(context), { gtin, lot });
  }
}
