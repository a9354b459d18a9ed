import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { DatabaseConfig } from '@packproof/database';

/** Starts the floor beside the product, on the same database. */
export async function startFloor(config: DatabaseConfig): Promise<{ url: string; stop(): Promise<void> }> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'floor-server.ts')], {
    cwd: resolve(import.meta.dirname, '../../..'),
    env: { ...process.env, FLOOR_DATABASE: JSON.stringify(config) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const url = await new Promise<string>((done, failed) => {
    child.on('message', (message: { url: string }) => done(message.url));
    child.once('exit', (code) => failed(new Error(`the floor ended with code ${code}`)));
  });
  return {
    url,
    stop: () =>
      new Promise((done) => {
        child.once('exit', () => done());
        child.kill('SIGTERM');
      }),
  };
}
