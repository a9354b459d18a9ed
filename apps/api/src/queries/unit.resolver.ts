import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type HolderKind, unitHolderId } from '@packproof/contract';
import type { PackFilter, Queries, Unit, UnitFilter } from '@packproof/read-model';
import type { GraphqlContext } from '../graphql/context';
import { Needs } from '../identity/guard';
import { QUERIES } from '../tokens';
import { loadersOf, viewerOf } from './loaders';
import { packSource } from './pack-source';
import { connection, type PageArgs, pageOf, present } from './pages';

/** Loose stock, parts and pick zones have no packaging of their own: LOOSE. */
const LOOSE: readonly HolderKind[] = ['LOOSE', 'PART', 'ZONE'];

/** As GraphQL has it: `kind` of the schema. */
type UnitFilterArgs = Omit<UnitFilter, 'kinds'> & { kind?: HolderKind };

function filterOf(filter: UnitFilterArgs | null | undefined): UnitFilter {
  const { kind, search, ...rest } = present<UnitFilterArgs>(filter);
  const prefix = search?.trim() ?? '';
  return {
    ...rest,
    ...(kind === undefined ? {} : { kinds: LOOSE.includes(kind) ? LOOSE : [kind] }),
    ...(prefix === '' ? {} : { search: prefix }),
  };
}

@Resolver('Unit')
export class UnitResolver {
  constructor(@Inject(QUERIES) private readonly queries: Queries) {}

  @Query('unit')
  @Needs('read')
  unit(@Args('sscc') sscc: string, @Context() context: GraphqlContext) {
    return loadersOf(context, this.queries).unit.load(unitHolderId(sscc));
  }

  @Query('holder')
  @Needs('read')
  holder(@Args('id') id: string, @Context() context: GraphqlContext) {
    return loadersOf(context, this.queries).unit.load(id);
  }

  @Query('units')
  @Needs('read')
  units(
    @Args() { filter, ...page }: PageArgs & { filter?: UnitFilterArgs | null },
    @Context() context: GraphqlContext,
  ) {
    return connection(this.queries.units(viewerOf(context), { ...pageOf(page), filter: filterOf(filter) }));
  }

  @ResolveField('kind')
  kind(@Parent() { kind }: Unit) {
    return LOOSE.includes(kind) ? 'LOOSE' : kind;
  }

  @ResolveField('custodian')
  custodian(@Parent() { custodian }: Unit, @Context() context: GraphqlContext) {
    return loadersOf(context, this.queries).organisation.load(custodian);
  }

  @ResolveField('parent')
  parent(@Parent() { parent }: Unit, @Context() context: GraphqlContext) {
    return parent ? loadersOf(context, this.queries).unit.load(parent) : null;
  }

  @ResolveField('units')
  inside(@Parent() { id }: Unit, @Context() context: GraphqlContext) {
    return this.queries.unitsOfUnit(viewerOf(context), id);
  }

  @ResolveField('packList')
  packList(
    @Parent() { id }: Unit,
    @Args() { state, search, ...page }: PageArgs & { [K in keyof PackFilter]?: PackFilter[K] | null },
    @Context() context: GraphqlContext,
  ) {
    const asked = { ...pageOf(page), filter: present<PackFilter>({ state, search }) };
    return connection(this.queries.packsOfUnit(viewerOf(context), id, asked), packSource);
  }

  @ResolveField('history')
  history(@Parent() { id }: Unit, @Context() context: GraphqlContext) {
    return this.queries.unitHistory(viewerOf(context), id);
  }
}
