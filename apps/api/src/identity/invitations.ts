import { Inject, Injectable } from '@nestjs/common';
import type { OrganisationRole } from '@packproof/contract';
import type { Pool } from '@packproof/database';
import { Refusal } from '../refusal';
import { AUTH, POOL } from '../tokens';
import { AUTH_PATH, type Auth, INVITATION } from './auth';
import { type MemberRole, readRole } from './caller';
import { Callers } from './callers';

/** What whoever holds an invitation's link may read. */
export interface OpenInvitation {
  organisation: { gln: string; name: string; role: OrganisationRole };
  email: string;
  role: MemberRole;
  expiresAt: Date;
  /** The address has an account here: it is signed in with, not signed up. */
  hasAccount: boolean;
}

interface InvitationRow {
  gln: string;
  organisation_name: string;
  organisation_role: string;
  email: string;
  role: string;
  expiresAt: Date;
  user_id: string | null;
}

/** From whom a request comes, for better-auth. */
export interface Asker {
  /** Headers of the request, with the client's address. */
  headers: Headers;
  origin: string;
}

/** An invitation as the invited person sees it. Its id is the secret: 122 random bits, which only the link says. */
@Injectable()
export class Invitations {
  constructor(
    @Inject(AUTH) private readonly auth: Auth,
    @Inject(POOL) private readonly pool: Pool,
    private readonly callers: Callers,
  ) {}

  /** @throws Refusal NOT_FOUND, the same for one that is unknown, expired, cancelled or taken up */
  async read(id: string): Promise<OpenInvitation> {
    const { rows } = await this.pool.query<InvitationRow>(
      `select o.gln, o.name as organisation_name, o.role as organisation_role, i.email, i.role, i."expiresAt",
         u.id as user_id
       from app.invitation i join app.organization o on o.id = i."organizationId"
       left join app."user" u on u.email = i.email
       where i.id = $1 and i.status = 'pending' and i."expiresAt" > now()`,
      [id.replaceAll('\0', '')],
    );
    const row = rows[0];
    if (!row) throw new Refusal('NOT_FOUND', { kind: 'invitation', id });
    return {
      organisation: {
        gln: row.gln,
        name: row.organisation_name,
        role: row.organisation_role as OrganisationRole,
      },
      email: row.email,
      role: readRole(row.role),
      expiresAt: row.expiresAt,
      hasAccount: row.user_id !== null,
    };
  }

  /**
   * Signs the invited person up, or in who has an account, and makes a member of them. Goes on where it was interrupted:
   * a repetition finds the account. Through better-auth's own handler, whose limiter counts wrong passwords.
   * @param person with neither password nor name: whoever is signed in already
   * @returns `{organisation, role}` with the session's cookies; of a person with a second factor better-auth's
   *   `{twoFactorRedirect: true}`: once that is verified, whoever is signed in accepts
   */
  async accept(id: string, person: { name?: string; password?: string }, asker: Asker): Promise<Response> {
    const invitation = await this.read(id);
    const { email, hasAccount } = invitation;
    const { name, password } = person;
    if (password === undefined) return this.#join(id, invitation, asker, asker.headers.get('cookie') ?? '');
    if (!hasAccount && name === undefined) throw new Refusal('INVALID_INPUT', { rule: '1 to 100 characters' }, 'name');
    const signedIn = hasAccount
      ? await this.#ask('sign-in/email', { email, password }, asker)
      : await this.#ask('sign-up/email', { email, password, name }, asker, { [INVITATION]: id });
    if (!signedIn.ok) throw await refusalOf(signedIn);
    const cookies = signedIn.headers.getSetCookie();
    const { twoFactorRedirect } = (await signedIn.clone().json()) as { twoFactorRedirect?: boolean };
    if (twoFactorRedirect) return signedIn;
    const session = cookies.map((cookie) => cookie.split(';')[0]).join('; ');
    return this.#join(id, invitation, asker, session, cookies);
  }

  async #join(
    id: string,
    { organisation, role }: OpenInvitation,
    asker: Asker,
    session: string,
    newCookies: readonly string[] = [],
  ): Promise<Response> {
    const joined = await this.#ask('organization/accept-invitation', { invitationId: id }, asker, { cookie: session });
    if (!joined.ok) throw await refusalOf(joined);
    this.callers.forgetAll();
    const response = Response.json({ organisation, role });
    for (const cookie of [...newCookies, ...joined.headers.getSetCookie()])
      response.headers.append('set-cookie', cookie);
    return response;
  }

  #ask(path: string, body: object, { headers, origin }: Asker, more: Record<string, string> = {}): Promise<Response> {
    const own = new Headers(headers);
    own.delete('cookie');
    for (const [name, value] of Object.entries({ ...more, origin, 'content-type': 'application/json' })) {
      own.set(name, value);
    }
    return this.auth.handler(
      new Request(new URL(`${AUTH_PATH}/${path}`, origin), {
        method: 'POST',
        headers: own,
        body: JSON.stringify(body),
      }),
    );
  }
}

/** better-auth's words in ours. */
async function refusalOf(response: Response): Promise<Refusal> {
  const { code, message } = (await response.json().catch(() => ({}))) as { code?: string; message?: string };
  if (response.status === 429) {
    return new Refusal('RATE_LIMITED', { retryAfter: Number(response.headers.get('x-retry-after')) || 10 });
  }
  if (code === 'INVITATION_NOT_FOUND') return new Refusal('NOT_FOUND', { kind: 'invitation' });
  if (code === 'YOU_ARE_NOT_THE_RECIPIENT_OF_THE_INVITATION') {
    return new Refusal('FORBIDDEN', { reason: 'The invitation is for another address than the one signed in.' });
  }
  if (response.status === 401 || response.status === 403) return new Refusal('UNAUTHENTICATED');
  return new Refusal('INVALID_INPUT', { rule: message ?? code ?? 'as the sign-in asks' });
}
