import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Product, Queries } from '@packproof/read-model';
import type { GraphqlContext } from '../graphql/context';
import { Needs } from '../identity/guard';
import { QUERIES } from '../tokens';
import { loadersOf } from './loaders';
import { connection, type PageArgs, pageOf } from './pages';

@Resolver('Product')
export class ProductResolver {
  constructor(@Inject(QUERIES) private readonly queries: Queries) {}

  @Query('product')
  @Needs('read')
  product(@Args('gtin') gtin: string, @Context() context: GraphqlContext) {
    return loadersOf(context, this.queries).product.load(gtin);
  }

  @Query('products')
  @Needs('read')
  products(@Args() { search, ...page }: PageArgs & { search?: string | null }) {
    return connection(this.queries.products({ ...pageOf(page), ...(search ? { search } : {}) }));
  }

  @ResolveField('owner')
  owner(@Parent() { owner }: Product, @Context() context: GraphqlContext) {
    return loadersOf(context, this.queries).organisation.load(owner);
  }

  @ResolveField('withdrawn')
  withdrawn(@Parent() { withdrawn }: Product) {
    return withdrawn !== undefined;
  }
}
