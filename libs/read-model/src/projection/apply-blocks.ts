import { decodeContent, type Hex } from '@packproof/contract';
import type { PoolClient } from '@packproof/database';
import type { Block, BlockEntry } from '@packproof/ledger';
import { ExceptionChanges } from './exception-changes';
import { HolderChanges, type HolderNow } from './holder-changes';
import { Lookups } from './lookups';
import type { Counters, Numbering } from './numbering';
import { PackChanges } from './pack-changes';
import { RecallChanges } from './recall-changes';
import { RegisterChanges } from './register-changes';
import { ShipmentChanges } from './shipment-changes';
import { TraceChanges } from './trace-changes';
import { addNamed, type Named, sortWrites, type Writes } from './writes';

export interface Applied {
  /** Tranches that came with these blocks and say where their serials are. */
  committed: { number: number; payloadHash: Hex }[];
  entries: number;
  events: number;
}

/**
 * Folds blocks into rows, within the caller's transaction: a bounded number of statements however many entries there
 * are, and the same rows however the blocks are grouped. Counters are moved on.
 */
export async function applyBlocks(
  client: PoolClient,
  blocks: readonly Block[],
  numbering: Numbering,
  counters: Counters,
): Promise<Applied> {
  const entries = blocks.flatMap((block) =>
    block.entries.map((entry) => ({ block, entry, writes: sortWrites(entry) })),
  );
  const holders = new HolderChanges(numbering, counters.nextHolder);
  const { changes: exceptions, lookups } = await loadNamed(client, entries, numbering, holders);
  const registers = new RegisterChanges(numbering, counters);
  const packs = new PackChanges(numbering);
  const recalls = new RecallChanges(numbering);
  const traces = new TraceChanges(numbering, holders, lookups);
  const shipments = new ShipmentChanges(holders, lookups);
  const openers = await loadOpeners(client, entries);
  let events = 0;
  for (const { block, entry, writes } of entries) {
    const { index, tx, envelope } = entry;
    const before = new Map<string, HolderNow>();
    for (const { id } of writes.holders) {
      const known = holders.find(id);
      if (known !== undefined) before.set(id, known);
    }
    for (const record of writes.organisations) registers.organisation(record);
    for (const record of writes.products) registers.product(record);
    for (const record of writes.batches) registers.batch(record);
    for (const record of writes.tranches) registers.tranche(record, envelope.actor, index);
    holders.apply(index, writes.holders);
    for (const record of writes.packs) packs.apply(record, index);
    for (const record of writes.recalls) recalls.recall(record, tx, index);
    for (const record of writes.acknowledgements) recalls.acknowledgement(record);
    for (const record of writes.anchors) recalls.anchor(record);
    for (const { id, openedBy } of writes.recalls) openers.set(id, openedBy);
    const concerned = writes.acknowledgements.flatMap(({ recall }) => openers.get(recall) ?? []);
    traces.apply(entry, block, before, concerned);
    shipments.apply(entry, before);
    exceptions.apply(entry, before);
    events += entry.events.length;
  }
  await registers.write(client);
  await holders.write(client);
  await packs.write(client);
  await recalls.write(client);
  await lookups.ask(client);
  await shipments.write(client);
  await exceptions.write(client);
  await traces.write(client);
  counters.nextHolder = holders.nextNumber;
  return { committed: registers.committed, entries: entries.length, events };
}

interface Sorted {
  block: Block;
  entry: BlockEntry;
  writes: Writes;
}

/** Rows that the entries change or refer to, before anything is folded. */
async function loadNamed(
  client: PoolClient,
  entries: readonly Sorted[],
  numbering: Numbering,
  holders: HolderChanges,
): Promise<{ changes: ExceptionChanges; lookups: Lookups }> {
  const named: Named = { batches: new Set(), tranches: new Set(), holders: new Set() };
  for (const { entry, writes } of entries) addNamed(named, entry, writes);
  await holders.load(client, named.holders);
  const loaded: number[] = [];
  for (const id of named.holders) {
    const known = holders.find(id);
    if (known === undefined) continue;
    loaded.push(known.row.number);
    for (const tranche of decodeContent(known.content).keys()) named.tranches.add(tranche);
  }
  for (const { writes } of entries) {
    for (const { content, id } of writes.holders) {
      if (holders.find(id)?.content === content) continue;
      for (const tranche of decodeContent(content).keys()) named.tranches.add(tranche);
    }
    for (const { targets } of writes.recalls) {
      for (const { content } of targets) {
        if (content !== undefined) for (const tranche of decodeContent(content).keys()) named.tranches.add(tranche);
      }
    }
  }
  await numbering.load(client, named.batches, named.tranches);
  const lookups = new Lookups();
  const changes = new ExceptionChanges(holders, lookups);
  await changes.load(client, loaded);
  return { changes, lookups };
}

/** Who opened the recalls that are acknowledged. */
async function loadOpeners(client: PoolClient, entries: readonly Sorted[]): Promise<Map<Hex, string>> {
  const ids = new Set(entries.flatMap(({ writes }) => writes.acknowledgements.map(({ recall }) => recall)));
  if (ids.size === 0) return new Map();
  const { rows } = await client.query<{ id: Hex; opened_by: string }>({
    name: 'read_recall_openers',
    text: `select encode(id, 'hex') as id, opened_by from read.recall where id = any($1::bytea[])`,
    values: [[...ids].map((id) => `\\x${id}`)],
  });
  return new Map(rows.map(({ id, opened_by }) => [id, opened_by]));
}
