import { mkdtempSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { readServerFile } from './embedded/data-folder';
import { stopEmbeddedPostgres } from './embedded/embedded-postgres';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder of this run's PostgreSQL; the first `testDatabase()` starts it. */
    testPostgresFolder: string;
  }
}

const PREFIX = 'packproof-tests-';

/** Vitest's global set-up: names a folder for this run's server, and stops whatever ran there at the end. */
export default function setup(project: TestProject): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  project.provide('testPostgresFolder', folder);
  return async () => {
    await removeServer(folder);
    await removeLeftovers();
  };
}

async function removeServer(folder: string): Promise<void> {
  const file = await readServerFile(folder).catch(() => undefined);
  if (file !== undefined) {
    await stopEmbeddedPostgres(folder);
    await rm(file.cluster, { recursive: true, force: true });
  }
  await rm(folder, { recursive: true, force: true });
}

/** A run that was killed leaves its server behind: the next one ends it. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const owner = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split('-')[0]) : 0;
    if (owner > 0 && !isAlive(owner)) await removeServer(join(tmpdir(), name)).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
