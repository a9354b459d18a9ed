import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Gtin, Hex } from '@packproof/contract';
import type { PoolClient } from '@packproof/database';
import { from as copyFrom } from 'pg-copy-streams';
import { settleConflicts } from './conflicts';
import { type InnerUnitRows, innerUnitRows, UnitFault } from './inner-units';
import { PackHasher } from './pack-hasher';
import type { TranchePayload } from './payload-reader';
import { INNER_UNIT_INTERVALS, INNER_UNITS } from './payload-tables';
import { type StoredTile, tilesOf } from './tranche-tree';

/** What the ledger says of the tranche whose payload it is. */
export interface CommittedTranche {
  number: number;
  trancheId: Hex;
  gtin: Gtin;
  lot: string;
  root: Hex;
  count: number;
}

/** A payload that is not what the ledger committed to. */
export class PayloadFault extends Error {
  override readonly name = 'PayloadFault';
}

/** GS1 set 82, 1 to 20 characters: AI (21). */
const SERIAL = /^[!"%-/0-9:;<=>?A-Z_a-z]{1,20}$/;
const ROWS_AT_A_TIME = 2000;
const UNITS_AT_A_TIME = 2000;
/** How long other work may have to wait. */
const TURN_MILLISECONDS = 8;
const UNIQUE_VIOLATION = '23505';

/**
 * Inserts the packs, the tree and the inner units of a tranche, within the caller's transaction. Streams: what it holds
 * is 32 bytes a pack. @returns why its units were left out, if they were.
 * @throws PayloadFault before anything can be committed, when the serials do not hash to the tranche's root.
 */
export async function loadTranche(
  client: PoolClient,
  tranche: CommittedTranche,
  payload: TranchePayload,
): Promise<string | undefined> {
  requireSame(tranche, payload);
  const hashes = Buffer.alloc(tranche.count * 32);
  await client.query('savepoint packs');
  try {
    await copyRows(client, 'read.pack (gtin, serial, tranche, leaf)', packRows(tranche, payload, hashes));
  } catch (error) {
    if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error;
    // Some serial was committed before, or twice: the slow way, which keeps the earliest.
    await client.query('rollback to savepoint packs');
    await client.query('create temporary table incoming (serial text collate "C", leaf integer) on commit drop');
    await copyRows(client, 'incoming (serial, leaf)', incomingRows(tranche, payload, hashes));
    await settleConflicts(client, tranche);
  }
  const { root, tiles } = tilesOf(hashes);
  if (root.toString('hex') !== tranche.root) {
    throw new PayloadFault('its serials do not hash to the root that the tranche committed to');
  }
  await copyRows(client, 'read.tranche_tile (tranche, level, index, hashes)', tileRows(tranche.number, tiles()));
  return loadUnits(client, tranche, payload);
}

function requireSame({ gtin, lot, count }: CommittedTranche, payload: TranchePayload): void {
  if (payload.gtin !== gtin) throw new PayloadFault(`it is of product ${payload.gtin}, not ${gtin}`);
  if (payload.lot !== lot) throw new PayloadFault('it is of another lot');
  if (payload.serials.length !== count) {
    throw new PayloadFault(`it has ${payload.serials.length} serials for ${count} packs`);
  }
  if (payload.productSecret.length !== 32) throw new PayloadFault('its productSecret has not 32 bytes');
}

/** In chunks, each giving way to other work: hashing goes on while the database takes in what came before. */
function* packRows(tranche: CommittedTranche, payload: TranchePayload, hashes: Buffer): Generator<string> {
  yield* chunks(tranche, payload, hashes, (serial, leaf) => `${tranche.gtin}\t${serial}\t${tranche.number}\t${leaf}\n`);
}

function* incomingRows(tranche: CommittedTranche, payload: TranchePayload, hashes: Buffer): Generator<string> {
  yield* chunks(tranche, payload, hashes, (serial, leaf) => `${serial}\t${leaf}\n`);
}

function* chunks(
  { gtin }: CommittedTranche,
  { serials, productSecret }: TranchePayload,
  hashes: Buffer,
  line: (serial: string, leaf: number) => string,
): Generator<string> {
  const hasher = new PackHasher(productSecret, gtin);
  for (let start = 0; start < serials.length; start += ROWS_AT_A_TIME) {
    const end = Math.min(start + ROWS_AT_A_TIME, serials.length);
    let text = '';
    for (let leaf = start; leaf < end; leaf++) {
      const serial = serials[leaf]!;
      if (!SERIAL.test(serial))
        throw new PayloadFault(`its serial number ${leaf} is not 1 to 20 characters of GS1 set 82`);
      hasher.writeLeafHash(serial, hashes, leaf);
      text += line(serial, leaf);
    }
    yield text;
  }
}

function* tileRows(tranche: number, tiles: Iterable<StoredTile>): Generator<string> {
  let text = '';
  for (const { level, index, hashes } of tiles) {
    text += `${tranche}\t${level}\t${index}\t\\\\x${hashes.toString('hex')}\n`;
    if (text.length > 65_536) {
      yield text;
      text = '';
    }
  }
  yield text;
}

/** While the database takes rows as fast as they come, a stream never leaves its turn of the event loop by itself. */
async function* givingWay<T>(rows: Iterable<T>): AsyncGenerator<T> {
  let since = performance.now();
  for (const row of rows) {
    yield row;
    if (performance.now() - since < TURN_MILLISECONDS) continue;
    await nextTurn();
    since = performance.now();
  }
}

async function copyRows(client: PoolClient, target: string, rows: Iterable<string>): Promise<void> {
  const lines = Readable.from(givingWay(rows), { objectMode: true, highWaterMark: 2 });
  await pipeline(lines, client.query(copyFrom(`copy ${target} from stdin`)));
}

async function loadUnits(
  client: PoolClient,
  tranche: CommittedTranche,
  payload: TranchePayload,
): Promise<string | undefined> {
  let rows: InnerUnitRows;
  try {
    rows = innerUnitRows(tranche, payload.units);
  } catch (error) {
    if (error instanceof UnitFault) return error.message;
    throw error;
  }
  for (let at = 0; at < rows.units.length; at += UNITS_AT_A_TIME) {
    await INNER_UNITS.insert(client, rows.units.slice(at, at + UNITS_AT_A_TIME));
  }
  for (let at = 0; at < rows.intervals.length; at += UNITS_AT_A_TIME) {
    await INNER_UNIT_INTERVALS.insert(client, rows.intervals.slice(at, at + UNITS_AT_A_TIME));
  }
  return undefined;
}
