import { Args, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql';
import { Bell, type Topics } from '../bell/bell';
import { follow } from '../bell/follow';
import type { Caller } from '../identity/caller';
import { CallerOf, Needs } from '../identity/guard';
import { connection, type PageArgs, pageOf } from '../queries/pages';
import { Refusal } from '../refusal';
import type { JobsAsked } from './job-list';
import { UNFINISHED } from './job-row';
import { Jobs } from './jobs';

@Resolver()
export class JobsResolver {
  constructor(
    private readonly jobs: Jobs,
    private readonly bell: Bell,
  ) {}

  @Query('job')
  @Needs('read')
  job(@CallerOf() caller: Caller, @Args('id') id: string) {
    return this.jobs.find(caller, id);
  }

  @Query('jobs')
  @Needs('read')
  list(
    @CallerOf() caller: Caller,
    @Args() { filter, orderBy, ...page }: PageArgs & Pick<JobsAsked, 'filter' | 'orderBy'>,
  ) {
    return connection(this.jobs.list(caller, { ...pageOf(page), filter, orderBy }));
  }

  @Mutation('cancelJob')
  @Needs('write')
  cancelJob(@CallerOf() caller: Caller, @Args('id') id: string) {
    return this.jobs.cancel(caller, id);
  }

  /** The job as it is, then each change, until it has ended. */
  @Subscription('jobProgress')
  @Needs('read')
  async jobProgress(@CallerOf() caller: Caller, @Args('id') id: string) {
    // Before anything listens that would have to be told to stop; the first look comes after.
    if (!(await this.jobs.find(caller, id))) throw new Refusal('NOT_FOUND', { kind: 'job', id });
    return follow(await this.bell.listen('job'), async (ring) => {
      if (ring && ring.id !== id) return {};
      const job = await this.jobs.find(caller, id);
      return { value: { jobProgress: job }, last: !job || !UNFINISHED.includes(job.state) };
    });
  }

  /** Each change of any job of the caller's organisation. */
  @Subscription('jobChanged')
  @Needs('read')
  async jobChanged(@CallerOf() caller: Caller) {
    const rings = await this.bell.listen('job');
    const look = async (ring: Topics['job'] | undefined) => {
      const job = ring?.organisation === caller.gln ? await this.jobs.find(caller, ring.id) : undefined;
      return job ? { value: { jobChanged: job } } : {};
    };
    return follow(rings, look, { firstLook: false });
  }
}
