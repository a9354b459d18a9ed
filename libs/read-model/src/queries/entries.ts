import type { Hex } from '@packproof/contract';
import type { Pool } from '@packproof/database';
import type { Entry, LedgerEntry, LedgerReceipt } from '../rows';
import { askAsMember } from './as-member';
import { decodeCursor, type Page, type PageRequest, pageSize, toPage } from './page';
import { ask, inOrder, type Statement } from './statement';
import { byteaOfHex, toTime } from './values';
import { seesAll, type Viewer } from './viewer';

interface Row {
  index: number;
  tx: Hex;
  block: number;
  committed_at: Date;
  actor: string;
  command_id: string;
  command: string;
  place: string;
  issued_at: Date;
  occurred_at: Date;
  visible: boolean;
}

const SELECT = `select l.index, encode(l.tx, 'hex') as tx, l.block, l.committed_at, l.actor, l.command_id, l.command, l.place,
    l.issued_at, l.occurred_at, $1::text is null or l.parties is null or $1 = any(l.parties) as visible
  from read.entry l`;

const toReceipt = (row: Pick<Row, 'index' | 'tx' | 'block' | 'committed_at'>): LedgerReceipt => ({
  index: row.index,
  tx: row.tx,
  block: row.block,
  committedAt: toTime(row.committed_at),
});

const toEntry = (row: Row): Entry => ({
  ...toReceipt(row),
  actor: row.actor,
  commandId: row.command_id,
  command: row.command,
  at: row.place,
  issuedAt: toTime(row.issued_at),
  occurredAt: toTime(row.occurred_at),
});

const BY_TX: Statement = {
  name: 'read_receipts_by_tx',
  text: `select l.index, encode(l.tx, 'hex') as tx, l.block, l.committed_at from read.entry l where l.tx = any($1::bytea[])`,
};

export async function receiptsByTx(pool: Pool, txs: readonly Hex[]): Promise<(LedgerReceipt | undefined)[]> {
  const rows = await ask<Row & Record<string, unknown>>(pool, BY_TX, [txs.map(byteaOfHex)]);
  return inOrder(txs, (tx) => tx, new Map(rows.map((row) => [row.tx, toReceipt(row)])));
}

const whoAsks = (viewer: Viewer) => (seesAll(viewer) ? null : viewer.gln);

const BY_INDEX: Statement = { name: 'read_entry', text: `${SELECT} where l.index = $2` };

export async function entry(pool: Pool, viewer: Viewer, index: number): Promise<Entry | 'forbidden' | undefined> {
  const [row] = await ask<Row & Record<string, unknown>>(pool, BY_INDEX, [whoAsks(viewer), index]);
  if (row === undefined) return undefined;
  return row.visible ? toEntry(row) : 'forbidden';
}

const LIST: Statement = {
  text: `select * from (${SELECT}) l where l.visible and ($2::bigint is null or l.index < $2) order by l.index desc limit $3`,
};

export async function entries(pool: Pool, viewer: Viewer, page: PageRequest): Promise<Page<Entry>> {
  const size = pageSize(page);
  const [before] = decodeCursor(page.after, ['n']) ?? [null];
  const rows = await askAsMember<Row & Record<string, unknown>>(pool, viewer, LIST, [
    whoAsks(viewer),
    before,
    size + 1,
  ]);
  return toPage(rows, size, toEntry, ({ index }) => [index]);
}

const ALL: Statement = {
  text: `${SELECT} where $2::bigint is null or l.index < $2 order by l.index desc limit $3`,
};

/** That something was written is public; what it was is not. */
export async function ledgerEntries(
  pool: Pool,
  viewer: Viewer,
  page: { first?: number; before?: number },
): Promise<LedgerEntry[]> {
  const rows = await ask<Row & Record<string, unknown>>(pool, ALL, [
    whoAsks(viewer),
    page.before ?? null,
    pageSize(page),
  ]);
  return rows.map((row) => ({
    index: row.index,
    committedAt: toTime(row.committed_at),
    ...(row.visible ? { entry: toEntry(row) } : {}),
  }));
}
