import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Queries, Shipment, ShipmentException } from '@packproof/read-model';
import type { GraphqlContext } from '../graphql/context';
import { Needs } from '../identity/guard';
import { DeliveryNotes } from '../shipments/delivery-notes';
import { ExceptionReports } from '../shipments/exception-reports';
import { QUERIES } from '../tokens';
import { loadersOf } from './loaders';
import { connection, type PageArgs, pageOf } from './pages';
import { receiptSource } from './receipt-source';
import { ShipmentList, type ShipmentsAsked } from './shipment-list';

@Resolver('Shipment')
export class ShipmentResolver {
  constructor(
    @Inject(QUERIES) private readonly queries: Queries,
    private readonly notes: DeliveryNotes,
    private readonly list: ShipmentList,
    private readonly reports: ExceptionReports,
  ) {}

  @Query('shipment')
  @Needs('read')
  shipment(@Args('id') id: string, @Context() context: GraphqlContext) {
    return loadersOf(context, this.queries).shipment.load(id);
  }

  @Query('shipments')
  @Needs('read')
  shipments(
    @Args() { filter, orderBy, ...page }: PageArgs & Pick<ShipmentsAsked, 'filter' | 'orderBy'>,
    @Context() context: GraphqlContext,
  ) {
    return connection(this.list.page(context, { ...pageOf(page), filter, orderBy }));
  }

  @ResolveField('from')
  from(@Parent() { from }: Shipment, @Context() context: GraphqlContext) {
    return loadersOf(context, this.queries).organisation.load(from);
  }

  @ResolveField('to')
  to(@Parent() { to }: Shipment, @Context() context: GraphqlContext) {
    return loadersOf(context, this.queries).organisation.load(to);
  }

  @ResolveField('reference')
  reference(@Parent() { payloadHash }: Shipment, @Context() context: GraphqlContext) {
    return this.notes.reference(context, payloadHash);
  }

  /** Units as they left; one that was taken apart since shows what is left of it. */
  @ResolveField('units')
  async units(@Parent() { units }: Shipment, @Context() context: GraphqlContext) {
    const found = await loadersOf(context, this.queries).unit.loadMany(units);
    return found.filter((unit) => unit !== undefined && !(unit instanceof Error));
  }

  @ResolveField('exceptions')
  async exceptions(@Parent() { id }: Shipment, @Context() context: GraphqlContext) {
    const [onLedger, reported] = await Promise.all([
      loadersOf(context, this.queries).exceptions.load(id),
      this.reports.ofShipment(context, id),
    ]);
    return [...onLedger, ...reported];
  }

  @ResolveField('results')
  results(@Parent() shipment: Shipment & { results?: unknown[] }) {
    return shipment.results ?? [];
  }

  @ResolveField('receipt')
  receipt(@Parent() { receipt }: Shipment) {
    return receiptSource(receipt);
  }
}

@Resolver('ShipmentException')
export class ShipmentExceptionResolver {
  constructor(
    @Inject(QUERIES) private readonly queries: Queries,
    private readonly reports: ExceptionReports,
  ) {}

  /** What was reported: the unit's own label, or the first pack of what has none. */
  @ResolveField('scan')
  scan(@Parent() exception: ShipmentException & { scan?: string }) {
    return exception.scan ?? this.reports.scanOf(exception.holder);
  }

  @ResolveField('unit')
  unit(@Parent() { holder }: Partial<ShipmentException>, @Context() context: GraphqlContext) {
    return holder ? loadersOf(context, this.queries).unit.load(holder) : null;
  }

  @ResolveField('note')
  note(@Parent() exception: ShipmentException & { note?: string }, @Context() context: GraphqlContext) {
    return exception.note ?? this.reports.note(context, exception.id);
  }

  @ResolveField('reportedBy')
  reportedBy(@Parent() { reportedBy }: ShipmentException, @Context() context: GraphqlContext) {
    return loadersOf(context, this.queries).organisation.load(reportedBy);
  }

  @ResolveField('resolvedBy')
  resolvedBy(@Parent() { resolvedBy }: ShipmentException, @Context() context: GraphqlContext) {
    return resolvedBy ? loadersOf(context, this.queries).organisation.load(resolvedBy) : null;
  }
}
