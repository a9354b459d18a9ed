import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Queries } from '@packproof/read-model';
import type { GraphqlContext } from '../graphql/context';
import { Needs } from '../identity/guard';
import { QUERIES } from '../tokens';
import { loadersOf, viewerOf } from './loaders';
import { type PackSource, packSource } from './pack-source';

@Resolver('Pack')
export class PackResolver {
  constructor(@Inject(QUERIES) private readonly queries: Queries) {}

  @Query('pack')
  @Needs('read')
  async pack(@Args('gtin') gtin: string, @Args('serial') serial: string, @Context() context: GraphqlContext) {
    const pack = await loadersOf(context, this.queries).pack.load({ gtin, serial });
    return pack ? packSource(pack) : null;
  }

  @ResolveField('product')
  product(@Parent() { gtin }: PackSource, @Context() context: GraphqlContext) {
    return loadersOf(context, this.queries).product.load(gtin);
  }

  @ResolveField('custodian')
  async custodian(@Parent() pack: PackSource, @Context() context: GraphqlContext) {
    const loaders = loadersOf(context, this.queries);
    const seen = await loaders.pack.load(pack);
    return seen ? loaders.organisation.load(seen.custodian) : null;
  }

  @ResolveField('location')
  async location(@Parent() pack: PackSource, @Context() context: GraphqlContext) {
    const seen = await loadersOf(context, this.queries).pack.load(pack);
    return seen?.location ?? null;
  }

  @ResolveField('unit')
  async unit(@Parent() pack: PackSource, @Context() context: GraphqlContext) {
    const loaders = loadersOf(context, this.queries);
    const unit = (await loaders.pack.load(pack))?.unit;
    return unit ? ((await loaders.unit.load(unit)) ?? null) : null;
  }

  @ResolveField('history')
  history(@Parent() { gtin, serial }: PackSource, @Context() context: GraphqlContext) {
    return this.queries.packHistory(viewerOf(context), { gtin, serial });
  }
}
