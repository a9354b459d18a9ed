import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import { titleOf } from '@packproof/outcomes';
import type { Queries } from '@packproof/read-model';
import { Bell, type Topics } from '../bell/bell';
import { follow } from '../bell/follow';
import type { GraphqlContext } from '../graphql/context';
import type { Caller } from '../identity/caller';
import { CallerOf, Needs } from '../identity/guard';
import { loadersOf } from '../queries/loaders';
import { packSource } from '../queries/pack-source';
import { connection, type PageArgs, pageOf } from '../queries/pages';
import { Refusal } from '../refusal';
import { QUERIES } from '../tokens';
import type { AlertsAsked } from './alert-list';
import type { AlertRow, AlertState } from './alert-row';
import { Alerts } from './alerts';

@Resolver('Alert')
export class AlertsResolver {
  constructor(
    private readonly alerts: Alerts,
    private readonly bell: Bell,
    @Inject(QUERIES) private readonly queries: Queries,
  ) {}

  @Query('alerts')
  @Needs('read')
  list(
    @CallerOf() caller: Caller,
    @Args() { filter, orderBy, ...page }: PageArgs & Pick<AlertsAsked, 'filter' | 'orderBy'>,
  ) {
    return connection(this.alerts.list(caller, { ...pageOf(page), filter, orderBy }));
  }

  /** Null for one that is not there, or not for the caller. */
  @Query('alert')
  @Needs('read')
  async one(@CallerOf() caller: Caller, @Args() { id }: { id: string }) {
    return (await this.alerts.find(caller, id)) ?? null;
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
  raised(@CallerOf() caller: Caller) {
    return this.#follow(caller, 'raised', (alert) => ({ alertRaised: alert }));
  }

  /** Each alert of which the caller may know that somebody worked on it, or that it happened again. */
  @Subscription('alertChanged')
  @Needs('read')
  changed(@CallerOf() caller: Caller) {
    return this.#follow(caller, 'changed', (alert) => ({ alertChanged: alert }));
  }

  async #follow<T>(caller: Caller, news: Topics['alert']['news'], told: (alert: AlertRow) => T) {
    const rings = await this.bell.listen('alert');
    const look = async (ring: Topics['alert'] | undefined) => {
      const alert = ring?.news === news ? await this.alerts.find(caller, ring.id) : undefined;
      return alert ? { value: told(alert) } : {};
    };
    return follow(rings, look, { firstLook: false });
  }

  @ResolveField('lastAt')
  lastAt(@Parent() { last_at }: AlertRow) {
    return last_at.toISOString();
  }

  @ResolveField('product')
  product(@Parent() { gtin }: AlertRow, @Context() context: GraphqlContext) {
    return loadersOf(context, this.queries).product.load(gtin);
  }

  @ResolveField('comments')
  comments(@Parent() { notes }: AlertRow) {
    return notes.map(({ text }) => text);
  }

  /** Who works for another organisation is that organisation's business. */
  @ResolveField('notes')
  notes(@Parent() { notes }: AlertRow, @CallerOf() caller: Caller, @Context() context: GraphqlContext) {
    const { organisation } = loadersOf(context, this.queries);
    return Promise.all(
      notes.map(async ({ text, at, state, ...by }) => ({
        text,
        by:
          by.organisation === caller.gln
            ? by.member
            : ((await organisation.load(by.organisation))?.name ?? by.organisation),
        at: new Date(at).toISOString(),
        state,
      })),
    );
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
