import { Readable } from 'node:stream';
import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import type { Caller } from '../identity/caller';
import { CallerOf, Needs } from '../identity/guard';
import { Refusal } from '../refusal';
import { Jobs } from './jobs';

@Controller('jobs')
export class JobsController {
  constructor(private readonly jobs: Jobs) {}

  @Get(':id/results.csv')
  @Needs('read')
  @Header('cache-control', 'private, no-store')
  async results(@CallerOf() caller: Caller, @Param('id') id: string) {
    const results = await this.jobs.results(caller, id);
    if (!results) throw new Refusal('NOT_FOUND', { kind: 'results of a job', id });
    return new StreamableFile(results instanceof Readable ? results : Readable.from([results]), {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="results.csv"',
    });
  }
}
