import { Inject } from '@nestjs/common';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { LedgerReceipt, Queries, TraceEvent } from '@packproof/read-model';
import type { GraphqlContext } from '../graphql/context';
import { QUERIES } from '../tokens';
import { loadersOf } from './loaders';
import { receiptSource } from './receipt-source';

@Resolver('TraceEvent')
export class TraceResolver {
  constructor(@Inject(QUERIES) private readonly queries: Queries) {}

  @ResolveField('recordedAt')
  recordedAt(@Parent() { committedAt }: TraceEvent) {
    return committedAt;
  }

  @ResolveField('organisation')
  organisation(@Parent() { organisation }: TraceEvent, @Context() context: GraphqlContext) {
    return loadersOf(context, this.queries).organisation.load(organisation);
  }

  @ResolveField('to')
  to(@Parent() { to }: TraceEvent, @Context() context: GraphqlContext) {
    return to ? loadersOf(context, this.queries).organisation.load(to) : null;
  }

  @ResolveField('note')
  note(@Parent() { as, reason }: TraceEvent) {
    return reason ?? as ?? null;
  }

  @ResolveField('receipt')
  receipt(@Parent() event: TraceEvent & LedgerReceipt) {
    return receiptSource(event);
  }
}
