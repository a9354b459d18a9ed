import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, openSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startEmbeddedPostgres } from '@packproof/database';
import { takeLock } from './home-lock';

/**
 * The launcher: owns PostgreSQL and the API process, and leaves neither behind. The API tells its progress over the IPC
 * channel and ends when that channel closes, so that it never outlives the launcher.
 */
export interface Launch {
  /** The checkout. */
  root: string;
}

type FromApi =
  | { type: 'progress' | 'notice'; text: string }
  | { type: 'qr'; lines: string[] }
  | { type: 'ready'; url: string };

/** The API's exit code for an option that is unknown or wrong: starting again would not help. */
const WRONG_OPTION = 2;
const RESTART_DELAY_MILLISECONDS = 500;
/** A process that cannot stay up this long is not started for ever. */
const MAXIMUM_FAILED_STARTS = 5;

const homeFolder = (root: string) => resolve(root, process.env.PACKPROOF_HOME ?? '.packproof');

async function database(home: string): Promise<{ url: string; stop: () => Promise<void> }> {
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, stop: async () => {} };
  const server = await startEmbeddedPostgres({ dataDir: join(home, 'postgres'), log: () => {} });
  const { host, port, user, password, database: name } = server.config;
  return {
    url: `postgresql://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}:${port}/${name}`,
    stop: () => server.stop(),
  };
}

export async function serve({ root }: Launch): Promise<void> {
  const home = homeFolder(root);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const lock = takeLock(home);
  console.log('· Starting the database …');
  const postgres = await database(home);

  const log = openSync(join(home, 'api.log'), 'a', 0o600);
  let api: ChildProcess | undefined;
  let stopping: Promise<void> | undefined;
  let failedStarts = 0;

  const start = () => {
    let wasReady = false;
    // A group of its own: Ctrl-C reaches the launcher alone, which then stops things in order.
    const child = spawn(process.execPath, ['--enable-source-maps', join(root, 'apps/api/dist/main.js')], {
      cwd: root,
      env: { ...process.env, PACKPROOF_HOME: home, DATABASE_URL: postgres.url },
      stdio: ['ignore', log, 'pipe', 'ipc'],
      detached: true,
    });
    api = child;
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-4000);
    });
    child.on('message', (message: FromApi) => {
      if (message.type === 'progress') console.log(`· ${message.text}`);
      if (message.type === 'notice') console.log(message.text);
      if (message.type === 'qr') printQr(message.lines);
      if (message.type === 'ready') {
        wasReady = true;
        failedStarts = 0;
        console.log(`PackProof is ready at ${message.url}`);
      }
    });
    child.on('exit', (code, signal) => {
      if (stopping) return;
      failedStarts = wasReady ? 0 : failedStarts + 1;
      if (code === WRONG_OPTION || failedStarts >= MAXIMUM_FAILED_STARTS) {
        console.error(said.trim() || `The API could not start; its log is ${join(home, 'api.log')}`);
        void stop(1);
        return;
      }
      console.log(`· The API ended (${signal ?? code}); starting it again …`);
      if (said.trim()) console.error(said.trim());
      setTimeout(start, RESTART_DELAY_MILLISECONDS);
    });
  };

  const stop = (code: number) => {
    stopping ??= (async () => {
      await ended(api);
      await postgres.stop();
      lock.release();
      process.exit(code);
    })();
    return stopping;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
  start();
}

/** White on black whatever the terminal's colours, or a camera reads it the wrong way round; in a file it is noise. */
function printQr(lines: readonly string[]): void {
  if (!process.stdout.isTTY) return;
  for (const line of lines) console.log(`\x1b[97;40m${line}\x1b[0m`);
}

/** Asks a child to end, and makes it after ten seconds. */
function ended(child: ChildProcess | undefined): Promise<void> {
  return new Promise((done) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return done();
    const impatience = setTimeout(() => child.kill('SIGKILL'), 10_000);
    child.once('exit', () => {
      clearTimeout(impatience);
      done();
    });
    child.kill('SIGTERM');
  });
}

/** Drops and projects the read model, beside a running server or without one. */
export async function rebuild({ root }: Launch): Promise<number> {
  const home = homeFolder(root);
  const postgres = await database(home);
  const wasRunning = takeLock.isHeld(home);
  const child = spawn(process.execPath, ['--enable-source-maps', join(root, 'apps/api/dist/rebuild.js')], {
    cwd: root,
    env: { ...process.env, PACKPROOF_HOME: home, DATABASE_URL: postgres.url },
    stdio: 'inherit',
  });
  const code = await new Promise<number>((done) => child.once('exit', (exit) => done(exit ?? 1)));
  if (!wasRunning) await postgres.stop();
  return code;
}
