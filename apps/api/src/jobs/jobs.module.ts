import { Module } from '@nestjs/common';
import { Jobs } from './jobs';
import { JobsController } from './jobs.controller';
import { JobsResolver } from './jobs.resolver';

@Module({ controllers: [JobsController], providers: [Jobs, JobsResolver], exports: [Jobs] })
export class JobsModule {}
