import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What a seed that was interrupted needs to go on: what was drawn by lot, and the day it began. In PACKPROOF_HOME, for
 * its owner only, until the demo is complete.
 */
export interface Draft {
  /** YYYY-MM-DD; dates of the demo count from here, the same however often it is tried. */
  began: string;
  /** By e-mail. */
  passwords: Record<string, string>;
}

const fileOf = (home: string) => join(home, 'demo.unfinished.json');

export async function readDraft(home: string): Promise<Draft | undefined> {
  const text = await readFile(fileOf(home), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Draft);
}

export async function makeDraft(home: string, emails: readonly string[]): Promise<Draft> {
  const draft: Draft = {
    began: new Date().toISOString().slice(0, 10),
    passwords: Object.fromEntries(emails.map((email) => [email, randomBytes(15).toString('base64url')])),
  };
  const file = fileOf(home);
  await writeFile(`${file}.new`, JSON.stringify(draft), { mode: 0o600, flush: true });
  await rename(`${file}.new`, file);
  return draft;
}

export const removeDraft = (home: string) => rm(fileOf(home), { force: true });
