import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Organisation, Queries } from '@packproof/read-model';
import type { GraphqlContext } from '../graphql/context';
import { Needs } from '../identity/guard';
import { QUERIES } from '../tokens';
import { loadersOf } from './loaders';
import { connection, type PageArgs, pageOf } from './pages';

/** Licences and places are members' business, not secrets: the ledger shows them to all of its members. */
@Resolver('Organisation')
export class OrganisationResolver {
  constructor(@Inject(QUERIES) private readonly queries: Queries) {}

  @Query('organisation')
  @Needs('read')
  organisation(@Args('gln') gln: string, @Context() context: GraphqlContext) {
    return loadersOf(context, this.queries).organisation.load(gln);
  }

  @Query('organisations')
  @Needs('read')
  organisations(@Args() { search, ...page }: PageArgs & { search?: string | null }) {
    return connection(this.queries.organisations({ ...pageOf(page), ...(search ? { search } : {}) }));
  }

  @ResolveField('licence')
  licence(@Parent() { licence }: Organisation) {
    return { ...licence, valid: licence.validUntil >= new Date().toISOString().slice(0, 10) };
  }
}

/** `me` names its organisation by GLN only. */
@Resolver('Member')
export class MemberResolver {
  constructor(@Inject(QUERIES) private readonly queries: Queries) {}

  @ResolveField('organisation')
  organisation(@Parent() { organisation }: { organisation: { gln: string } }, @Context() context: GraphqlContext) {
    return loadersOf(context, this.queries).organisation.load(organisation.gln);
  }
}
