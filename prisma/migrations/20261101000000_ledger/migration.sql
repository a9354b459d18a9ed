-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "ledger";

-- CreateTable
CREATE TABLE "ledger"."state" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "state_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "ledger"."entry" (
    "index" BIGINT NOT NULL,
    "block" BIGINT NOT NULL,
    "tx" BYTEA NOT NULL,
    "actor" TEXT NOT NULL,
    "command_id" TEXT NOT NULL,
    "nonce" BYTEA NOT NULL,
    "commitment" BYTEA NOT NULL,
    "record" BYTEA NOT NULL,
    "events" TEXT NOT NULL,
    "writes" TEXT NOT NULL,

    CONSTRAINT "entry_pkey" PRIMARY KEY ("index")
);

-- CreateTable
CREATE TABLE "ledger"."block" (
    "number" BIGINT NOT NULL,
    "first" BIGINT NOT NULL,
    "size" BIGINT NOT NULL,
    "root" BYTEA NOT NULL,
    "committed_at" TIMESTAMPTZ(3) NOT NULL,
    "checkpoint" TEXT NOT NULL,

    CONSTRAINT "block_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "ledger"."tile" (
    "level" SMALLINT NOT NULL,
    "index" BIGINT NOT NULL,
    "data" BYTEA NOT NULL,
    "root" BYTEA NOT NULL,

    CONSTRAINT "tile_pkey" PRIMARY KEY ("level","index")
);

-- CreateIndex
CREATE UNIQUE INDEX "entry_tx_key" ON "ledger"."entry"("tx");

-- CreateIndex
CREATE UNIQUE INDEX "entry_actor_command_id_key" ON "ledger"."entry"("actor", "command_id");

-- CreateIndex
CREATE UNIQUE INDEX "block_size_key" ON "ledger"."block"("size");
