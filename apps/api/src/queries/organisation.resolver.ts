import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { OrganisationRole } from '@packproof/contract';
import type { Pool } from '@packproof/database';
import type { Organisation, OrganisationOrder, Queries } from '@packproof/read-model';
import type { GraphqlContext } from '../graphql/context';
import { Needs } from '../identity/guard';
import { POOL, QUERIES } from '../tokens';
import { loadersOf } from './loaders';
import { connection, orderOf, type PageArgs, pageOf } from './pages';

interface OrganisationsAsked extends PageArgs {
  search?: string | null;
  role?: OrganisationRole | null;
  orderBy?: OrganisationOrder | null;
}

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
  organisations(@Args() { search, role, orderBy, ...page }: OrganisationsAsked) {
    const asked = { ...pageOf(page), ...orderOf(orderBy), ...(role ? { role } : {}) };
    return connection(this.queries.organisations({ ...asked, ...(search ? { search } : {}) }));
  }

  @ResolveField('licence')
  licence(@Parent() { licence }: Organisation) {
    return { ...licence, valid: licence.validUntil >= new Date().toISOString().slice(0, 10) };
  }
}

/** `me` names its organisation by GLN only. */
@Resolver('Member')
export class MemberResolver {
  constructor(
    @Inject(QUERIES) private readonly queries: Queries,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  /** As it is now, not as it was when the session was looked up. */
  @ResolveField('secondFactor')
  async secondFactor(@Parent() { id }: { id: string }) {
    const { rows } = await this.pool.query<{ enabled: boolean | null }>(
      `select u."twoFactorEnabled" as enabled from app.member m join app."user" u on u.id = m."userId" where m.id = $1`,
      [id],
    );
    return rows[0]?.enabled ?? false;
  }

  @ResolveField('organisation')
  organisation(@Parent() { organisation }: { organisation: { gln: string } }, @Context() context: GraphqlContext) {
    return loadersOf(context, this.queries).organisation.load(organisation.gln);
  }
}
