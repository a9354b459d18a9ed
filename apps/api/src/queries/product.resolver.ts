import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Product, ProductFilter, ProductOrder, Queries } from '@packproof/read-model';
import type { GraphqlContext } from '../graphql/context';
import { Needs } from '../identity/guard';
import { QUERIES } from '../tokens';
import { loadersOf } from './loaders';
import { connection, orderOf, type PageArgs, pageOf, present } from './pages';

interface ProductsAsked extends PageArgs {
  search?: string | null;
  filter?: ProductFilter | null;
  orderBy?: ProductOrder | null;
}

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
  products(@Args() { search, filter, orderBy, ...page }: ProductsAsked) {
    const asked = { ...pageOf(page), ...orderOf(orderBy), filter: present<ProductFilter>(filter) };
    return connection(this.queries.products({ ...asked, ...(search ? { search } : {}) }));
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
