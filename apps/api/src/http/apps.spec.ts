import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveApps } from './apps';

describe('the portal', () => {
  let home: string;
  let fastify: FastifyInstance;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'packproof-apps-'));
    await mkdir(join(home, 'assets'));
    await writeFile(join(home, 'index.html'), '<title>portal</title>');
    fastify = Fastify();
    serveApps(fastify, { scanner: join(home, 'none'), portal: home });
    for (const door of ['/labels/*', '/recalls/*', '/check/*', '/01/*']) fastify.get(door, async () => 'a door');
    await fastify.ready();
  });
  afterAll(async () => {
    await fastify?.close();
    await rm(home, { recursive: true, force: true });
  });

  const open = async (url: string, accept = 'text/html,application/xhtml+xml,*/*;q=0.8') =>
    (await fastify.inject({ url, headers: { accept } })).body;

  it.each([
    '/',
    '/packs/09506000134352/S1',
    '/packs/09506000134352/A.1',
    '/packs/09506000134352/A.pdf?from=mail',
    '/batches/09506000134352/L.2024',
    '/units/by-id/part%3A1.2',
    '/recalls/1',
  ])('is the page at %s', async (url) => {
    expect(await open(url)).toContain('portal');
  });

  it.each(['/labels/pack/09506000134352/A.1.svg', '/recalls/1/report.pdf', '/check/01/1', '/01/09506000134352/21/A.1'])(
    'leaves %s to its door',
    async (url) => {
      expect(await open(url)).toBe('a door');
    },
  );

  it('is nothing to whoever asks for data', async () => {
    expect(await open('/recalls/1', 'application/json')).toBe('a door');
  });
});
