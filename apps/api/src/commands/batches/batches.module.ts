import { Module } from '@nestjs/common';
import { AlertsModule } from '../../alerts/alerts.module';
import { JobsModule } from '../../jobs/jobs.module';
import { NumberingModule } from '../../numbering/numbering.module';
import { UploadsModule } from '../../uploads/uploads.module';
import { BatchCommissioner } from './batch-commissioner';
import { BadRowResolver, BatchesResolver } from './batches.resolver';
import { CommissionJobs } from './commission-jobs';
import { CommissionResults } from './commission-results';
import { CommitConflicts } from './commit-conflicts';
import { Serials } from './serials';
import { TranchePlanner } from './tranche-planner';

@Module({
  imports: [AlertsModule, JobsModule, NumberingModule, UploadsModule],
  providers: [
    BatchCommissioner,
    CommitConflicts,
    CommissionJobs,
    CommissionResults,
    Serials,
    TranchePlanner,
    BatchesResolver,
    BadRowResolver,
  ],
  exports: [BatchCommissioner],
})
export class BatchesModule {}
