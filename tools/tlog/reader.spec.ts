import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MadeLog, makeLog } from './make-log';
import { Rejected, readLog, Unavailable } from './reader.mjs';
import { flipped, resourcesOf, serveLogs, spoilt } from './serve-log.mjs';

const SIZES = [1, 3, 255, 256, 257, 600];
let folder: string;
let made: MadeLog;
let server: Awaited<ReturnType<typeof serveLogs>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'packproof-reader-'));
  made = makeLog(folder, SIZES);
  server = await serveLogs();
});

afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

const signed = (size: number): Buffer => readFileSync(join(folder, 'checkpoints', String(size)));
const view = (name: string, size?: number) => async (path: string) => {
  if (path === 'checkpoint' && size) return signed(size);
  const file = join(folder, name, path);
  return existsSync(file) ? readFileSync(file) : undefined;
};

describe('a reader from outside', () => {
  it.each(SIZES)('reads a log of %i entries that libs/merkle made, and its growth', async (size) => {
    const lines: string[] = [];
    const older = SIZES.filter((other) => other <= size).map(signed);
    const url = server.add(view('log', size));
    const head = await readLog(url, made.vkey, { older, say: (line: string) => lines.push(line) });
    expect(head.size).toBe(size);
    expect(lines.filter((line) => line.startsWith('growth'))).toHaveLength(older.length);
  });

  it('finds every entry by its path alone', async () => {
    const indexes = Array.from({ length: 600 }, (_, i) => i);
    await readLog(server.add(view('log')), made.vkey, { indexes, quick: true });
  });

  it('finds a flipped byte in every tile and bundle', async () => {
    for (const { path, length } of resourcesOf(600)) {
      for (const offset of [0, 33, length - 1]) {
        const url = server.add(spoilt(view('log'), path, flipped(offset % length, 0x40)));
        await expect(readLog(url, made.vkey), `${path} ${offset}`).rejects.toThrow(Rejected);
      }
    }
  });

  it('says what is wrong', async () => {
    const fork = server.add(view('fork'));
    await readLog(fork, made.vkey);
    await expect(readLog(fork, made.vkey, { older: [signed(257)] })).rejects.toThrow(
      'growth: the tree of 257 is not the beginning of that of 600',
    );
    const small = server.add(view('log', 3));
    await expect(readLog(small, made.vkey, { older: [signed(255)] })).rejects.toThrow('the log shrank from 255 to 3');
    await expect(readLog(small, made.vkey, { indexes: [3] })).rejects.toThrow('no entry 3 of 3');
    const gone = server.add(async (path: string) => (path === 'checkpoint' ? signed(3) : undefined));
    await expect(readLog(gone, made.vkey)).rejects.toThrow(Unavailable);
    await expect(readLog(gone, made.vkey)).rejects.toThrow('tile/entries/000.p/3: HTTP 404');
  });
});
