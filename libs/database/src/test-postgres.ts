import { chmodSync, mkdtempSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { removeEmbeddedPostgres } from './embedded/embedded-postgres';
import { isAlive } from './embedded/folder-lock';

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
  // Enterable for the user that the server runs as when we are root; the cluster inside is that user's alone.
  chmodSync(folder, 0o711);
  project.provide('testPostgresFolder', folder);
  return async () => {
    await removeEmbeddedPostgres(folder);
    await removeLeftovers();
  };
}

/** A run that was killed leaves its server behind: the next one ends it. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const owner = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split('-')[0]) : 0;
    if (owner > 0 && !isAlive(owner)) await removeEmbeddedPostgres(join(tmpdir(), name)).catch(() => undefined);
  }
}
