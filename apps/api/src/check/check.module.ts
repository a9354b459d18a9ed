import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module';
import { QueriesModule } from '../queries/queries.module';
import { CheckController } from './check.controller';
import { Checker } from './checker';
import { CheckLimits } from './limits';

@Module({ imports: [QueriesModule, AlertsModule], controllers: [CheckController], providers: [Checker, CheckLimits] })
export class CheckModule {}
