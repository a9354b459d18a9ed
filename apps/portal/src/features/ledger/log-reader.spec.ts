import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import {
  ED25519,
  encodeEntryBundle,
  entryBundlePath,
  formatCheckpoint,
  formatVerifierKey,
  noteKeyId,
  signNote,
  TILE_WIDTH,
  type Tile,
  tilePath,
  tilesAppended,
} from '@packproof/merkle';
import { beforeAll, describe, expect, it } from 'vitest';
import { LogReader } from './log-reader';

// A log of 300 entries, served from memory as the API serves one.
const SIZE = 300;
const secret = Uint8Array.from({ length: 32 }, (_, at) => at + 1);
const verifierKey = { name: 'example.org/log', type: ED25519, publicKey: ed25519.getPublicKey(secret) } as const;
const key = formatVerifierKey(sha256, verifierKey);
const entries = Array.from({ length: SIZE }, (_, at) => new TextEncoder().encode(`entry ${at}`));

const resources = new Map<string, Uint8Array>();
let reads: string[] = [];
const read = async (path: string) => {
  reads.push(path);
  const found = resources.get(path);
  if (!found) throw new Error(`no ${path}`);
  return found;
};

function publish(count: number): Uint8Array {
  const { root, tiles } = tilesAppended(sha256, 0, entries.slice(0, count), () => undefined);
  for (const { id, data } of tiles as Tile[]) resources.set(tilePath(id), data);
  for (let index = 0; index * TILE_WIDTH < count; index++) {
    const part = entries.slice(index * TILE_WIDTH, Math.min(count, (index + 1) * TILE_WIDTH));
    resources.set(entryBundlePath({ index, width: part.length }), encodeEntryBundle(part));
  }
  const text = formatCheckpoint({ origin: verifierKey.name, size: count, root });
  const keyId = noteKeyId(sha256, verifierKey);
  const note = signNote({ text, name: verifierKey.name, keyId, sign: (message) => ed25519.sign(message, secret) });
  resources.set('checkpoint', new TextEncoder().encode(note));
  return root;
}

describe('the log as a page reads it', () => {
  let older: { size: number; root: Uint8Array };
  beforeAll(() => {
    older = { size: 200, root: publish(200) };
    publish(SIZE);
    reads = [];
  });

  it('holds each of its entries, reading a tile once', async () => {
    const log = new LogReader(read);
    const { checkpoint } = await log.open(key);
    for (const index of [0, 1, 255, 256, 299]) expect(await log.holds(index, checkpoint)).toBe(true);
    const tiles = reads.filter((path) => /^tile\/\d/.test(path));
    expect(new Set(tiles).size).toBe(tiles.length);
  });

  it('does not hold an entry that was changed', async () => {
    const path = entryBundlePath({ index: 0, width: 256 });
    const good = resources.get(path)!;
    resources.set(path, encodeEntryBundle(entries.slice(0, 256).map((one, at) => (at === 7 ? entries[8]! : one))));
    const log = new LogReader(read);
    const { checkpoint } = await log.open(key);
    expect(await log.holds(7, checkpoint)).toBe(false);
    expect(await log.holds(6, checkpoint)).toBe(true);
    resources.set(path, good);
  });

  it('grew from what it was, and from nothing else', async () => {
    const log = new LogReader(read);
    const { checkpoint } = await log.open(key);
    expect(await log.grewFrom(older, checkpoint)).toBe(true);
    expect(await log.grewFrom({ ...older, root: older.root.toReversed() }, checkpoint)).toBe(false);
    expect(await log.grewFrom({ ...older, size: 199 }, checkpoint)).toBe(false);
    expect(await log.grewFrom({ ...older, size: SIZE + 1 }, checkpoint)).toBe(false);
  });

  it('is refused under another key', async () => {
    const other = { ...verifierKey, publicKey: ed25519.getPublicKey(secret.toReversed()) };
    await expect(new LogReader(read).open(formatVerifierKey(sha256, other))).rejects.toThrow();
  });
});
