-- Lists in the orders that people ask for: each with what makes its key unique, so that a page starts where the last ended.
create index "batch_lot_gtin_idx" on "read"."batch" ("lot", "gtin");
create index "batch_expiry_gtin_lot_idx" on "read"."batch" ("expiry", "gtin", "lot");
create index "batch_packs_gtin_lot_idx" on "read"."batch" ("packs", "gtin", "lot");
create index "product_name_idx" on "read"."product" (lower("name"), "gtin");
create index "shipment_shipped_at_index_idx" on "read"."shipment" ("shipped_at", "index");
create index "shipment_packs_index_idx" on "read"."shipment" ("packs", "index");
