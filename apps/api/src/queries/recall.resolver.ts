import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Queries, Recall, RecallFilter, RecallHolder, RecallOrder } from '@packproof/read-model';
import type { GraphqlContext } from '../graphql/context';
import { Needs } from '../identity/guard';
import { QUERIES } from '../tokens';
import { loadersOf, viewerOf } from './loaders';
import { connection, orderOf, type PageArgs, pageOf, present } from './pages';
import { receiptSource } from './receipt-source';

@Resolver('Recall')
export class RecallResolver {
  constructor(@Inject(QUERIES) private readonly queries: Queries) {}

  @Query('recall')
  @Needs('read')
  async recall(@Args('id') id: string, @Context() context: GraphqlContext) {
    return (await this.queries.recallsById(viewerOf(context), [id]))[0] ?? null;
  }

  @Query('recalls')
  @Needs('read')
  recalls(
    @Args() { filter, orderBy, ...page }: PageArgs & { filter?: RecallFilter | null; orderBy?: RecallOrder | null },
    @Context() context: GraphqlContext,
  ) {
    const asked = { ...pageOf(page), ...orderOf(orderBy), filter: present<RecallFilter>(filter) };
    return connection(this.queries.recalls(viewerOf(context), asked));
  }

  @ResolveField('openedBy')
  openedBy(@Parent() { openedBy }: Recall, @Context() context: GraphqlContext) {
    return loadersOf(context, this.queries).organisation.load(openedBy);
  }

  @ResolveField('holders')
  holders(@Parent() { id }: Recall, @Context() context: GraphqlContext) {
    return this.queries.recallHolders(viewerOf(context), id);
  }

  @ResolveField('receipt')
  receipt(@Parent() { receipt }: Recall) {
    return receiptSource(receipt);
  }
}

@Resolver('RecallTarget')
export class RecallTargetResolver {
  constructor(@Inject(QUERIES) private readonly queries: Queries) {}

  @ResolveField('batch')
  batch(@Parent() { gtin, lot }: Recall['targets'][number], @Context() context: GraphqlContext) {
    return loadersOf(context, this.queries).batch.load({ gtin, lot });
  }
}

@Resolver('RecallHolder')
export class RecallHolderResolver {
  constructor(@Inject(QUERIES) private readonly queries: Queries) {}

  @ResolveField('organisation')
  organisation(@Parent() { organisation }: RecallHolder, @Context() context: GraphqlContext) {
    return loadersOf(context, this.queries).organisation.load(organisation);
  }
}
