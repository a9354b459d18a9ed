import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');

export interface Product {
  /** PACKPROOF_HOME: gone when it is stopped. */
  readonly home: string;
  readonly url: string;
  /** What it wrote while it started. */
  readonly said: string;
  readonly stop: () => Promise<void>;
}

/** Starts PackProof as a newcomer would, on a data folder of its own. */
export async function launchProduct(environment: Readonly<Record<string, string>>): Promise<Product> {
  const home = mkdtempSync(join(tmpdir(), 'packproof-journeys-'));
  const port = await freePort();
  const launcher = spawn(process.execPath, [join(root, 'tools/start.mjs')], {
    cwd: root,
    env: { ...ownEnvironment(), PACKPROOF_HOME: home, PORT: String(port), DATABASE_URL: '', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = await ready(launcher);
  return {
    ...{ home, said, url: `http://127.0.0.1:${port}` },
    async stop() {
      const ended = new Promise((done) => launcher.once('exit', done));
      launcher.kill('SIGTERM');
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** What is said from journey to journey is no option of the product, which refuses options that it does not know. */
const ownEnvironment = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PACKPROOF_JOURNEY_')));

/** The product with its demo, which the journeys share; returns how to stop it. */
export default async function startProduct(): Promise<() => Promise<void>> {
  const { home, url, stop } = await launchProduct({ PACKPROOF_DEMO: 'on' });
  process.env.PACKPROOF_JOURNEY_HOME = home;
  process.env.PACKPROOF_JOURNEY_URL = url;
  return stop;
}

function ready(launcher: ChildProcess): Promise<string> {
  return new Promise((done, failed) => {
    let said = '';
    launcher.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      if (said.includes('PackProof is ready at ')) done(said);
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
