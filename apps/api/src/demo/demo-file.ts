import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OrganisationRole } from '@packproof/contract';

/** What PACKPROOF_HOME/demo.json says; its shape is a door (acceptance and the journeys read it). */
export interface DemoFile {
  baseUrl: string;
  log: { origin: string; vkey: string };
  organisations: DemoOrganisation[];
  products: {
    gtin: string;
    name: string;
    storage: { minCelsius?: number; maxCelsius?: number; note?: string };
    owner: string;
  }[];
  batches: DemoBatch[];
}

export interface DemoOrganisation {
  name: string;
  role: OrganisationRole;
  gln: string;
  companyPrefixes: string[];
  places: { gln: string; name: string }[];
  email: string;
  password: string;
  apiKey: string;
}

export interface DemoBatch {
  gtin: string;
  lot: string;
  expiry: string;
  ssccs: string[];
  /** GLN of who has it, and can verify the samples. */
  holder: string;
  recalled: boolean;
  sampleScans: string[];
}

export const demoFilePath = (home: string) => join(home, 'demo.json');

export async function readDemoFile(home: string): Promise<DemoFile | undefined> {
  try {
    return JSON.parse(await readFile(demoFilePath(home), 'utf8')) as DemoFile;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whole or not at all, and readable by its owner only: secrets are in it. */
export async function writeDemoFile(home: string, file: DemoFile): Promise<void> {
  const draft = `${demoFilePath(home)}.draft`;
  await writeFile(draft, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(draft, demoFilePath(home));
}
