import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import type { CommandBodies, Gln } from '@packproof/contract';
import type { Queries } from '@packproof/read-model';
import type {
  CommandOptions,
  RegisterOrganisationInput,
  SetLicenceInput,
  UpdateOrganisationInput,
} from '../../../generated/schema-types';
import type { GraphqlContext } from '../../graphql/context';
import type { Caller } from '../../identity/caller';
import { CallerOf, Needs } from '../../identity/guard';
import { CommandRunner } from '../../outbox/command-runner';
import { requireAccepted, requireShown } from '../../outbox/require-accepted';
import { forgetLoaded } from '../../queries/loaders';
import { QUERIES } from '../../tokens';
import { organisationField, placesOf } from './organisation-input';
import { Registration } from './registration';

interface With<Input> {
  input: Input;
  options?: CommandOptions | null;
}

@Resolver()
export class OrganisationsResolver {
  constructor(
    @Inject(QUERIES) private readonly queries: Queries,
    private readonly runner: CommandRunner,
    private readonly registration: Registration,
  ) {}

  @Mutation('registerOrganisation')
  @Needs('admin')
  async registerOrganisation(
    @CallerOf() caller: Caller,
    @Args() { input, options }: With<RegisterOrganisationInput>,
    @Context() context: GraphqlContext,
  ) {
    const registered = await this.registration.register(caller, input, options);
    forgetLoaded(context);
    return registered;
  }

  @Mutation('setLicence')
  @Needs('write')
  setLicence(
    @CallerOf() caller: Caller,
    @Args() { input, options }: With<SetLicenceInput>,
    @Context() context: GraphqlContext,
  ) {
    const { gln, licence } = input;
    const item = { gln, licence: { number: licence.number, validUntil: licence.validUntil } };
    return this.#change('setLicence', { items: [item] }, { caller, gln, input, options, context });
  }

  @Mutation('updateOrganisation')
  @Needs('admin')
  async updateOrganisation(
    @CallerOf() caller: Caller,
    @Args() { input, options }: With<UpdateOrganisationInput>,
    @Context() context: GraphqlContext,
  ) {
    const { gln, places, companyPrefixes } = input;
    const item = {
      gln,
      ...(places == null ? {} : { places: placesOf(places) }),
      ...(companyPrefixes == null ? {} : { companyPrefixes: [...companyPrefixes] }),
    };
    const changed = await this.#change(
      'updateOrganisation',
      { items: [item] },
      { caller, gln, input, options, context },
    );
    this.runner.forgetPlace(gln);
    return changed;
  }

  #change<C extends 'setLicence' | 'updateOrganisation'>(
    command: C,
    body: CommandBodies[C],
    request: {
      caller: Caller;
      gln: Gln;
      input: object;
      options: CommandOptions | null | undefined;
      context: GraphqlContext;
    },
  ) {
    const { caller, gln, input, options, context } = request;
    return this.runner.run({ caller, mutation: command, input, options }, async (run) => {
      requireAccepted(await run.submit(command, () => ({ body })), organisationField);
      forgetLoaded(context);
      const [organisation] = await this.queries.organisationsByGln([gln]);
      return requireShown(organisation, run.commandId);
    });
  }
}
