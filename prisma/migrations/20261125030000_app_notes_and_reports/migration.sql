-- What people write beside commands, and what both sides of a shipment report that is no state of the ledger.
create table "app"."note" (
  "tx" text not null,
  "organisation" text not null,
  "text" text not null,
  "at" timestamptz(3) not null default current_timestamp,
  primary key ("tx", "organisation")
);

create table "app"."exception_report" (
  "id" text not null primary key,
  "shipment" text not null,
  "kind" text not null,
  "scan" text not null,
  "holder" text,
  "packs" integer not null,
  "note" text,
  "reported_by" text not null,
  "reported_at" timestamptz(3) not null default current_timestamp,
  "resolution" text,
  "resolved_by" text,
  "resolved_at" timestamptz(3)
);
create unique index "exception_report_shipment_kind_scan_reported_by_key" on "app"."exception_report" ("shipment", "kind", "scan", "reported_by");

-- Notes to exceptions that the ledger has, by the read model's id of the exception.
create table "app"."exception_note" (
  "exception" text not null,
  "organisation" text not null,
  "text" text not null,
  "at" timestamptz(3) not null default current_timestamp,
  primary key ("exception", "organisation")
);
