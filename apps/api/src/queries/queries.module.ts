import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module';
import { DeliveryNotes } from '../shipments/delivery-notes';
import { ExceptionReports } from '../shipments/exception-reports';
import { Notes } from '../shipments/notes';
import { BatchResolver } from './batch.resolver';
import { LedgerEntryResolver, LedgerResolver } from './ledger.resolver';
import { LedgerPages } from './ledger-pages';
import { MemberResolver, OrganisationResolver } from './organisation.resolver';
import { PackResolver } from './pack.resolver';
import { PlaceResolver } from './place.resolver';
import { ProductResolver } from './product.resolver';
import { RecallHolderResolver, RecallResolver, RecallTargetResolver } from './recall.resolver';
import { ScanFaultResolver } from './scan-fault.resolver';
import { ShipmentExceptionResolver, ShipmentResolver } from './shipment.resolver';
import { ShipmentList } from './shipment-list';
import { StockResolver } from './stock.resolver';
import { TraceResolver } from './trace.resolver';
import { UnitResolver } from './unit.resolver';
import { VerificationResolver } from './verification.resolver';
import { Verifier } from './verifier';

/** Station 6 of a pack's life. */
@Module({
  imports: [AlertsModule],
  providers: [
    Verifier,
    DeliveryNotes,
    ExceptionReports,
    Notes,
    ShipmentList,
    LedgerPages,
    LedgerResolver,
    LedgerEntryResolver,
    VerificationResolver,
    ProductResolver,
    OrganisationResolver,
    MemberResolver,
    PlaceResolver,
    BatchResolver,
    PackResolver,
    UnitResolver,
    TraceResolver,
    ShipmentResolver,
    ShipmentExceptionResolver,
    ScanFaultResolver,
    StockResolver,
    RecallResolver,
    RecallTargetResolver,
    RecallHolderResolver,
  ],
  exports: [LedgerPages, Verifier, DeliveryNotes, ExceptionReports, Notes],
})
export class QueriesModule {}
