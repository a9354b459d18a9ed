import { Module } from '@nestjs/common';
import { BlockWatch } from './block-watch';
import { SubscriptionsResolver } from './subscriptions.resolver';

@Module({ providers: [BlockWatch, SubscriptionsResolver], exports: [BlockWatch] })
export class SubscriptionsModule {}
