import type { LedgerEvent } from '@packproof/contract';
import type { BlockEntry, RecordedCommand, Submitted } from '@packproof/ledger';
import { toHex } from '@packproof/merkle';
import type { AnswerRow } from './statements';

export function parseRecord(record: Uint8Array): RecordedCommand {
  return JSON.parse(
    Buffer.from(record.buffer, record.byteOffset, record.byteLength).toString('utf8'),
  ) as RecordedCommand;
}

/** The first answer to a command, from what was stored: without params, which are told once only. */
export function answerOf(row: AnswerRow): Submitted & { accepted: true } {
  return {
    accepted: true,
    tx: toHex(row.tx),
    index: row.index,
    block: row.block,
    committedAt: row.committed_at.toISOString(),
    results: parseRecord(row.record).results,
    events: JSON.parse(row.events) as LedgerEvent[],
    replayed: true,
  };
}

export interface EntryRow {
  index: number;
  tx: Buffer;
  nonce: Buffer;
  record: Buffer;
  events: string;
  writes: string;
}

/** An entry as projections take it. */
export function entryOf({ index, tx, nonce, record, events, writes }: EntryRow): BlockEntry {
  const { envelope, results } = parseRecord(record);
  return {
    index,
    tx: toHex(tx),
    nonce: new Uint8Array(nonce),
    record: new Uint8Array(record),
    envelope,
    results,
    events: JSON.parse(events) as LedgerEvent[],
    writes: JSON.parse(writes) as BlockEntry['writes'],
  };
}
