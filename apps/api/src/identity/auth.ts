import { apiKey } from '@better-auth/api-key';
import type { Pool } from '@packproof/database';
import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { organization, twoFactor } from 'better-auth/plugins';
import { PostgresDialect } from 'kysely';
import { accessControl, memberRoles } from './roles';

export const AUTH_PATH = '/api/auth';
/** Tells better-auth by which invitation somebody signs up; set by us alone. */
export const INVITATION = 'x-packproof-invitation';

/**
 * What administrators do is GraphQL's (members.ts), which keeps the last one and ends the sessions of whoever goes. Lists are
 * closed for another reason: better-auth gives them to every member, and an invitation's id makes an account of whoever reads it.
 */
const OURS = [
  ...['remove-member', 'update-member-role', 'leave', 'invite-member', 'cancel-invitation'],
  ...['list-members', 'list-invitations', 'get-full-organization', 'get-organization'],
] as const;
/** better-auth would stop at 100: fewer than work in a hospital. */
const MOST_MEMBERS = 100_000;

export interface AuthSettings {
  pool: Pool;
  /** Where browsers find us: cookies are Secure exactly when it is https. */
  publicUrl: string;
  /** Signs cookies; from PACKPROOF_HOME, never from the source. */
  secret: string;
}

/**
 * Sign-in of people and machines (better-auth): e-mail and password, second factor, membership of organisations, API
 * keys (hashed, shown once). Accounts come by invitation only. Tables in the schema `app`, migrated by us.
 */
export function authOptions({ pool, publicUrl, secret }: AuthSettings) {
  return {
    appName: 'PackProof',
    baseURL: publicUrl,
    basePath: AUTH_PATH,
    secret,
    // Whatever name the browser knows us by (localhost, an address of the local network): its pages are ours if it asks
    // the same place that it came from. auth-handler.ts builds the request's address from what Fastify believes.
    trustedOrigins: (request?: Request) => (request ? [new URL(request.url).origin] : []),
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: {
      dialect: new PostgresDialect({ pool: pool as never }),
      type: 'postgres',
      schemaName: 'app',
      transaction: true,
    },
    disabledPaths: OURS.map((path) => `/organization/${path}`),
    emailAndPassword: { enabled: true, minPasswordLength: 12, autoSignIn: true },
    session: { expiresIn: 12 * 60 * 60, updateAge: 60 * 60 },
    advanced: {
      cookiePrefix: 'packproof',
      useSecureCookies: publicUrl.startsWith('https:'),
      // The address that counts is Fastify's, which knows whose forwarded headers to believe; see auth-handler.ts.
      ipAddress: { ipAddressHeaders: ['x-packproof-client'] },
      database: { validateSchema: false },
    },
    rateLimit: {
      enabled: true,
      storage: 'memory',
      window: 60,
      max: 300,
      // By address, which a whole hospital may share; a password of twelve characters is not guessed at this rate.
      customRules: Object.fromEntries(
        ['/sign-in/*', '/sign-up/*', '/two-factor/*'].map((path) => [path, { window: 10, max: 20 }]),
      ),
    },
    databaseHooks: {
      user: {
        create: {
          // Over HTTP whoever signs up shows the invitation's id (invitations.ts); knowing who is invited is not enough.
          before: async ({ email }, context) =>
            requireInvitation(pool, email, context?.path ? (context.headers?.get(INVITATION) ?? '') : undefined),
        },
      },
      session: {
        create: {
          before: async (session) => ({
            data: { ...session, activeOrganizationId: await firstOrganisation(pool, session.userId) },
          }),
        },
      },
    },
    plugins: [
      organization({
        ac: accessControl,
        roles: memberRoles,
        creatorRole: 'admin',
        allowUserToCreateOrganization: false,
        disableOrganizationDeletion: true,
        membershipLimit: MOST_MEMBERS,
        invitationExpiresIn: 14 * 24 * 60 * 60,
        schema: {
          organization: {
            additionalFields: {
              gln: { type: 'string', required: true, input: false, unique: true },
              role: { type: 'string', required: true, input: false },
            },
          },
        },
      }),
      twoFactor({ issuer: 'PackProof' }),
      apiKey({
        references: 'organization',
        defaultPrefix: 'pp_',
        requireName: true,
        maximumNameLength: 64,
        // Ours counts by key and second, in memory (http/rate-limit.ts).
        rateLimit: { enabled: false },
        permissions: { defaultPermissions: { packproof: ['read'] } },
      }),
    ],
  } satisfies BetterAuthOptions;
}

export const createAuth = (settings: AuthSettings) => betterAuth(authOptions(settings));
export type Auth = ReturnType<typeof createAuth>;

async function requireInvitation(pool: Pool, email: string, id: string | undefined): Promise<void> {
  const { rowCount } = await pool.query(
    `select 1 from app.invitation where lower(email) = lower($1) and status = 'pending' and "expiresAt" > now()
       and ($2::text is null or id = $2) limit 1`,
    [email, id ?? null],
  );
  if (!rowCount)
    throw new APIError('FORBIDDEN', {
      code: 'INVITATION_REQUIRED',
      message: 'Ask an administrator to invite this address, and open the link of the invitation.',
    });
}

async function firstOrganisation(pool: Pool, userId: string): Promise<string | null> {
  const { rows } = await pool.query<{ organizationId: string }>(
    'select "organizationId" from app.member where "userId" = $1 order by "createdAt", id limit 1',
    [userId],
  );
  return rows[0]?.organizationId ?? null;
}
