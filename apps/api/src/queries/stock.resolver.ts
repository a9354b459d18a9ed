import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Queries, StockFilter, StockLine } from '@packproof/read-model';
import type { GraphqlContext } from '../graphql/context';
import { Needs } from '../identity/guard';
import { Refusal } from '../refusal';
import { QUERIES } from '../tokens';
import { loadersOf, viewerOf } from './loaders';
import { present } from './pages';

@Resolver('StockLine')
export class StockResolver {
  constructor(@Inject(QUERIES) private readonly queries: Queries) {}

  @Query('stock')
  @Needs('read')
  stock(@Args('filter') filter: StockFilter | null, @Context() context: GraphqlContext) {
    return this.queries.stock(viewerOf(context), present<StockFilter>(filter));
  }

  @ResolveField('holder')
  holder(@Parent() { holder }: StockLine, @Context() context: GraphqlContext) {
    return loadersOf(context, this.queries).organisation.load(holder);
  }

  @ResolveField('batchState')
  async batchState(@Parent() { gtin, lot }: StockLine, @Context() context: GraphqlContext) {
    const batch = await loadersOf(context, this.queries).batch.load({ gtin, lot });
    if (!batch) throw new Refusal('NOT_FOUND', { kind: 'batch', id: `${gtin} ${lot}` });
    return batch.state;
  }

  @ResolveField('product')
  product(@Parent() { gtin }: StockLine, @Context() context: GraphqlContext) {
    return loadersOf(context, this.queries).product.load(gtin);
  }
}
