import {
  among,
  type Checkpoint,
  entryBundlePath,
  equalBytes,
  leafHash,
  logEntry,
  noteVerifier,
  openCheckpoint,
  parseEntryBundle,
  rootFromTiles,
  TILE_WIDTH,
  tilePath,
  tilesForRoot,
  tilesOf,
  treeRoot,
  verifyInclusion,
} from '@packproof/merkle';
import { expect } from 'vitest';
import type { EmbeddedLedger } from '../src/embedded-ledger';
import { nodeCryptography } from '../src/node-cryptography';

/**
 * Reads the log as a stranger would, from checkpoint, tiles and entry bundles alone, and then compares every entry with
 * the record and nonce that are kept beside it, and with the blocks.
 */
export async function auditLog(ledger: EmbeddedLedger): Promise<Checkpoint | undefined> {
  const { sha256, verifyEd25519 } = nodeCryptography();
  const note = await ledger.log.readCheckpoint();
  if (note === undefined) {
    expect(await ledger.height()).toBe(0);
    return undefined;
  }
  const checkpoint = openCheckpoint(note, noteVerifier(sha256, ledger.vkey, verifyEd25519));
  const { size, root } = checkpoint;

  const tiles = new Map<string, Uint8Array>();
  for (const id of tilesOf(size)) {
    const data = await ledger.log.readTile(tilePath(id));
    expect(data?.length, tilePath(id)).toBe(id.width * 32);
    tiles.set(`${id.level}/${id.index}`, data!);
  }
  const fromTiles = rootFromTiles(
    sha256,
    among(tilesForRoot(size).map((id) => ({ id, data: tiles.get(`${id.level}/${id.index}`)! }))),
    size,
  );
  expect(equalBytes(fromTiles, root), 'root from tiles').toBe(true);

  const entries: Uint8Array[] = [];
  for (let index = 0; index * TILE_WIDTH < size; index++) {
    const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH);
    const bundle = await ledger.log.readTile(entryBundlePath({ index, width }));
    entries.push(...parseEntryBundle(bundle!, width));
  }
  expect(equalBytes(treeRoot(sha256, entries), root), 'root from entries').toBe(true);

  let index = 0;
  let number = 0;
  let last = '';
  const commands = new Set<string>();
  for await (const block of ledger.blocks(0, { follow: false })) {
    expect(block.number).toBe(number++);
    expect(block.committedAt >= last).toBe(true);
    last = block.committedAt;
    for (const entry of block.entries) {
      expect(entry.index).toBe(index);
      expect(equalBytes(logEntry(sha256, entry.nonce, entry.record), entries[index]!), `entry ${index}`).toBe(true);
      const id = `${entry.envelope.actor} ${entry.envelope.commandId}`;
      expect(commands.has(id), `${id} twice`).toBe(false);
      commands.add(id);
      index += 1;
    }
  }
  expect(index).toBe(size);
  expect(number).toBe(await ledger.height());

  for (const one of [0, Math.floor(size / 2), size - 1]) {
    const proof = (await ledger.log.proofOfEntry(one))!;
    expect(proof.size).toBe(size);
    const inclusion = { leafHash: leafHash(sha256, entries[one]!), index: one, count: size, path: proof.path, root };
    expect(verifyInclusion(sha256, inclusion), `inclusion of ${one}`).toBe(true);
  }
  return checkpoint;
}
