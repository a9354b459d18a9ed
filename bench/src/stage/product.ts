import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createPool, type DatabaseConfig, type Pool, startEmbeddedPostgres } from '@packproof/database';

const root = resolve(import.meta.dirname, '../../..');

export interface Organisation {
  name: string;
  role: string;
  gln: string;
  apiKey: string;
}

/** PackProof as it is served, on a database of its own, with the demo's organisations. */
export interface Product {
  url: string;
  pool: Pool;
  config: DatabaseConfig;
  one(role: string, nth?: number): Organisation;
  /** A product of the first manufacturer. */
  gtin: string;
  graphql<T>(as: Organisation, query: string, variables?: object): Promise<T>;
  /** Of the API process: megabytes at its highest. */
  peakMegabytes(): number;
  stop(): Promise<void>;
}

export async function startProduct(): Promise<Product> {
  const home = mkdtempSync(join(tmpdir(), 'packproof-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDir: join(home, 'postgres') });
  const { host, port, user, password, database } = postgres.config;
  const api = spawn(process.execPath, [join(root, 'apps/api/dist/main.js')], {
    cwd: root,
    env: {
      ...process.env,
      PORT: '0',
      PACKPROOF_HOME: home,
      DATABASE_URL: `postgresql://${user}:${encodeURIComponent(password)}@${host}:${port}/${database}`,
      PACKPROOF_DEMO: 'on',
      PACKPROOF_RATE_LIMIT: '1000000',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const url = await ready(api);
  const demo = JSON.parse(readFileSync(join(home, 'demo.json'), 'utf8')) as {
    organisations: Organisation[];
    products: { gtin: string; owner: string }[];
  };
  const pool = createPool({ ...postgres.config, max: 4 });
  const one = (role: string, nth = 0) => {
    const found = demo.organisations.filter((organisation) => organisation.role === role)[nth];
    if (!found) throw new Error(`the demo has no ${role} number ${nth}`);
    return found;
  };
  return {
    url,
    pool,
    config: postgres.config,
    one,
    gtin: demo.products.find(({ owner }) => owner === one('MANUFACTURER').gln)!.gtin,
    graphql: (as, query, variables = {}) => ask(url, as, query, variables),
    peakMegabytes: () => {
      const status = readFileSync(`/proc/${api.pid}/status`, 'utf8');
      return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
    },
    async stop() {
      await pool.end();
      const ended = new Promise((done) => api.once('exit', done));
      api.kill('SIGTERM');
      await ended;
      await postgres.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function ready(api: ChildProcess): Promise<string> {
  return new Promise((done, failed) => {
    api.on('message', (message: { type: string; url?: string }) => message.type === 'ready' && done(message.url!));
    api.once('exit', (code) => failed(new Error(`the API ended with code ${code}; is it built (npm run build)?`)));
  });
}

async function ask<T>(url: string, as: Organisation, query: string, variables: object): Promise<T> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${as.apiKey}` },
    body: JSON.stringify({ query, variables }),
  });
  const answer = (await response.json()) as { data?: T; errors?: unknown[] };
  if (answer.errors || !answer.data) throw new Error(JSON.stringify(answer.errors ?? answer).slice(0, 2000));
  return answer.data;
}
