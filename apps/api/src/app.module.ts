import {
  type DynamicModule,
  Global,
  type InjectionToken,
  Module,
  type ModuleMetadata,
  type Provider,
} from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import type { Pool } from '@packproof/database';
import type { Ledger } from '@packproof/ledger';
import type { ReadModel } from '@packproof/read-model';
import { AlertsModule } from './alerts/alerts.module';
import { Bell } from './bell/bell';
import { CheckModule } from './check/check.module';
import { BatchesModule } from './commands/batches/batches.module';
import { ItemCommandsModule } from './commands/item-commands.module';
import { OrganisationsModule } from './commands/organisations/organisations.module';
import { ProductsModule } from './commands/products/products.module';
import { RecallsModule } from './commands/recalls/recalls.module';
import type { Config } from './config';
import { DemoModule } from './demo/demo.module';
import { FoundingModule } from './founding/founding.module';
import { graphqlOptions, schemaText } from './graphql/graphql-options';
import { MeResolver } from './graphql/me.resolver';
import { HealthModule } from './health/health.module';
import { ApiKeys } from './identity/api-keys';
import type { Auth } from './identity/auth';
import { Callers } from './identity/callers';
import { CallerGuard } from './identity/guard';
import { IdentityModule } from './identity/identity.module';
import { Members } from './identity/members';
import { MembersResolver } from './identity/members.resolver';
import { JobsModule } from './jobs/jobs.module';
import { KeyStore } from './keys/key-store';
import type { LogSigner } from './keys/log-signer';
import { LabelsModule } from './labels/labels.module';
import { LogModule } from './log/log.module';
import type { PublicLog } from './log/public-log';
import { CommandRunner } from './outbox/command-runner';
import { Outbox } from './outbox/outbox';
import { PayloadStore } from './payloads/payload-store';
import { PayloadsModule } from './payloads/payloads.module';
import { QueriesModule } from './queries/queries.module';
import { ReportsModule } from './reports/reports.module';
import { SubscriptionsModule } from './subscriptions/subscriptions.module';
import { AUTH, CONFIG, LEDGER, LOG_SIGNER, POOL, PROJECTOR, PUBLIC_LOG, QUERIES } from './tokens';
import { UploadsModule } from './uploads/uploads.module';

/** What main.ts (or a test) has made before: everything that reaches outside of this process. */
export interface Parts {
  config: Config;
  pool: Pool;
  ledger: Ledger;
  readModel: ReadModel;
  auth: Auth;
  keys: KeyStore;
  payloads: PayloadStore;
  logSigner: LogSigner;
  log: PublicLog | undefined;
}

const doors: Provider[] = [Callers, CallerGuard, Members, ApiKeys, Outbox, CommandRunner, Bell];

/** The doors that commands and queries go through, there for every room. */
@Global()
@Module({})
class DoorsModule {}

function doorsModule(parts: Parts): DynamicModule {
  const given: Provider[] = [
    { provide: CONFIG, useValue: parts.config },
    { provide: POOL, useValue: parts.pool },
    { provide: LEDGER, useValue: parts.ledger },
    { provide: PROJECTOR, useValue: parts.readModel.projector },
    { provide: QUERIES, useValue: parts.readModel.queries },
    { provide: AUTH, useValue: parts.auth },
    { provide: KeyStore, useValue: parts.keys },
    { provide: PayloadStore, useValue: parts.payloads },
    { provide: LOG_SIGNER, useValue: parts.logSigner },
    { provide: PUBLIC_LOG, useValue: parts.log },
  ];
  const tokens = given.map((provider) => (provider as { provide: InjectionToken }).provide);
  return { module: DoorsModule, providers: [...given, ...doors], exports: [...tokens, ...doors] };
}

/** The rooms with resolvers and controllers: each brings its module. */
const rooms: NonNullable<ModuleMetadata['imports']> = [
  OrganisationsModule,
  ProductsModule,
  BatchesModule,
  RecallsModule,
  SubscriptionsModule,
  JobsModule,
  UploadsModule,
  AlertsModule,
  LabelsModule,
  ReportsModule,
  LogModule,
  PayloadsModule,
  HealthModule,
  QueriesModule,
  ItemCommandsModule,
  CheckModule,
  DemoModule,
  FoundingModule,
  IdentityModule,
];

@Module({})
class AppModule {}

export function appModule(parts: Parts, { ide }: { ide: boolean }): DynamicModule {
  const graphql = GraphQLModule.forRootAsync<MercuriusDriverConfig>({
    driver: MercuriusDriver,
    inject: [Callers],
    useFactory: (callers: Callers) =>
      graphqlOptions({ callers, publicUrl: parts.config.publicUrl, typeDefs: schemaText(), ide }),
  });
  return {
    module: AppModule,
    imports: [doorsModule(parts), graphql, ...rooms],
    providers: [MeResolver, MembersResolver],
  };
}
