import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { LedgerEntry, Queries } from '@packproof/read-model';
import type { GraphqlContext } from '../graphql/context';
import { Needs } from '../identity/guard';
import { QUERIES } from '../tokens';
import { LedgerPages } from './ledger-pages';
import { loadersOf, viewerOf } from './loaders';
import { connection } from './pages';
import { receiptSource } from './receipt-source';

@Resolver()
export class LedgerResolver {
  constructor(private readonly pages: LedgerPages) {}

  @Query('ledger')
  @Needs('read')
  ledger(@Context() context: GraphqlContext) {
    return this.pages.head(viewerOf(context));
  }

  @Query('ledgerEntries')
  @Needs('read')
  ledgerEntries(
    @Args() { first, before }: { first?: number | null; before?: string | null },
    @Context() context: GraphqlContext,
  ) {
    return connection(this.pages.entries(viewerOf(context), first ?? 50, before ?? undefined));
  }
}

/** What is not in `entry` is not the caller's to know. */
@Resolver('LedgerEntry')
export class LedgerEntryResolver {
  constructor(@Inject(QUERIES) private readonly queries: Queries) {}

  @ResolveField('index')
  index(@Parent() { index }: LedgerEntry) {
    return String(index);
  }

  @ResolveField('at')
  at(@Parent() { committedAt }: LedgerEntry) {
    return committedAt;
  }

  @ResolveField('type')
  type(@Parent() { entry }: LedgerEntry) {
    return entry?.command ?? null;
  }

  @ResolveField('organisation')
  organisation(@Parent() { entry }: LedgerEntry, @Context() context: GraphqlContext) {
    return entry ? loadersOf(context, this.queries).organisation.load(entry.actor) : null;
  }

  @ResolveField('receipt')
  receipt(@Parent() { entry }: LedgerEntry) {
    return entry ? receiptSource(entry) : null;
  }
}
