import { Module } from '@nestjs/common';
import { AlertDesk } from './alert-desk';
import { Alerts } from './alerts';
import { AlertsResolver } from './alerts.resolver';

@Module({ providers: [Alerts, AlertDesk, AlertsResolver], exports: [Alerts, AlertDesk] })
export class AlertsModule {}
