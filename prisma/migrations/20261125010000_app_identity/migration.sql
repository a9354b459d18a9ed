-- Sign-in: the tables of better-auth 1.7.5 with its organisation, two-factor and API-key plugins, column names as it
-- uses them. A spec compares them with what the library asks for.
create schema if not exists "app";

create table "app"."user" (
  "id" text not null primary key,
  "name" text not null,
  "email" text not null unique,
  "emailVerified" boolean not null,
  "image" text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp,
  "twoFactorEnabled" boolean
);

create table "app"."session" (
  "id" text not null primary key,
  "expiresAt" timestamptz not null,
  "token" text not null unique,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references "app"."user" ("id") on delete cascade,
  "activeOrganizationId" text
);
create index "session_userId_idx" on "app"."session" ("userId");

create table "app"."account" (
  "id" text not null primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references "app"."user" ("id") on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  "password" text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null
);
create index "account_userId_idx" on "app"."account" ("userId");

create table "app"."verification" (
  "id" text not null primary key,
  "identifier" text not null,
  "value" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp
);
create index "verification_identifier_idx" on "app"."verification" ("identifier");

create table "app"."organization" (
  "id" text not null primary key,
  "name" text not null,
  "slug" text not null unique,
  "logo" text,
  "createdAt" timestamptz not null,
  "metadata" text,
  "gln" text not null unique,
  "role" text not null
);

create table "app"."member" (
  "id" text not null primary key,
  "organizationId" text not null references "app"."organization" ("id") on delete cascade,
  "userId" text not null references "app"."user" ("id") on delete cascade,
  "role" text not null,
  "createdAt" timestamptz not null
);
create index "member_organizationId_idx" on "app"."member" ("organizationId");
create index "member_userId_idx" on "app"."member" ("userId");

-- "inviterId" names a person or an API key: a machine may register an organisation and so invite its administrator.
create table "app"."invitation" (
  "id" text not null primary key,
  "organizationId" text not null references "app"."organization" ("id") on delete cascade,
  "email" text not null,
  "role" text,
  "status" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default current_timestamp,
  "inviterId" text not null
);
create index "invitation_organizationId_idx" on "app"."invitation" ("organizationId");
create index "invitation_email_idx" on "app"."invitation" ("email");

create table "app"."twoFactor" (
  "id" text not null primary key,
  "secret" text not null,
  "backupCodes" text not null,
  "userId" text not null references "app"."user" ("id") on delete cascade,
  "verified" boolean,
  "failedVerificationCount" integer,
  "lockedUntil" timestamptz
);
create index "twoFactor_secret_idx" on "app"."twoFactor" ("secret");
create index "twoFactor_userId_idx" on "app"."twoFactor" ("userId");

create table "app"."apikey" (
  "id" text not null primary key,
  "configId" text not null,
  "name" text,
  "start" text,
  "referenceId" text not null references "app"."organization" ("id") on delete cascade,
  "prefix" text,
  "key" text not null unique,
  "refillInterval" integer,
  "refillAmount" integer,
  "lastRefillAt" timestamptz,
  "enabled" boolean,
  "rateLimitEnabled" boolean,
  "rateLimitTimeWindow" integer,
  "rateLimitMax" integer,
  "requestCount" integer,
  "remaining" integer,
  "lastRequest" timestamptz,
  "expiresAt" timestamptz,
  "createdAt" timestamptz not null,
  "updatedAt" timestamptz not null,
  "permissions" text,
  "metadata" text
);
create index "apikey_configId_idx" on "app"."apikey" ("configId");
create index "apikey_referenceId_idx" on "app"."apikey" ("referenceId");
