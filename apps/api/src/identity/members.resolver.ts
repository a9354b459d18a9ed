import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Refusal } from '../refusal';
import { type ApiKey, ApiKeys } from './api-keys';
import type { Caller, MemberRole, Scope } from './caller';
import { isEmail } from './email';
import { CallerOf, Needs } from './guard';
import { type Invitation, Members } from './members';

type ApiScope = Uppercase<Scope>;

/** What an administrator does with the people and machines of the own organisation. */
@Resolver()
export class MembersResolver {
  constructor(
    private readonly members: Members,
    private readonly apiKeys: ApiKeys,
  ) {}

  @Query('members')
  @Needs('admin')
  people(@CallerOf() { gln }: Caller) {
    return this.members.people(gln);
  }

  @Query('invitations')
  @Needs('admin')
  async invitations(@CallerOf() { gln }: Caller) {
    return (await this.members.invitations(gln)).map(invitationView);
  }

  @Query('apiKeys')
  @Needs('admin')
  async keys(@CallerOf() { gln }: Caller) {
    return (await this.apiKeys.list(gln)).map(keyView);
  }

  @Mutation('inviteMember')
  @Needs('admin')
  async invite(@CallerOf() caller: Caller, @Args() { email, role }: { email: string; role: MemberRole }) {
    if (!isEmail(email)) throw new Refusal('INVALID_INPUT', { rule: 'an e-mail address' }, 'email');
    const known = (await this.members.people(caller.gln)).some((person) => person.email === email.toLowerCase());
    if (known) throw new Refusal('ALREADY_EXISTS', { kind: 'member', id: email }, 'email');
    return invitationView(await this.members.invite(caller.gln, email, role, caller.memberId));
  }

  @Mutation('cancelInvitation')
  @Needs('admin')
  async cancel(@CallerOf() { gln }: Caller, @Args('id') id: string) {
    return invitationView(await this.members.cancelInvitation(gln, id));
  }

  @Mutation('setMemberRole')
  @Needs('admin')
  setRole(@CallerOf() { gln }: Caller, @Args() { id, role }: { id: string; role: MemberRole }) {
    return this.members.setRole(gln, id, role);
  }

  @Mutation('removeMember')
  @Needs('admin')
  remove(@CallerOf() { gln }: Caller, @Args('id') id: string) {
    return this.members.remove(gln, id);
  }

  @Mutation('createApiKey')
  @Needs('admin')
  async create(
    @CallerOf() caller: Caller,
    @Args() { name, scopes, expiresInDays }: { name: string; scopes: ApiScope[]; expiresInDays?: number | null },
  ) {
    const title = name.trim();
    if (title.length < 1 || title.length > 64)
      throw new Refusal('INVALID_INPUT', { rule: '1 to 64 characters' }, 'name');
    if (scopes.length === 0) throw new Refusal('INVALID_INPUT', { rule: 'at least one scope' }, 'scopes');
    if (expiresInDays != null && (expiresInDays < 1 || expiresInDays > 3_650)) {
      throw new Refusal('INVALID_INPUT', { rule: '1 to 3650 days' }, 'expiresInDays');
    }
    const { key, ...apiKey } = await this.apiKeys.create(caller.gln, {
      name: title,
      scopes: [...new Set(scopes.map((scope) => scope.toLowerCase() as Scope))],
      expiresInDays: expiresInDays ?? undefined,
    });
    return { key, apiKey: keyView(apiKey) };
  }

  @Mutation('revokeApiKey')
  @Needs('admin')
  async revoke(@CallerOf() caller: Caller, @Args('id') id: string) {
    const revoked = await this.apiKeys.revoke(caller.gln, id);
    if (!revoked) throw new Refusal('NOT_FOUND', { kind: 'API key', id });
    return keyView(revoked);
  }
}

const time = (date: Date | null) => date?.toISOString() ?? null;

const invitationView = (invitation: Invitation) => ({ ...invitation, expiresAt: invitation.expiresAt.toISOString() });

const keyView = (key: ApiKey) => ({
  ...key,
  scopes: key.scopes.map((scope) => scope.toUpperCase()),
  createdAt: time(key.createdAt),
  lastUsedAt: time(key.lastUsedAt),
  expiresAt: time(key.expiresAt),
});
