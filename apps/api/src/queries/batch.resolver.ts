import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Batch, BatchFilter, Queries } from '@packproof/read-model';
import type { GraphqlContext } from '../graphql/context';
import { Needs } from '../identity/guard';
import { QUERIES } from '../tokens';
import { loadersOf, viewerOf } from './loaders';
import { packSource } from './pack-source';
import { connection, type PageArgs, pageOf, present } from './pages';

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
  batches(@Args() { filter, ...page }: PageArgs & { filter?: BatchFilter | null }, @Context() context: GraphqlContext) {
    const asked = { ...pageOf(page), filter: present<BatchFilter>(filter) };
    return connection(this.queries.batches(viewerOf(context), asked));
  }

  @ResolveField('product')
  product(@Parent() { gtin }: Batch, @Context() context: GraphqlContext) {
    return loadersOf(context, this.queries).product.load(gtin);
  }

  @ResolveField('packList')
  packList(@Parent() { gtin, lot }: Batch, @Args() page: PageArgs, @Context() context: GraphqlContext) {
    return connection(this.queries.packsOfBatch(viewerOf(context), { gtin, lot }, pageOf(page)), packSource);
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
