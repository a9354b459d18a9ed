-- The read model: a function of the ledger's blocks and of the payloads present. Everything here can be dropped and
-- projected again; whatever is numbered (batch, tranche, holder) is numbered in the order of the log.
-- `index` and `since`/`until` are positions in the log: until is the first entry after which a row no longer held.
create schema if not exists "read";

-- Written in the same transaction as the blocks before it.
create table "read"."projection" (
  "only" boolean not null default true primary key check ("only"),
  "next_block" bigint not null,
  "next_batch" integer not null,
  "next_tranche" integer not null,
  "next_holder" bigint not null
);

create table "read"."organisation" (
  "gln" text collate "C" not null primary key,
  "name" text not null,
  "role" text not null,
  "licence_number" text not null,
  "licence_valid_until" date not null,
  "company_prefixes" text[] not null,
  -- [{keyId, publicKey, since, until?}]
  "keys" jsonb not null
);

create table "read"."place" (
  "organisation" text collate "C" not null,
  "gln" text collate "C" not null,
  "position" integer not null,
  "name" text not null,
  "latitude_microdegrees" integer,
  "longitude_microdegrees" integer,
  primary key ("organisation", "gln")
);
create index "place_gln_idx" on "read"."place" ("gln");

create table "read"."product" (
  "gtin" text collate "C" not null primary key,
  "owner" text collate "C" not null,
  "name" text not null,
  "name_zh" text,
  "form" text,
  "strength" text,
  "pack_size" text,
  "min_millicelsius" integer,
  "max_millicelsius" integer,
  "storage_note" text,
  -- {reason, time, tx}
  "withdrawn" jsonb
);
create index "product_owner_idx" on "read"."product" ("owner");

create table "read"."batch" (
  "number" integer not null primary key,
  "batch_id" bytea not null,
  "gtin" text collate "C" not null,
  "lot" text collate "C" not null,
  "expiry" date not null,
  -- {gln: {reason, since}}
  "holds" jsonb not null,
  -- How many recalls block it: open or completed, of all of it or of some.
  "recalls" integer not null,
  -- Sum of its tranches.
  "packs" bigint not null default 0
);
create unique index "batch_batch_id_key" on "read"."batch" ("batch_id");
create unique index "batch_gtin_lot_key" on "read"."batch" ("gtin", "lot");

create table "read"."tranche" (
  "number" integer not null primary key,
  "tranche_id" bytea not null,
  "batch" integer not null,
  "gtin" text collate "C" not null,
  "root" bytea not null,
  "count" bigint not null,
  "payload_hash" bytea,
  "index" bigint not null,
  -- Its packs are in "pack".
  "loaded" boolean not null
);
create unique index "tranche_tranche_id_key" on "read"."tranche" ("tranche_id");
create index "tranche_batch_idx" on "read"."tranche" ("batch");
create index "tranche_gtin_loaded_idx" on "read"."tranche" ("gtin", "loaded");
create index "tranche_payload_hash_idx" on "read"."tranche" ("payload_hash");

create table "read"."pack" (
  "gtin" text collate "C" not null,
  "serial" text collate "C" not null,
  "tranche" integer not null,
  "leaf" integer not null,
  primary key ("gtin", "serial")
);
create unique index "pack_tranche_leaf_key" on "read"."pack" ("tranche", "leaf");

-- A serial that its owner committed more than once; "pack" has the earliest (tranche, leaf).
create table "read"."pack_conflict" (
  "gtin" text collate "C" not null,
  "serial" text collate "C" not null,
  "tranche" integer not null,
  "leaf" bigint not null,
  primary key ("gtin", "serial", "tranche", "leaf")
);
create index "pack_conflict_tranche_idx" on "read"."pack_conflict" ("tranche");

-- A payload that is not what its tranche committed to: none of its rows are here.
create table "read"."payload_fault" (
  "tranche" integer not null primary key,
  "payload_hash" bytea not null,
  "reason" text not null
);

-- The tree of a tranche, 16 hashes a row: row `index` of level L has the nodes 16 * index ... of height 4 * L, an odd
-- last node of a row moved up as it is. One row a level is all that a leaf's path needs.
create table "read"."tranche_tile" (
  "tranche" integer not null,
  "level" smallint not null,
  "index" integer not null,
  "hashes" bytea not null,
  primary key ("tranche", "level", "index")
);

-- Where each leaf is now. Rows of all holders are a partition of [0, count) of each tranche.
create table "read"."interval" (
  "tranche" integer not null,
  "first_leaf" bigint not null,
  -- Exclusive.
  "end_leaf" bigint not null,
  "holder" bigint not null,
  "since" bigint not null,
  primary key ("tranche", "first_leaf")
);
create index "interval_holder_idx" on "read"."interval" ("holder");

-- Where each leaf was.
create table "read"."interval_past" (
  "tranche" integer not null,
  "first_leaf" bigint not null,
  "end_leaf" bigint not null,
  "holder" bigint not null,
  "since" bigint not null,
  "until" bigint not null,
  primary key ("tranche", "first_leaf", "since")
);
-- Which intervals had a leaf: tranche and leaf in one number.
create index "interval_past_leaves_idx" on "read"."interval_past" using gist (
  int8range(("tranche"::bigint << 32) + "first_leaf", ("tranche"::bigint << 32) + "end_leaf")
);
create index "interval_past_holder_idx" on "read"."interval_past" ("holder", "until");

create table "read"."holder" (
  "number" bigint not null primary key,
  "id" text collate "C" not null,
  "kind" text not null,
  -- Encoded content (bytes.md), of its own packs.
  "content" bytea not null,
  "packs" bigint not null,
  -- Unset where it has no inner units.
  "inner_root" bytea,
  "inner_count" bigint not null,
  "committed_by" text collate "C",
  "custodian" text collate "C" not null,
  "location_gln" text collate "C" not null,
  "location_extension" text collate "C",
  -- Who shipped it last to its custodian.
  "shipped_from" text collate "C",
  "transit_to" text collate "C",
  "transit_tx" bytea,
  "transit_purpose" text,
  "transit_payload_hash" bytea,
  "disputed_to" text collate "C",
  "disputed_tx" bytea,
  -- {gln: {reason, since}}
  "holds" jsonb not null,
  -- Encoded content: those held pack by pack. Unset where there are none.
  "held_leaves" bytea,
  -- {as, by, place, time, tx, into?}
  "ending" jsonb,
  "parent" bigint,
  "children" integer not null,
  "height" integer not null,
  "created" bigint not null,
  "changed" bigint not null
);
create unique index "holder_id_key" on "read"."holder" ("id");
create index "holder_parent_idx" on "read"."holder" ("parent");
create index "holder_custodian_idx" on "read"."holder" ("custodian");
create index "holder_transit_tx_idx" on "read"."holder" ("transit_tx");
create index "holder_transit_to_idx" on "read"."holder" ("transit_to");
create index "holder_disputed_tx_idx" on "read"."holder" ("disputed_tx");
create index "holder_inner_root_idx" on "read"."holder" ("inner_root");

create table "read"."holder_parent" (
  "holder" bigint not null,
  "parent" bigint not null,
  "since" bigint not null,
  "until" bigint,
  primary key ("holder", "since")
);
create index "holder_parent_parent_idx" on "read"."holder_parent" ("parent", "since");

-- Who answered for a topmost holder, and when.
create table "read"."holder_custody" (
  "holder" bigint not null,
  "custodian" text collate "C" not null,
  "since" bigint not null,
  "until" bigint,
  primary key ("holder", "since")
);

-- Units inside units that have no record of their own yet, from payloads: what a holder's innerRoot, or another inner
-- unit's, commits to.
create table "read"."inner_unit" (
  "tranche" integer not null,
  "root" bytea not null,
  "index" integer not null,
  "sscc" text collate "C" not null,
  "kind" text not null,
  "inner_root" bytea,
  "inner_count" bigint not null,
  "content" bytea not null,
  "packs" bigint not null,
  -- 1 is directly inside a unit that was committed as a record.
  "depth" smallint not null,
  primary key ("tranche", "root", "index")
);
create index "inner_unit_sscc_idx" on "read"."inner_unit" ("sscc");
create index "inner_unit_root_idx" on "read"."inner_unit" ("root", "index");
create index "inner_unit_inner_root_idx" on "read"."inner_unit" ("inner_root");

-- Which inner units a leaf was packed in.
create table "read"."inner_unit_interval" (
  "tranche" integer not null,
  "depth" smallint not null,
  "first_leaf" bigint not null,
  "end_leaf" bigint not null,
  "root" bytea not null,
  "index" integer not null,
  primary key ("tranche", "depth", "first_leaf")
);

-- Packs that were handled alone.
create table "read"."pack_state" (
  "tranche" integer not null,
  "leaf" bigint not null,
  "end_as" text,
  "end_by" text collate "C",
  "end_place" text collate "C",
  "end_time" timestamptz(3),
  "end_tx" bytea,
  "end_into" bytea,
  -- {gln: {reason, since}}; unset where there are none.
  "holds" jsonb,
  "changed" bigint not null,
  primary key ("tranche", "leaf")
);

-- One accepted command.
create table "read"."entry" (
  "index" bigint not null primary key,
  "block" bigint not null,
  "tx" bytea not null,
  "actor" text collate "C" not null,
  "command_id" text collate "C" not null,
  "command" text not null,
  "place" text collate "C" not null,
  "issued_at" timestamptz(3) not null,
  "occurred_at" timestamptz(3) not null,
  "committed_at" timestamptz(3) not null,
  -- The organisations that it concerns; unset where it concerns every member.
  "parties" text[] collate "C"
);
create unique index "entry_tx_key" on "read"."entry" ("tx");
create index "entry_block_idx" on "read"."entry" ("block");

-- Exactly one of holder, (tranche, leaf), batch is the subject.
create table "read"."trace_event" (
  "index" bigint not null,
  "n" integer not null,
  "item" integer not null,
  "type" text not null,
  "holder" bigint,
  "tranche" integer,
  "leaf" bigint,
  "batch" integer,
  "source" bigint,
  "organisation" text collate "C" not null,
  "addressee" text collate "C",
  "location_gln" text collate "C" not null,
  "location_extension" text collate "C",
  "shipment" bytea,
  "purpose" text,
  "as_state" text,
  "recall" bytea,
  "reason" text,
  "parties" text[] collate "C",
  primary key ("index", "n")
);
create index "trace_event_holder_idx" on "read"."trace_event" ("holder", "index") where "holder" is not null;
create index "trace_event_pack_idx" on "read"."trace_event" ("tranche", "leaf", "index") where "tranche" is not null;
create index "trace_event_batch_idx" on "read"."trace_event" ("batch", "index") where "batch" is not null;
create index "trace_event_shipment_idx" on "read"."trace_event" ("shipment", "index") where "shipment" is not null;

create table "read"."shipment" (
  "tx" bytea not null primary key,
  "index" bigint not null,
  "sender" text collate "C" not null,
  "addressee" text collate "C" not null,
  "purpose" text not null,
  "payload_hash" bytea,
  "shipped_at" timestamptz(3) not null,
  "packs" bigint not null,
  -- The addressee has booked some of it, as received, damaged or missing.
  "answered" boolean not null,
  -- Some of it is still on its way.
  "in_transit" boolean not null,
  "answered_at" timestamptz(3),
  -- Sender, addressee, owners of the products in it.
  "parties" text[] collate "C" not null
);
create unique index "shipment_index_key" on "read"."shipment" ("index");
create index "shipment_sender_idx" on "read"."shipment" ("sender", "index");
create index "shipment_addressee_idx" on "read"."shipment" ("addressee", "index");
create index "shipment_parties_idx" on "read"."shipment" using gin ("parties");

-- Its topmost holders as they left.
create table "read"."shipment_item" (
  "shipment" bytea not null,
  "position" integer not null,
  "holder" bigint not null,
  "packs" bigint not null,
  primary key ("shipment", "holder")
);
create index "shipment_item_holder_idx" on "read"."shipment_item" ("holder");

-- MISSING and DAMAGED are on the ledger; others are settled outside of it.
create table "read"."shipment_exception" (
  "index" bigint not null,
  "n" integer not null,
  "shipment" bytea not null,
  "kind" text not null,
  "state" text not null,
  "resolution" text,
  "holder" bigint not null,
  "packs" bigint not null,
  "reason" text,
  "reported_by" text collate "C" not null,
  "reported_at" timestamptz(3) not null,
  "resolved_by" text collate "C",
  "resolved_at" timestamptz(3),
  "resolved_index" bigint,
  primary key ("index", "n")
);
create index "shipment_exception_shipment_idx" on "read"."shipment_exception" ("shipment");
create index "shipment_exception_holder_idx" on "read"."shipment_exception" ("holder");

create table "read"."recall" (
  "id" bytea not null primary key,
  "index" bigint not null,
  "opened_by" text collate "C" not null,
  "class" text not null,
  "level" text not null,
  "reason" text not null,
  "instructions" text,
  "drill" boolean not null,
  "state" text not null,
  "opened_at" timestamptz(3) not null,
  "closed_at" timestamptz(3),
  "closing_note" text
);
create unique index "recall_index_key" on "read"."recall" ("index");

create table "read"."recall_target" (
  "recall" bytea not null,
  "batch" integer not null,
  "position" integer not null,
  "whole" boolean not null,
  -- Of a part; a whole batch's are counted where they are asked for.
  "packs" bigint,
  primary key ("recall", "batch")
);
create index "recall_target_batch_idx" on "read"."recall_target" ("batch");

create table "read"."recall_interval" (
  "recall" bytea not null,
  "tranche" integer not null,
  "first_leaf" bigint not null,
  "end_leaf" bigint not null,
  primary key ("recall", "tranche", "first_leaf")
);

create table "read"."acknowledgement" (
  "recall" bytea not null,
  "gln" text collate "C" not null,
  -- [{batch, quarantined, returned, destroyed, dispensed, notFound}]
  "lines" jsonb not null,
  "acknowledged_at" timestamptz(3) not null,
  "tx" bytea not null,
  primary key ("recall", "gln")
);

create table "read"."anchor" (
  "root" bytea not null,
  "count" bigint not null,
  "anchored_by" text collate "C" not null,
  "anchored_at" timestamptz(3) not null,
  primary key ("root", "count")
);
create index "inner_unit_interval_root_idx" on "read"."inner_unit_interval" ("root", "index");

-- What a verify asks only where it arises: as functions, whose plans cost nothing where they are not called.

-- The parents of a holder, bottom first.
create function "read"."parents_of"("first_parent" bigint) returns json language plpgsql stable as $$
begin
  return (
    with recursive up as (
      select h.*, 0 as above from read.holder h where h.number = first_parent
      union all
      select h.*, u.above + 1 from up u join read.holder h on h.number = u.parent
    )
    select json_agg(json_build_object('number', number, 'id', id, 'kind', kind, 'holds', holds, 'held_leaves', held_leaves,
      'ending', ending, 'transit_to', transit_to, 'transit_tx', transit_tx, 'transit_purpose', transit_purpose,
      'disputed_to', disputed_to, 'disputed_tx', disputed_tx, 'custodian', custodian, 'location_gln', location_gln,
      'location_extension', location_extension, 'shipped_from', shipped_from, 'packs', packs, 'inner_count', inner_count,
      'children', children) order by above)
    from up
  );
end $$;

-- Recalls that block a batch, each with whether it is about the leaf. Drills and lifted ones block nothing.
create function "read"."recalls_of_pack"("of_batch" integer, "of_tranche" integer, "of_leaf" bigint) returns json
language plpgsql stable as $$
begin
  return (
    select json_agg(json_build_object('recall', encode(r.id, 'hex'), 'class', r.class, 'level', r.level, 'reason', r.reason,
      'instructions', r.instructions, 'covers', t.whole or exists (
        select from read.recall_interval v where v.recall = t.recall and v.tranche = of_tranche
          and v.first_leaf <= of_leaf and v.end_leaf > of_leaf
      )) order by r.index)
    from read.recall_target t join read.recall r on r.id = t.recall
    where t.batch = of_batch and not r.drill and r.state <> 'LIFTED'
  );
end $$;

-- Some tranche of the product (of the batch, where one is named) has serials whose list is not here.
create function "read"."awaits_payload"("of_gtin" text, "of_lot" text) returns boolean language plpgsql stable as $$
begin
  return exists (
    select from read.tranche t join read.batch b on b.number = t.batch
    where t.gtin = of_gtin and not t.loaded and (of_lot is null or b.lot = of_lot)
  );
end $$;

-- Every holder that ever had a leaf, parents included, and when.
create function "read"."holders_of_leaf"("of_tranche" integer, "of_leaf" bigint)
returns table ("holder" bigint, "since" bigint, "until" bigint) language plpgsql stable rows 20 as $$
begin
  return query
    with recursive held as (
      select v.holder, v.since, v.until from read.interval_past v
      where int8range((v.tranche::bigint << 32) + v.first_leaf, (v.tranche::bigint << 32) + v.end_leaf)
        @> ((of_tranche::bigint << 32) + of_leaf)
      union all
      select p.holder, p.since, null::bigint from (
        select v.holder, v.since from read.interval v
        where v.tranche = of_tranche and v.first_leaf <= of_leaf order by v.first_leaf desc limit 1
      ) p
    ), up as (
      select h.holder, h.since, h.until from held h
      union all
      select p.parent, greatest(u.since, p.since), least(u.until, p.until)
      from up u join read.holder_parent p
        on p.holder = u.holder and (u.until is null or p.since < u.until) and (p.until is null or p.until > u.since)
    )
    select u.holder, u.since, u.until from up u;
end $$;

-- Whether an organisation ever answered for a leaf.
create function "read"."was_held_by"("of_tranche" integer, "of_leaf" bigint, "gln" text) returns boolean
language plpgsql stable as $$
begin
  return exists (
    select from read.holders_of_leaf(of_tranche, of_leaf) w join read.holder_custody c
      on c.holder = w.holder and (w.until is null or c.since < w.until) and (c.until is null or c.until > w.since)
    where c.custodian = gln
  );
end $$;

-- Between organisations a forgotten WHERE must open nothing: lists of what happened between them are read as this role,
-- and the policies show it what concerns `packproof.gln` only. For regulator and auditors the tables' owner reads.
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
grant usage on schema "read" to "packproof_member";
grant select on all tables in schema "read" to "packproof_member";

-- What every event tells of its entry, whoever the entry's record concerns.
create view "read"."receipt" as select "index", "tx", "block", "committed_at", "occurred_at" from "read"."entry";
grant select on "read"."receipt" to "packproof_member";

alter table "read"."shipment" enable row level security;
create policy "shipment_concerned" on "read"."shipment" to "packproof_member"
  using ("parties" @> array[current_setting('packproof.gln', true)]);
alter table "read"."shipment_item" enable row level security;
create policy "shipment_item_concerned" on "read"."shipment_item" to "packproof_member"
  using (exists (select from "read"."shipment" s where s."tx" = "shipment"));
alter table "read"."shipment_exception" enable row level security;
create policy "shipment_exception_concerned" on "read"."shipment_exception" to "packproof_member"
  using (exists (select from "read"."shipment" s where s."tx" = "shipment"));
alter table "read"."trace_event" enable row level security;
create policy "trace_event_concerned" on "read"."trace_event" to "packproof_member"
  using ("parties" is null or current_setting('packproof.gln', true) = any("parties"));
alter table "read"."entry" enable row level security;
create policy "entry_concerned" on "read"."entry" to "packproof_member"
  using ("parties" is null or current_setting('packproof.gln', true) = any("parties"));
-- Its own, and those to recalls that it opened or that are of its products.
alter table "read"."acknowledgement" enable row level security;
create policy "acknowledgement_concerned" on "read"."acknowledgement" to "packproof_member" using (
  "gln" = current_setting('packproof.gln', true)
  or exists (
    select from "read"."recall" r where r."id" = "recall" and r."opened_by" = current_setting('packproof.gln', true)
  )
  or exists (
    select from "read"."recall_target" t
    join "read"."batch" b on b."number" = t."batch" join "read"."product" p on p."gtin" = b."gtin"
    where t."recall" = "acknowledgement"."recall" and p."owner" = current_setting('packproof.gln', true)
  )
);
