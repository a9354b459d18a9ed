import type { Pool } from '@packproof/database';
import type { Block } from '@packproof/ledger';
import { type EntryRow, entryOf } from './answers';

const BLOCKS = {
  name: 'ledger-blocks',
  text: 'select number, first, size, committed_at from ledger.block where number >= $1 order by number limit 256',
};
const ENTRIES = {
  name: 'ledger-entries',
  text: `select index, tx, nonce, record, events, writes from ledger.entry
          where index >= $1 and index < $2 order by index`,
};
/** Of one page, beyond its first block: what a process holds in memory at a time. */
const ENTRIES_A_PAGE = 1_000;

interface BlockRow {
  number: number;
  first: number;
  size: number;
  committed_at: Date;
}

/** The next committed blocks from `from` on, in order; none when the head is reached. */
export async function readBlocks(pool: Pool, from: number): Promise<Block[]> {
  const { rows } = await pool.query<BlockRow>({ ...BLOCKS, values: [from] });
  const first = rows[0];
  if (first === undefined) return [];
  const page = rows.filter((row) => row === first || row.size - first.first <= ENTRIES_A_PAGE);
  const entries = await pool.query<EntryRow>({ ...ENTRIES, values: [first.first, page.at(-1)!.size] });
  return page.map(({ number, first: start, size, committed_at }) => ({
    number,
    committedAt: committed_at.toISOString(),
    entries: entries.rows.slice(start - first.first, size - first.first).map(entryOf),
  }));
}
