import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Before the decoder, which comes when a camera or a picture asks for it. */
const BUDGET_BYTES = 200_000;

let dist: string;
beforeAll(() => {
  dist = mkdtempSync(join(tmpdir(), 'packproof-scanner-'));
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
  // In a process of its own: under a test runner React would be built for development.
  execFileSync(
    process.execPath,
    [vite, 'build', resolve(import.meta.dirname, '..'), '--outDir', dist, '--emptyOutDir', '--logLevel', 'error'],
    { env: { ...process.env, NODE_ENV: 'production' } },
  );
});
afterAll(() => rmSync(dist, { recursive: true, force: true }));

const firstFiles = () => {
  const page = readFileSync(join(dist, 'index.html'), 'utf8');
  const named = [...page.matchAll(/(?:src|href)="\/scan\/([^"]+\.(?:js|css))"/g)].map((match) => match[1]!);
  return ['index.html', ...new Set(named)];
};

describe('the first load', () => {
  it('is within its budget, gzip', () => {
    const sizes = firstFiles().map((file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length);
    expect(sizes.length).toBeGreaterThan(3);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(BUDGET_BYTES);
  });

  it('has no room but the counter and the check, no decoder and no subscription in it', () => {
    const scripts = firstFiles()
      .filter((file) => file.endsWith('.js'))
      .map((file) => readFileSync(join(dist, file), 'utf8'))
      .join('\n');
    expect(scripts).toContain('Start the camera');
    expect(scripts).not.toContain('graphql-transport-ws');
    expect(scripts).not.toContain('MultiFormatReader');
  });

  it('is all that a page without the network needs: every script of every room is kept for offline', () => {
    const worker = readFileSync(join(dist, 'sw.js'), 'utf8');
    for (const room of ['basket', 'goods-in', 'dispatch', 'stock-take', 'decommission']) {
      expect(worker).toMatch(new RegExp(`assets/${room}-screen-[\\w-]+\\.js`));
    }
    // The second decoder is fetched by the few devices that need it.
    expect(worker).not.toMatch(/js\.worker-/);
  });
});
