import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');

/** The API as the launcher starts it, so that it can be killed as an accident would. */
export class Server {
  #child: ChildProcess | undefined;

  constructor(
    readonly url: string,
    private readonly environment: Record<string, string>,
  ) {}

  /** Resolves when it says that it is ready. @returns seconds it took */
  async start(): Promise<number> {
    const began = performance.now();
    const child = spawn(process.execPath, ['--enable-source-maps', join(root, 'apps/api/dist/main.js')], {
      cwd: root,
      env: { ...process.env, ...this.environment },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child = child;
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-2000);
    });
    await new Promise<void>((ready, failed) => {
      child.on('message', (message: { type: string }) => message.type === 'ready' && ready());
      child.once('exit', (code, signal) =>
        failed(new Error(`the API ended (${signal ?? code}) before it was ready: ${said}`)),
      );
    });
    return (performance.now() - began) / 1000;
  }

  /** kill -9: no handler runs, nothing is flushed. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    return new Promise((ended) => {
      child.once('exit', () => ended());
      child.kill(signal);
    });
  }
}

export function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => found(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** `npm run rebuild` without its installing and building. @returns what it printed, and whether every table was equal */
export function rebuild(environment: Record<string, string>): Promise<{ equal: boolean; said: string }> {
  const child = spawn(process.execPath, [join(root, 'apps/api/dist/rebuild.js')], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  return new Promise((ended) => child.once('exit', (code) => ended({ equal: code === 0, said })));
}
