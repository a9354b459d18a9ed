import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');

/** Starts PackProof as a newcomer would, on a data folder of its own; returns how to stop it. */
export default async function startProduct(): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), 'packproof-journeys-'));
  const port = await freePort();
  const launcher = spawn(process.execPath, [join(root, 'tools/start.mjs')], {
    cwd: root,
    env: { ...process.env, PACKPROOF_HOME: home, PORT: String(port), DATABASE_URL: '', PACKPROOF_DEMO: 'on' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await ready(launcher);
  process.env.PACKPROOF_JOURNEY_HOME = home;
  process.env.PACKPROOF_JOURNEY_URL = `http://127.0.0.1:${port}`;
  return async () => {
    const ended = new Promise((done) => launcher.once('exit', done));
    launcher.kill('SIGTERM');
    await ended;
    rmSync(home, { recursive: true, force: true });
  };
}

function ready(launcher: ChildProcess): Promise<void> {
  return new Promise((done, failed) => {
    let said = '';
    launcher.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      if (said.includes('PackProof is ready at ')) done();
    });
    launcher.once('exit', (code) =>
      failed(new Error(`PackProof ended with code ${code} before it was ready:\n${said}`)),
    );
  });
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
