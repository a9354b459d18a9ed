import { spawn } from 'node:child_process';
import { createPublicKey, hash, verify } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../../..');

/** RFC 8410: what precedes the raw key in a SubjectPublicKeyInfo. */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
/** As the tool's own, for checks in this process. */
export const cryptography = {
  sha256: (data: Uint8Array) => new Uint8Array(hash('sha256', data, 'buffer')),
  verifyEd25519: (key: Uint8Array, message: Uint8Array, signature: Uint8Array) =>
    verify(null, message, createPublicKey({ key: Buffer.concat([SPKI, key]), format: 'der', type: 'spki' }), signature),
};

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

/** Copies of a JSON value, each with one text changed in one character or one number by one. */
export function changedOnce(value: unknown): { where: string; value: unknown }[] {
  const leaves: { path: (string | number)[]; leaf: string | number }[] = [];
  const walk = (inner: unknown, path: (string | number)[]) => {
    if (typeof inner === 'string' || typeof inner === 'number') leaves.push({ path, leaf: inner });
    else
      for (const [name, each] of Object.entries(inner as object))
        walk(each, [...path, Array.isArray(inner) ? Number(name) : name]);
  };
  walk(value, []);
  return leaves.map(({ path, leaf }, i) => {
    const copy = structuredClone(value);
    const parent = path
      .slice(0, -1)
      .reduce((at, step) => (at as Record<string | number, unknown>)[step], copy as unknown);
    const at = typeof leaf === 'string' ? (i * 7) % leaf.length : 0;
    const changed =
      typeof leaf === 'number' ? leaf + 1 : leaf.slice(0, at) + (leaf[at] === 'A' ? 'B' : 'A') + leaf.slice(at + 1);
    (parent as Record<string | number, unknown>)[path.at(-1)!] = changed;
    return { where: path.join('.'), value: copy };
  });
}
