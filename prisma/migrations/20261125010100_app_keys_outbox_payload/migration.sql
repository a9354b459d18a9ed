-- Keys of hosted organisations; private parts sealed (JWE) under the master key of PACKPROOF_HOME.
create table "app"."signing_key" (
  "key_id" text not null primary key,
  "gln" text not null,
  "public_key" text not null,
  "sealed_private_key" text not null,
  "created_at" timestamptz(3) not null default current_timestamp,
  -- Unset while the key is prepared but not yet the organisation's on the ledger.
  "active_since" timestamptz(3)
);
create index "signing_key_gln_active_since_idx" on "app"."signing_key" ("gln", "active_since");

create table "app"."encryption_key" (
  "key_id" text not null primary key,
  "gln" text not null,
  "public_key" text not null,
  "sealed_private_key" text not null,
  "created_at" timestamptz(3) not null default current_timestamp
);
create index "encryption_key_gln_created_at_idx" on "app"."encryption_key" ("gln", "created_at");

-- The one key that signs this node's log; its name never changes.
create table "app"."log_signer" (
  "only" boolean not null default true primary key check ("only"),
  "origin" text not null,
  "public_key" text not null,
  "sealed_private_key" text not null,
  "created_at" timestamptz(3) not null default current_timestamp
);

-- Rule 11: what was asked under a command id, and the signed envelopes, stored before they are sent.
create table "app"."command_outbox" (
  "organisation" text not null,
  "command_id" text not null,
  "mutation" text not null,
  "input_hash" bytea not null,
  "created_at" timestamptz(3) not null default current_timestamp,
  primary key ("organisation", "command_id")
);
create table "app"."command_outbox_envelope" (
  "organisation" text not null,
  "command_id" text not null,
  "k" integer not null,
  "command" text not null,
  "envelope" text not null,
  "signature" text not null,
  "key_id" text not null,
  "memo" text not null,
  primary key ("organisation", "command_id", "k"),
  constraint "command_outbox_envelope_organisation_command_id_fkey" foreign key ("organisation", "command_id")
    references "app"."command_outbox" ("organisation", "command_id") on delete cascade
);

create schema if not exists "payload";

-- Serial lists and the like, by the hash that the ledger knows. `ciphertext` is empty once erased.
create table "payload"."payload" (
  "hash" bytea not null primary key,
  "owner" text not null,
  -- JWE, A256GCM with the content key: its parts as raw bytes.
  "protected" text not null,
  "iv" bytea not null,
  "ciphertext" bytea not null,
  "tag" bytea not null,
  "created_at" timestamptz(3) not null default current_timestamp,
  "erased_at" timestamptz(3)
);
alter table "payload"."payload" alter column "ciphertext" set storage external;

create table "payload"."access" (
  "hash" bytea not null references "payload"."payload" ("hash") on delete cascade,
  "gln" text not null,
  -- Compact JWE, ECDH-ES+A256KW to the organisation's X25519 key, around the content key.
  "wrapped_key" text not null,
  "created_at" timestamptz(3) not null default current_timestamp,
  primary key ("hash", "gln")
);
create index "access_gln_idx" on "payload"."access" ("gln");

create table "payload"."product_secret" (
  "gtin" text not null primary key,
  "owner" text not null,
  -- Compact JWE to the owner.
  "sealed_secret" text not null,
  "created_at" timestamptz(3) not null default current_timestamp
);
