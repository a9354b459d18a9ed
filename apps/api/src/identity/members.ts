import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Gln, OrganisationRole } from '@packproof/contract';
import { type Pool, type PoolClient, withTransaction } from '@packproof/database';
import type { Config } from '../config';
import { Refusal } from '../refusal';
import { AUTH, CONFIG, POOL } from '../tokens';
import type { Auth } from './auth';
import { type MemberRole, readRole } from './caller';
import { Callers } from './callers';

const INVITED_FOR_MILLISECONDS = 14 * 24 * 60 * 60 * 1000;

export interface Invitation {
  id: string;
  email: string;
  role: MemberRole;
  /** Page on which the invited person signs up. */
  url: string;
  expiresAt: Date;
}

/** Somebody who belongs to an organisation; `id` is the membership's. */
export interface Person {
  id: string;
  name: string;
  email: string;
  role: MemberRole;
}

const PEOPLE = `select m.id, u.id as user_id, u.name, u.email, m.role from app.member m join app."user" u on u.id = m."userId"`;
const INVITATION = 'id, email, role, "expiresAt"';
type InvitationRow = { id: string; email: string; role: string; expiresAt: Date };

interface PersonRow {
  id: string;
  user_id: string;
  name: string;
  email: string;
  role: string;
}

/** Organisations of this node, their people and their machines. The organisation on the ledger is the contract's business. */
@Injectable()
export class Members {
  constructor(
    @Inject(AUTH) private readonly auth: Auth,
    @Inject(POOL) private readonly pool: Pool,
    @Inject(CONFIG) private readonly config: Config,
    private readonly callers: Callers,
  ) {}

  /** Lets people and machines of a registered organisation sign in here. Safe to repeat. */
  async hostOrganisation(organisation: { gln: Gln; name: string; role: OrganisationRole }): Promise<void> {
    const { gln, name, role } = organisation;
    await this.pool.query(
      `insert into app.organization (id, name, slug, "createdAt", gln, role) values ($1, $2, $3, now(), $3, $4)
       on conflict (gln) do update set name = excluded.name, role = excluded.role`,
      [randomUUID(), name, gln, role],
    );
    this.callers.forgetAll();
  }

  /** Invites by e-mail; an open invitation of the same address is taken up, with the new role. */
  async invite(gln: Gln, email: string, role: MemberRole, inviterId: string): Promise<Invitation> {
    const organisationId = await this.#organisationId(gln);
    const expiresAt = new Date(Date.now() + INVITED_FOR_MILLISECONDS);
    const address = email.toLowerCase();
    const open = await this.pool.query<{ id: string }>(
      `update app.invitation set role = $3, "expiresAt" = $4, "inviterId" = $5
       where "organizationId" = $1 and email = $2 and status = 'pending' returning id`,
      [organisationId, address, role.toLowerCase(), expiresAt, inviterId],
    );
    const id = open.rows[0]?.id ?? randomUUID();
    if (!open.rows[0]) {
      await this.pool.query(
        `insert into app.invitation (id, "organizationId", email, role, status, "expiresAt", "inviterId")
         values ($1, $2, $3, $4, 'pending', $5, $6)`,
        [id, organisationId, address, role.toLowerCase(), expiresAt, inviterId],
      );
    }
    return { id, email: address, role, url: this.#invitationUrl(id), expiresAt };
  }

  /** A person with a password who is a member at once: for a node's first administrator and the demo. */
  async createMember(
    gln: Gln,
    person: { name: string; email: string; password: string; role: MemberRole },
  ): Promise<string> {
    const organisationId = await this.#organisationId(gln);
    const context = await this.auth.$context;
    const email = person.email.toLowerCase();
    const known = await context.internalAdapter.findUserByEmail(email);
    const password = await context.password.hash(person.password);
    let userId = known?.user.id;
    if (userId === undefined) {
      await this.invite(gln, email, person.role, 'node');
      userId = (
        await context.internalAdapter.createUser({ email, name: person.name, emailVerified: true }, {
          method: 'other',
        } as never)
      ).id;
      await context.internalAdapter.linkAccount({ userId, providerId: 'credential', accountId: userId, password });
    } else {
      await context.internalAdapter.updatePassword(userId, password);
    }
    await this.pool.query(
      `insert into app.member (id, "organizationId", "userId", role, "createdAt")
       select $1, $2, $3, $4, now() where not exists
         (select from app.member where "organizationId" = $2 and "userId" = $3)`,
      [randomUUID(), organisationId, userId, person.role.toLowerCase()],
    );
    await this.pool.query(
      `update app.invitation set status = 'accepted' where "organizationId" = $1 and email = $2 and status = 'pending'`,
      [organisationId, email],
    );
    return userId;
  }

  async people(gln: Gln): Promise<Person[]> {
    const { rows } = await this.pool.query<PersonRow>(`${PEOPLE} where m."organizationId" = $1 order by u.name, m.id`, [
      await this.#organisationId(gln),
    ]);
    return rows.map(personOf);
  }

  /** Counts at once here, within five seconds everywhere. @throws Refusal for the last administrator */
  async setRole(gln: Gln, memberId: string, role: MemberRole): Promise<Person> {
    const person = await this.#change(gln, memberId, role === 'ADMIN', (client) =>
      client.query('update app.member set role = $2 where id = $1', [memberId, role.toLowerCase()]),
    );
    return { ...personOf(person), role };
  }

  /** The person's sessions end with the membership. @throws Refusal for the last administrator */
  async remove(gln: Gln, memberId: string): Promise<Person> {
    const person = await this.#change(gln, memberId, false, async (client, { user_id }) => {
      await client.query('delete from app.member where id = $1', [memberId]);
      await client.query('delete from app.session where "userId" = $1', [user_id]);
    });
    return personOf(person);
  }

  /** Its link opens nothing any more. */
  async cancelInvitation(gln: Gln, id: string): Promise<Invitation> {
    const { rows } = await this.pool.query<InvitationRow>(
      `update app.invitation set status = 'canceled'
       where id = $1 and "organizationId" = $2 and status = 'pending' returning ${INVITATION}`,
      [id, await this.#organisationId(gln)],
    );
    if (!rows[0]) throw new Refusal('NOT_FOUND', { kind: 'invitation', id });
    return this.#invitation(rows[0]);
  }

  /** One change of an organisation's people at a time, so that two cannot each remove the other's last administrator. */
  async #change(
    gln: Gln,
    memberId: string,
    staysAdministrator: boolean,
    work: (client: PoolClient, person: PersonRow) => Promise<unknown>,
  ): Promise<PersonRow> {
    const organisationId = await this.#organisationId(gln);
    const person = await withTransaction(this.pool, async (client) => {
      await client.query('select 1 from app.organization where id = $1 for update', [organisationId]);
      const { rows } = await client.query<PersonRow>(`${PEOPLE} where m."organizationId" = $1`, [organisationId]);
      const found = rows.find(({ id }) => id === memberId);
      if (!found) throw new Refusal('NOT_FOUND', { kind: 'member', id: memberId });
      const others = rows.filter((row) => row !== found && readRole(row.role) === 'ADMIN');
      if (readRole(found.role) === 'ADMIN' && !staysAdministrator && others.length === 0) {
        throw new Refusal(
          'INVALID_INPUT',
          { rule: 'an organisation keeps an administrator; make another first' },
          'id',
        );
      }
      await work(client, found);
      return found;
    });
    this.callers.forgetAll();
    return person;
  }

  async invitations(gln: Gln): Promise<Invitation[]> {
    const { rows } = await this.pool.query<InvitationRow>(
      `select ${INVITATION} from app.invitation
       where "organizationId" = $1 and status = 'pending' and "expiresAt" > now() order by email`,
      [await this.#organisationId(gln)],
    );
    return rows.map((row) => this.#invitation(row));
  }

  #invitation(row: InvitationRow): Invitation {
    return { ...row, role: readRole(row.role), url: this.#invitationUrl(row.id) };
  }

  #invitationUrl(id: string): string {
    return `${this.config.publicUrl ?? ''}/invitation/${id}`;
  }

  async #organisationId(gln: Gln): Promise<string> {
    const { rows } = await this.pool.query<{ id: string }>('select id from app.organization where gln = $1', [gln]);
    if (!rows[0]) throw new Error(`organisation ${gln} is not hosted here`);
    return rows[0].id;
  }
}

const personOf = ({ id, name, email, role }: PersonRow): Person => ({ id, name, email, role: readRole(role) });
