import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { type Gln, organisationKey } from '@packproof/contract';
import type { Ledger } from '@packproof/ledger';
import type { Queries } from '@packproof/read-model';
import type { CommandOptions } from '../../../generated/schema-types';
import type { GraphqlContext } from '../../graphql/context';
import type { Caller } from '../../identity/caller';
import { CallerOf, Needs } from '../../identity/guard';
import { KeyStore } from '../../keys/key-store';
import { CommandRunner } from '../../outbox/command-runner';
import { requireAccepted, requireShown } from '../../outbox/require-accepted';
import { forgetLoaded } from '../../queries/loaders';
import { Refusal } from '../../refusal';
import { LEDGER, QUERIES } from '../../tokens';

interface RotateKeyArgs {
  gln: Gln;
  publicKey: string;
  possession?: string | null;
  options?: CommandOptions | null;
}

/** A new signing key: prepared here, or brought with its proof of possession by whoever keeps its own. */
@Resolver()
export class SigningKeysResolver {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(QUERIES) private readonly queries: Queries,
    private readonly runner: CommandRunner,
    private readonly keys: KeyStore,
  ) {}

  @Mutation('prepareKey')
  @Needs('admin')
  async prepareKey(@CallerOf() caller: Caller, @Args('gln') gln: Gln) {
    requireOwnOrRegulator(caller, gln);
    const key = organisationKey(gln);
    if (!(await this.ledger.get([key])).has(key)) throw new Refusal('UNKNOWN_ORGANISATION', { gln }, 'gln');
    return this.keys.prepare(gln);
  }

  @Mutation('rotateKey')
  @Needs('admin')
  rotateKey(@CallerOf() caller: Caller, @Args() args: RotateKeyArgs, @Context() context: GraphqlContext) {
    const { gln, publicKey, possession, options } = args;
    requireOwnOrRegulator(caller, gln);
    const input = { gln, publicKey, ...(possession == null ? {} : { possession }) };
    return this.runner.run({ caller, mutation: 'rotateKey', input, options }, async (run) => {
      const answer = await run.submit('rotateKey', async () => {
        const proof = possession ?? (await this.keys.possessionOf(gln, publicKey))?.possession;
        if (proof === undefined) {
          const rule = 'a key that was not prepared here comes with its proof of possession';
          throw new Refusal('INVALID_INPUT', { rule }, 'possession');
        }
        return { body: { items: [{ gln, publicKey, possession: proof }] } };
      });
      requireAccepted(answer, (field) => field);
      // Of a key that is kept elsewhere there is nothing to activate: this node signs for the organisation no more.
      await this.keys.activate(gln, publicKey);
      forgetLoaded(context);
      const [organisation] = await this.queries.organisationsByGln([gln]);
      return requireShown(organisation, run.commandId);
    });
  }
}

/** The ledger decides; said here before a key is made or looked up. */
function requireOwnOrRegulator(caller: Caller, gln: Gln): void {
  if (gln !== caller.gln && caller.organisationRole !== 'REGULATOR') {
    throw new Refusal('ROLE_FORBIDDEN', { role: caller.organisationRole }, 'gln');
  }
}
