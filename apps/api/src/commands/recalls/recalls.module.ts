import { Module } from '@nestjs/common';
import { RecallTargets } from './recall-targets';
import { RecallsResolver } from './recalls.resolver';

@Module({ providers: [RecallTargets, RecallsResolver] })
export class RecallsModule {}
