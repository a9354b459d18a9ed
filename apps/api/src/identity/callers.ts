import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type { OrganisationRole } from '@packproof/contract';
import type { Pool } from '@packproof/database';
import { negotiateLanguage } from '@packproof/outcomes';
import { AUTH, POOL } from '../tokens';
import type { Auth } from './auth';
import { type Caller, type Identity, readRole, readScopes, roleOfScopes, scopesOfRole } from './caller';
import { ExpiringCache } from './expiring-cache';

/** How long a revoked key or ended session may still be believed. */
const BELIEVED_MILLISECONDS = 4_000;
const API_KEY = /^Bearer (pp_[A-Za-z0-9]{16,128})$/;
const SESSION_COOKIE = /(?:^|;\s*)(?:__Secure-)?packproof\.session_token=([^;]+)/;

/** Finds who asks, once a request; the database is asked once in four seconds for each key or session. */
@Injectable()
export class Callers {
  readonly #cache = new ExpiringCache<Identity | undefined>(BELIEVED_MILLISECONDS, 10_000);

  constructor(
    @Inject(AUTH) private readonly auth: Auth,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  /**
   * The caller of a request by its `Authorization` header or session cookie, or undefined. A header that is there but
   * wrong is not made good by a cookie.
   */
  async find(headers: IncomingHttpHeaders): Promise<Caller | undefined> {
    const identity = await this.#identify(headers);
    return identity && { ...identity, language: negotiateLanguage(headers['accept-language']) };
  }

  /** After a change of one's own, so that it counts here at once. */
  forgetAll(): void {
    this.#cache.clear();
  }

  #identify(headers: IncomingHttpHeaders): Promise<Identity | undefined> {
    if (headers.authorization !== undefined) {
      const key = API_KEY.exec(headers.authorization)?.[1];
      return key === undefined ? Promise.resolve(undefined) : this.#cached('key', key, () => this.#byKey(key));
    }
    const cookie = headers.cookie;
    const token = cookie === undefined ? undefined : SESSION_COOKIE.exec(cookie)?.[1];
    return token === undefined
      ? Promise.resolve(undefined)
      : this.#cached('session', token, () => this.#bySession(cookie!));
  }

  /** Secrets are not kept as keys of a map: their hashes are. */
  #cached(kind: string, secret: string, look: () => Promise<Identity | undefined>): Promise<Identity | undefined> {
    return this.#cache.get(kind + createHash('sha256').update(secret).digest('base64'), look);
  }

  async #byKey(key: string): Promise<Identity | undefined> {
    const { valid, key: found } = await this.auth.api.verifyApiKey({ body: { key } });
    if (!valid || !found) return undefined;
    const { rows } = await this.pool.query<OrganisationRow>(
      'select gln, name as organisation_name, role as organisation_role from app.organization where id = $1',
      [found.referenceId],
    );
    const organisation = rows[0];
    if (!organisation) return undefined;
    // Last use is visible to the organisation's administrators.
    await this.pool.query('update app.apikey set "lastRequest" = now() where id = $1', [found.id]);
    const scopes = readScopes(found.permissions);
    return {
      memberId: found.id,
      name: found.name ?? found.start ?? 'API key',
      email: undefined,
      memberRole: roleOfScopes(scopes),
      ...place(organisation),
      scopes,
      via: 'key',
    };
  }

  async #bySession(cookie: string): Promise<Identity | undefined> {
    const session = await this.auth.api.getSession({ headers: new Headers({ cookie }) });
    if (!session) return undefined;
    const { rows } = await this.pool.query<OrganisationRow & { member_id: string; member_role: string }>(
      `select m.id as member_id, m.role as member_role, o.gln, o.name as organisation_name, o.role as organisation_role
       from app.member m join app.organization o on o.id = m."organizationId"
       where m."userId" = $1 order by o.id = $2 desc nulls last, m."createdAt", m.id limit 1`,
      [session.user.id, session.session.activeOrganizationId ?? null],
    );
    const member = rows[0];
    if (!member) return undefined;
    const memberRole = readRole(member.member_role);
    return {
      memberId: member.member_id,
      name: session.user.name,
      email: session.user.email,
      memberRole,
      ...place(member),
      scopes: scopesOfRole(memberRole),
      via: 'session',
    };
  }
}

interface OrganisationRow {
  gln: string;
  organisation_name: string;
  organisation_role: string;
}

const place = (row: OrganisationRow) => ({
  gln: row.gln,
  organisationName: row.organisation_name,
  organisationRole: row.organisation_role as OrganisationRole,
});
