import { Inject, Injectable } from '@nestjs/common';
import type { Gln, Licence, Place } from '@packproof/contract';
import type { Ledger } from '@packproof/ledger';
import type { Caller } from '../identity/caller';
import { Members } from '../identity/members';
import { KeyStore } from '../keys/key-store';
import { CommandRunner } from '../outbox/command-runner';
import { Refusal } from '../refusal';
import { LEDGER } from '../tokens';

/** The first regulator, and the person who administers it. */
export interface Founder {
  gln: Gln;
  name: string;
  licence: Licence;
  places: Place[];
  admin: { name: string; email: string; password: string };
}

/** The first entry of a ledger: its rules and its regulator, with a key that this node keeps. */
@Injectable()
export class Founding {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    private readonly keys: KeyStore,
    private readonly members: Members,
    private readonly runner: CommandRunner,
  ) {}

  async isFounded(): Promise<boolean> {
    return (await this.ledger.ledgerId()) !== undefined;
  }

  /** Safe to repeat with the same founder until it has succeeded. @throws Refusal COMMAND_ID_REUSED for another founder */
  async found({ admin, ...regulator }: Founder): Promise<void> {
    const { gln, name, licence, places } = regulator;
    const newKey = (await this.keys.latest(gln)) ?? (await this.keys.prepare(gln));
    // Genesis is signed by the key that it registers: nothing else can be signed with it before.
    await this.keys.activate(gln, newKey.publicKey);
    const { publicKey, possession } = newKey;
    const options = { commandId: 'genesis', at: places[0]?.gln ?? gln };
    const answer = await this.runner.run(
      { caller: founderOf(gln, name), mutation: 'genesis', input: regulator, options },
      (run) =>
        run.submit('genesis', () => ({
          body: { rules: 1, items: [{ gln, name, licence, places, publicKey, possession }] },
        })),
    );
    if (!answer.accepted) throw new Refusal(answer.outcome, answer.params, answer.field);
    await this.members.hostOrganisation({ gln, name, role: 'REGULATOR' });
    await this.members.createMember(gln, { ...admin, role: 'ADMIN' });
  }
}

/** Nobody is registered yet who could give the command. */
const founderOf = (gln: Gln, name: string): Caller => ({
  memberId: 'founder',
  name,
  email: undefined,
  memberRole: 'ADMIN',
  gln,
  organisationName: name,
  organisationRole: 'REGULATOR',
  scopes: ['read', 'write', 'admin'],
  language: 'en',
  via: 'key',
});
