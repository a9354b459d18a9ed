import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../../..');

interface Ended {
  code: number | null;
  said: string;
}

function run(args: string[]): Promise<Ended> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk));
    child.once('error', failed);
    child.once('close', (code) => done({ code, said }));
  });
}

/** `packproof verify-proof FILE`, as a stranger runs it; built first where it is not. */
export async function verifyByTool(proof: unknown, key?: string): Promise<Ended> {
  if (!existsSync(join(ROOT, 'tools/dist/packproof.mjs'))) {
    const built = await run(['tools/build.mjs']);
    if (built.code !== 0) throw new Error(`tools/build.mjs: ${built.said}`);
  }
  const folder = await mkdtemp(join(tmpdir(), 'packproof-proof-'));
  try {
    const file = join(folder, 'proof.json');
    await writeFile(file, typeof proof === 'string' ? proof : JSON.stringify(proof));
    return await run(['tools/bin/packproof.mjs', 'verify-proof', file, ...(key === undefined ? [] : ['--key', key])]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
