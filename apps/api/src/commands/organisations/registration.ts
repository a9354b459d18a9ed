import { Inject, Injectable } from '@nestjs/common';
import { type Gln, organisationKey } from '@packproof/contract';
import type { Ledger } from '@packproof/ledger';
import type { Organisation, Queries } from '@packproof/read-model';
import type { CommandOptions, RegisterOrganisationInput } from '../../../generated/schema-types';
import type { Caller } from '../../identity/caller';
import { Members } from '../../identity/members';
import { KeyStore } from '../../keys/key-store';
import { CommandRunner } from '../../outbox/command-runner';
import { requireAccepted, requireShown } from '../../outbox/require-accepted';
import { Refusal } from '../../refusal';
import { LEDGER, QUERIES } from '../../tokens';
import { organisationField, placesOf, requireAddress } from './organisation-input';

/** With an administrator invited, the page on which that person signs up. */
export type RegisteredOrganisation = Organisation & { invitationUrl?: string };

/** An organisation on the ledger, with a key that this node keeps for it, and its people let in. */
@Injectable()
export class Registration {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(QUERIES) private readonly queries: Queries,
    private readonly runner: CommandRunner,
    private readonly keys: KeyStore,
    private readonly members: Members,
  ) {}

  async register(
    caller: Caller,
    input: RegisterOrganisationInput,
    options: CommandOptions | null | undefined,
  ): Promise<RegisteredOrganisation> {
    const { gln, name, role, licence, companyPrefixes, places, adminEmail } = input;
    // Before a key is made: whoever may not register must not fill this node with keys.
    if (caller.organisationRole !== 'REGULATOR') throw new Refusal('ROLE_FORBIDDEN', { role: caller.organisationRole });
    if (adminEmail != null) requireAddress(adminEmail, 'input.adminEmail');
    const described = {
      gln,
      name,
      role,
      licence: { number: licence.number, validUntil: licence.validUntil },
      companyPrefixes: [...(companyPrefixes ?? [])],
      places: placesOf(places ?? []),
    };
    return this.runner.run({ caller, mutation: 'registerOrganisation', input, options }, async (run) => {
      let key: { publicKey: string; possession: string } | undefined;
      const answer = await run.submit('registerOrganisation', async () => {
        await this.#requireNew(gln);
        if (!key) {
          const { publicKey, possession } = await this.keys.prepare(gln);
          key = { publicKey, possession };
        }
        return { body: { items: [{ ...described, ...key }] }, memo: { publicKey: key.publicKey } };
      });
      // The key is the one in the envelope that was accepted, whichever request prepared it.
      const { publicKey } = requireAccepted(answer, organisationField).memo;
      await this.keys.activate(gln, publicKey);
      await this.members.hostOrganisation({ gln, name, role });
      const [organisation] = await this.queries.organisationsByGln([gln]);
      const shown = requireShown(organisation, run.commandId);
      if (adminEmail == null) return shown;
      const { url } = await this.members.invite(gln, adminEmail, 'ADMIN', caller.memberId);
      return { ...shown, invitationUrl: url };
    });
  }

  async #requireNew(gln: Gln): Promise<void> {
    const key = organisationKey(gln);
    if ((await this.ledger.get([key])).has(key)) {
      throw new Refusal('ALREADY_EXISTS', { kind: 'organisation', id: gln }, 'input.gln');
    }
  }
}
