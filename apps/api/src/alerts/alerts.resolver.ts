import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import { titleOf } from '@packproof/outcomes';
import type { Queries } from '@packproof/read-model';
import { Bell } from '../bell/bell';
import { follow } from '../bell/follow';
import type { GraphqlContext } from '../graphql/context';
import type { Caller } from '../identity/caller';
import { CallerOf, Needs } from '../identity/guard';
import { loadersOf } from '../queries/loaders';
import { packSource } from '../queries/pack-source';
import { Refusal } from '../refusal';
import { QUERIES } from '../tokens';
import type { AlertRow, AlertState } from './alert-row';
import { type AlertFilter, Alerts } from './alerts';

interface PageOfAlerts {
  filter?: AlertFilter | null;
  first?: number | null;
  after?: string | null;
}

@Resolver('Alert')
export class AlertsResolver {
  constructor(
    private readonly alerts: Alerts,
    private readonly bell: Bell,
    @Inject(QUERIES) private readonly queries: Queries,
  ) {}

  @Query('alerts')
  @Needs('read')
  async list(@CallerOf() caller: Caller, @Args() { filter, first, after }: PageOfAlerts) {
    const { nodes, endCursor, hasNextPage } = await this.alerts.list(caller, filter ?? {}, {
      first: first ?? 50,
      after,
    });
    return { nodes, pageInfo: { endCursor, hasNextPage } };
  }

  @Mutation('updateAlert')
  @Needs('write')
  update(@CallerOf() caller: Caller, @Args() args: { id: string; state?: AlertState | null; comment?: string | null }) {
    if (caller.organisationRole === 'AUDITOR') throw new Refusal('ROLE_FORBIDDEN', { role: caller.organisationRole });
    return this.alerts.update(caller, args.id, {
      ...(args.state ? { state: args.state } : {}),
      ...(args.comment ? { comment: args.comment } : {}),
    });
  }

  /** Each new alert that the caller may see. */
  @Subscription('alertRaised')
  @Needs('read')
  async raised(@CallerOf() caller: Caller) {
    const rings = await this.bell.listen('alert');
    const look = async (ring: { id: string } | undefined) => {
      const alert = ring && (await this.alerts.find(caller, ring.id));
      return alert ? { value: { alertRaised: alert } } : {};
    };
    return follow(rings, look, { firstLook: false });
  }

  @ResolveField('title')
  title(@Parent() { code }: AlertRow, @Context() { language }: GraphqlContext) {
    return titleOf(code, language);
  }

  @ResolveField('raisedAt')
  raisedAt(@Parent() { raised_at }: AlertRow) {
    return raised_at.toISOString();
  }

  /** Whoever may see the alert may know: it raised it, owns the product, or sees all. */
  @ResolveField('raisedBy')
  raisedBy(@Parent() { raised_by }: AlertRow, @Context() context: GraphqlContext) {
    return loadersOf(context, this.queries).organisation.load(raised_by);
  }

  @ResolveField('pack')
  async pack(@Parent() alert: AlertRow, @Context() context: GraphqlContext) {
    return (await this.packs(alert, context))[0] ?? null;
  }

  /** Those that are on record; what was read of the others is in the alert's cause. */
  @ResolveField('packs')
  async packs(@Parent() { gtin, serials }: AlertRow, @Context() context: GraphqlContext) {
    const { pack } = loadersOf(context, this.queries);
    const found = await Promise.all(serials.map((serial) => pack.load({ gtin, serial })));
    return found.flatMap((each) => (each ? [packSource(each)] : []));
  }
}
