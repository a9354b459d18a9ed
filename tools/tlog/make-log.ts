// Makes a log to test readers with: node --import tsx make-log.ts FOLDER SIZE...
// FOLDER/log is the log as files, as it is served; FOLDER/checkpoints/N are its signed checkpoints at each size;
// FOLDER/fork is a log by the same key that differs from the last entry of the second-to-last size on; FOLDER/made.json
// has the verifier key and the sizes.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  among,
  canonicalJson,
  ED25519,
  encodeEntryBundle,
  entryBundlePath,
  formatCheckpoint,
  formatVerifierKey,
  LOG_ENTRY_SIZE,
  leafHashes,
  logEntry,
  noteKeyId,
  signNote,
  TILE_WIDTH,
  type Tile,
  tilePath,
  tilesAppended,
  u32be,
  utf8,
} from '@packproof/merkle';

const sha = (data: Uint8Array): Uint8Array => createHash('sha256').update(data).digest();

export interface MadeLog {
  readonly vkey: string;
  /** Ascending numbers of entries at which a checkpoint was signed. */
  readonly sizes: readonly number[];
}

/** @param sizes ascending numbers of entries, at each of which a checkpoint is signed and its partial tiles are kept. */
export function makeLog(folder: string, sizes: readonly number[]): MadeLog {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = Uint8Array.from(Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url'));
  const key = { name: 'packproof.invalid/0123456789abcdef', type: ED25519, publicKey: raw } as const;
  const checkpointOf = (size: number, root: Uint8Array): string =>
    signNote({
      text: formatCheckpoint({ origin: key.name, size, root }),
      name: key.name,
      keyId: noteKeyId(sha, key),
      sign: (message) => sign(null, message, privateKey),
    });
  const write = (path: string, data: Uint8Array | string): void => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, data);
  };
  const entry = (i: number): Uint8Array => logEntry(sha, sha(u32be(i)), utf8(canonicalJson({ number: i })));

  grow('log', sizes, entry, (size, note) => write(`checkpoints/${size}`, note));
  const forkAt = (sizes.at(-2) ?? 1) - 1;
  const otherwise = (i: number): Uint8Array => (i < forkAt ? entry(i) : entry(i + 0x8000_0000));
  grow('fork', sizes.slice(-1), otherwise, () => {});

  function grow(
    to: string,
    steps: readonly number[],
    at: (i: number) => Uint8Array,
    signed: (size: number, note: string) => void,
  ): void {
    const tiles = new Map<string, Tile>();
    const entries: Uint8Array[] = [];
    for (const size of steps) {
      const before = entries.length;
      while (entries.length < size) entries.push(at(entries.length));
      const fresh = leafHashes(sha, entries.slice(before));
      const grown = tilesAppended(sha, before, fresh, among(tiles.values()));
      for (const tile of grown.tiles) {
        tiles.set(`${tile.id.level}/${tile.id.index}`, tile);
        write(`${to}/${tilePath(tile.id)}`, tile.data);
        if (tile.id.level > 0) continue;
        const bundle = entries.slice(tile.id.index * TILE_WIDTH, tile.id.index * TILE_WIDTH + tile.id.width);
        write(`${to}/${entryBundlePath(tile.id)}`, encodeEntryBundle(bundle));
      }
      const note = checkpointOf(size, grown.root);
      write(`${to}/checkpoint`, note);
      signed(size, note);
    }
  }

  const made = { vkey: formatVerifierKey(sha, key), sizes };
  write('made.json', JSON.stringify(made));
  return made;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [folder, ...sizes] = process.argv.slice(2);
  if (folder === undefined || sizes.length === 0) throw new Error('usage: make-log.ts FOLDER SIZE...');
  const numbers = sizes.map(Number);
  makeLog(folder, numbers);
  console.log(`made logs of ${numbers.join(', ')} entries of ${LOG_ENTRY_SIZE} bytes`);
}
