import { Module } from '@nestjs/common';
import { QueriesModule } from '../queries/queries.module';
import { BlockWatch } from './block-watch';
import { SubscriptionsResolver } from './subscriptions.resolver';

@Module({ imports: [QueriesModule], providers: [BlockWatch, SubscriptionsResolver], exports: [BlockWatch] })
export class SubscriptionsModule {}
