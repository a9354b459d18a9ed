create table "app"."job" (
  "id" text not null primary key,
  "organisation" text not null,
  "kind" text not null,
  "state" text not null,
  "done" integer not null default 0,
  "total" integer not null default 0,
  "failed" integer not null default 0,
  "error" text,
  -- JSON: what its handler needs, without serials, and on whose behalf.
  "input" text not null,
  "caller" text not null,
  -- Which process works on it, so that it takes it up again after a crash.
  "worker" text,
  -- Payload with a result for each item.
  "results_hash" bytea,
  "created_at" timestamptz(3) not null default current_timestamp,
  "finished_at" timestamptz(3)
);
create index "job_organisation_created_at_idx" on "app"."job" ("organisation", "created_at");
create index "job_state_idx" on "app"."job" ("state");

create table "app"."upload" (
  "id" text not null primary key,
  "organisation" text not null,
  "rows" integer not null,
  "bad_rows" integer not null,
  -- Payload with the good serials and the bad rows.
  "payload_hash" bytea not null,
  "created_at" timestamptz(3) not null default current_timestamp
);
create index "upload_organisation_created_at_idx" on "app"."upload" ("organisation", "created_at");

create table "app"."alert" (
  "id" text not null primary key,
  -- One open alert per cause: a repeat joins it.
  "cause" text not null,
  "code" text not null,
  "state" text not null,
  "gtin" text,
  "lot" text,
  "raised_by" text not null,
  "product_owner" text,
  "raised_at" timestamptz(3) not null,
  "last_at" timestamptz(3) not null,
  "times" integer not null default 1,
  "closed_at" timestamptz(3)
);
create unique index "alert_cause_key" on "app"."alert" ("cause") where "state" <> 'CLOSED';
create index "alert_raised_at_id_idx" on "app"."alert" ("raised_at", "id");
create index "alert_raised_by_idx" on "app"."alert" ("raised_by");
create index "alert_product_owner_idx" on "app"."alert" ("product_owner");

create table "app"."alert_pack" (
  "alert_id" text not null references "app"."alert" ("id") on delete cascade,
  "gtin" text not null,
  "serial" text not null,
  "at" timestamptz(3) not null,
  primary key ("alert_id", "gtin", "serial")
);

create table "app"."alert_comment" (
  "id" bigint generated always as identity primary key,
  "alert_id" text not null references "app"."alert" ("id") on delete cascade,
  "organisation" text not null,
  "member" text not null,
  "text" text not null,
  "state" text not null,
  "at" timestamptz(3) not null default current_timestamp
);
create index "alert_comment_alert_id_idx" on "app"."alert_comment" ("alert_id");

-- A reading that may be a scanning fault counts when it comes again: who read what, by its hash.
create table "app"."odd_reading" (
  "organisation" text not null,
  "fingerprint" bytea not null,
  "first_at" timestamptz(3) not null,
  "times" integer not null default 1,
  primary key ("organisation", "fingerprint")
);

-- Between organisations a forgotten WHERE must open nothing: what is read or changed on behalf of one runs as this role,
-- and the policies below show it that organisation's rows only. The node's own work runs as the tables' owner.
do $$
begin
  create role "packproof_member" nologin;
exception when duplicate_object or unique_violation then
  null;
end
$$;
do $$
begin
  execute format('grant "packproof_member" to %I', current_user);
exception when others then
  -- A superuser may take any role; and a member of it needs no second grant.
  null;
end
$$;
grant usage on schema "app", "payload" to "packproof_member";
grant select, insert, update on "app"."job", "app"."upload", "app"."alert", "app"."alert_pack", "app"."alert_comment", "app"."odd_reading" to "packproof_member";
grant select on "payload"."payload", "payload"."access" to "packproof_member";

alter table "app"."job" enable row level security;
create policy "job_own" on "app"."job" to "packproof_member" using ("organisation" = current_setting('packproof.gln', true));
alter table "app"."upload" enable row level security;
create policy "upload_own" on "app"."upload" to "packproof_member" using ("organisation" = current_setting('packproof.gln', true));
alter table "app"."odd_reading" enable row level security;
create policy "odd_reading_own" on "app"."odd_reading" to "packproof_member" using ("organisation" = current_setting('packproof.gln', true));
alter table "app"."alert" enable row level security;
-- Who raised it, whose product it is, and who sees all.
create policy "alert_concerned" on "app"."alert" to "packproof_member" using (
  current_setting('packproof.gln', true) in ("raised_by", "product_owner")
  or current_setting('packproof.sees_all', true) = 'true'
);
alter table "app"."alert_pack" enable row level security;
create policy "alert_pack_concerned" on "app"."alert_pack" to "packproof_member"
  using (exists (select from "app"."alert" where "alert"."id" = "alert_id"));
alter table "app"."alert_comment" enable row level security;
create policy "alert_comment_concerned" on "app"."alert_comment" to "packproof_member"
  using (exists (select from "app"."alert" where "alert"."id" = "alert_id"));
alter table "payload"."access" enable row level security;
create policy "access_own" on "payload"."access" to "packproof_member" using ("gln" = current_setting('packproof.gln', true));
alter table "payload"."payload" enable row level security;
create policy "payload_entitled" on "payload"."payload" to "packproof_member"
  using (exists (select from "payload"."access" where "access"."hash" = "payload"."hash"));
