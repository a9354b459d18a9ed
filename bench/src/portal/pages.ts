import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Vite's manifest: which files a module became, and what it loads at once. */
type Manifest = Readonly<
  Record<
    string,
    {
      readonly file: string;
      readonly isEntry?: boolean;
      readonly isDynamicEntry?: boolean;
      readonly imports?: readonly string[];
      readonly css?: readonly string[];
    }
  >
>;

/** A page of the portal, or a part that is loaded when it is asked for; bytes as gzip sends them. */
export interface PageSize {
  readonly source: string;
  /** Beyond what every page has loaded already. */
  readonly own: number;
}

/** The budget of a page beyond the shared part. */
export const PAGE_BUDGET = 250_000;

export const DIST = resolve(import.meta.dirname, '../../../apps/portal/dist');
const manifestFile = join(DIST, '.vite/manifest.json');
export const isBuilt = (): boolean => existsSync(manifestFile);

/** What `npm run build` has made of the portal. */
export function pageSizes(): { readonly shared: number; readonly pages: readonly PageSize[] } {
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;
  const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry);
  if (!entry) throw new Error(`${manifestFile} names no entry`);
  const shared = filesOf(manifest, entry);
  const pages = Object.keys(manifest)
    .filter((key) => manifest[key]?.isDynamicEntry)
    .map((key) => ({ source: key, own: weigh([...filesOf(manifest, key)].filter((file) => !shared.has(file))) }));
  return { shared: weigh([...shared]), pages: pages.sort((one, other) => other.own - one.own) };
}

function filesOf(manifest: Manifest, key: string, seen = new Set<string>(), files = new Set<string>()): Set<string> {
  const chunk = manifest[key];
  if (!chunk || seen.has(key)) return files;
  seen.add(key);
  files.add(chunk.file);
  for (const sheet of chunk.css ?? []) files.add(sheet);
  for (const each of chunk.imports ?? []) filesOf(manifest, each, seen, files);
  return files;
}

const weigh = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(join(DIST, file)), { level: 6 }).length, 0);
