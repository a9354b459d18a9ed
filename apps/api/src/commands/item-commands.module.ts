import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module';
import { NumberingModule } from '../numbering/numbering.module';
import { QueriesModule } from '../queries/queries.module';
import { HoldsResolver } from './items/holds.resolver';
import { ItemResultResolver } from './items/item-result.resolver';
import { Locator } from './items/locator';
import { PackIds } from './items/pack-ids';
import { PackingResolver } from './items/packing.resolver';
import { StoreResolver } from './items/store.resolver';
import { SupplyResolver } from './items/supply.resolver';
import { TargetCommands } from './items/target-commands';
import { UnitHints } from './items/unit-hints';
import { Receive } from './shipments/receive';
import { ResolveException } from './shipments/resolve-exception';
import { Ship } from './shipments/ship';
import { ShipmentsResolver } from './shipments/shipments.resolver';

/** Stations 3 and 5 for packs and units: what a scan can do. */
@Module({
  imports: [AlertsModule, QueriesModule, NumberingModule],
  providers: [
    Locator,
    PackIds,
    UnitHints,
    TargetCommands,
    Ship,
    Receive,
    ResolveException,
    SupplyResolver,
    HoldsResolver,
    StoreResolver,
    PackingResolver,
    ShipmentsResolver,
    ItemResultResolver,
  ],
})
export class ItemCommandsModule {}
