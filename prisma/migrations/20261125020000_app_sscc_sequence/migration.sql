-- The next SSCC under each company prefix: extension digit and serial reference as one number. Numbers are handed out
-- once; those of a request that failed are lost, and nobody misses them.
create table "app"."sscc_sequence" (
  "company_prefix" text not null primary key,
  "next_number" bigint not null
);
