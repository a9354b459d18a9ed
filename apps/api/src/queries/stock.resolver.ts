import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Queries, StockFilter, StockLine } from '@packproof/read-model';
import type { GraphqlContext } from '../graphql/context';
import { Needs } from '../identity/guard';
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

  @ResolveField('product')
  product(@Parent() { gtin }: StockLine, @Context() context: GraphqlContext) {
    return loadersOf(context, this.queries).product.load(gtin);
  }
}
