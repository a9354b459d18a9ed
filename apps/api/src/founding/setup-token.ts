import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const fileOf = (home: string) => join(home, 'setup-token');

/** Made on the first start of a node without a demo; whoever can read it may found the ledger. */
export async function makeSetupToken(home: string): Promise<string> {
  const file = fileOf(home);
  await writeFile(file, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' }).catch(
    (error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    },
  );
  return file;
}

export async function readSetupToken(home: string): Promise<string | undefined> {
  return readFile(fileOf(home), 'utf8').then(
    (text) => text.trim() || undefined,
    () => undefined,
  );
}
