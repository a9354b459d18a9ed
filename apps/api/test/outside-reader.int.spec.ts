import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../src/testing/start-api';
import { aConsortium, type Consortium } from './consortium';
import { aProduct } from './goods';

// A stranger's program: it imports nothing of ours, and nothing of it is imported here.
const READER = resolve(import.meta.dirname, '../../../tools/tlog/reader.mjs');

interface Said {
  code: number;
  text: string;
}

function read(...args: string[]): Promise<Said> {
  const child = spawn(process.execPath, [READER, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
    });
  }
  return new Promise((done) => child.once('exit', (code) => done({ code: code ?? -1, text })));
}

describe('the log, read from outside', () => {
  let api: TestApi;
  let all: Consortium;
  let folder: string;
  let vkey: string;

  beforeAll(async () => {
    api = await startApi();
    all = await aConsortium(api);
    folder = await mkdtemp(join(tmpdir(), 'packproof-reader-'));
    vkey = api.parts.logSigner.vkey;
  });
  afterAll(async () => {
    await api.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is whole, and has only grown', async () => {
    const older = join(folder, 'older');
    await writeFile(older, await (await fetch(`${api.url}/log/checkpoint`)).text());
    for (let i = 0; i < 5; i += 1) await aProduct(all.maker);

    const { code, text } = await read(api.url, vkey, '--older', older, '--index', '0', '--index', '7');

    expect(text).toContain('growth from');
    expect(code, text).toBe(0);
  });

  it.each(['/log/checkpoint', '/log/tile/0/', '/log/tile/entries/'])(
    'is refused with one byte of %s changed',
    async (path) => {
      const proxy = await flipping(api.url, path);
      const address = proxy.address() as { port: number };
      const { code, text } = await read(`http://127.0.0.1:${address.port}`, vkey);
      await new Promise((done) => proxy.close(done));

      expect(text).toContain('FAIL');
      expect(code).toBe(1);
    },
  );
});

/** Passes everything on, and changes one bit in the middle of what lies under `path`. */
function flipping(origin: string, path: string): Promise<Server> {
  const server = createServer(async (request, response) => {
    const answer = await fetch(`${origin}${request.url}`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const at = Math.floor(bytes.length / 2);
    if (request.url?.startsWith(path)) bytes[at] = bytes[at]! ^ 1;
    response.writeHead(answer.status, { connection: 'close' }).end(bytes);
  });
  return new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(server)));
}
