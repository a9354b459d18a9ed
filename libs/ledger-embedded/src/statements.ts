import type { PoolClient } from '@packproof/database';

/** Every process that writes this ledger takes it for the length of its transaction. */
export const LEDGER_LOCK = 5_042_917_331;
export const BLOCK_CHANNEL = 'packproof_ledger_block';

export interface HeadRow {
  number: number;
  size: number;
  root: Buffer;
  committed_at: Date;
}

const HEAD = 'select number, size, root, committed_at from ledger.block order by number desc limit 1';

/**
 * Begins a transaction that alone writes the ledger, and reads the head. Several statements in one round trip, each
 * with a snapshot of its own: the head is read after the lock is held. The time limits end a writer that hangs.
 */
export async function beginAsOnlyWriter(client: PoolClient): Promise<HeadRow | undefined> {
  const results = (await client.query(
    `begin isolation level read committed;
     set local lock_timeout = '30s';
     set local idle_in_transaction_session_timeout = '30s';
     select pg_advisory_xact_lock(${LEDGER_LOCK});
     ${HEAD}`,
  )) as unknown as { rows: HeadRow[] }[];
  return results.at(-1)!.rows[0];
}

export const STATE_BY_KEYS = {
  name: 'ledger-state',
  text: 'select key, value from ledger.state where key = any($1::text[])',
};

/** First answers of commands that were executed before. */
export const ANSWERS = {
  name: 'ledger-answers',
  text: `select e.index, e.block, e.tx, e.actor, e.command_id, e.record, e.events, b.committed_at
           from unnest($1::text[], $2::text[]) as asked(actor, command_id)
           join ledger.entry e on e.actor = asked.actor and e.command_id = asked.command_id
           join ledger.block b on b.number = e.block`,
};

export interface AnswerRow {
  index: number;
  block: number;
  tx: Buffer;
  actor: string;
  command_id: string;
  record: Buffer;
  events: string;
  committed_at: Date;
}

/** A block with all that belongs to it, in one statement. */
export const APPEND = {
  name: 'ledger-append',
  text: `with
    entries as (
      insert into ledger.entry (index, block, tx, actor, command_id, nonce, commitment, record, events, writes)
      select u.index, $1, u.tx, u.actor, u.command_id, u.nonce, u.commitment, u.record, u.events, u.writes
        from unnest($7::bigint[], $8::bytea[], $9::text[], $10::text[], $11::bytea[], $12::bytea[], $13::bytea[],
                    $14::text[], $15::text[])
          as u(index, tx, actor, command_id, nonce, commitment, record, events, writes)),
    states as (
      insert into ledger.state as s (key, value)
      select u.key, u.value from unnest($16::text[], $17::text[]) as u(key, value)
      on conflict (key) do update set value = excluded.value),
    tiles as (
      insert into ledger.tile (level, index, data, root)
      select u.level, u.index, u.data, u.root
        from unnest($18::smallint[], $19::bigint[], $20::bytea[], $21::bytea[]) as u(level, index, data, root))
    insert into ledger.block (number, first, size, root, committed_at, checkpoint)
    values ($1::bigint, $2::bigint, $3::bigint, $4::bytea, $5::timestamptz, $6::text)`,
};
