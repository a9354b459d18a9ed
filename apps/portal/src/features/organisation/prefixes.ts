import { isCompanyPrefix } from '@packproof/gs1';

export type PrefixesRead =
  | { readonly ok: true; readonly prefixes: readonly string[] }
  | { readonly ok: false; readonly wrong: string };

/** Company prefixes as people type them: between commas, spaces or lines; each once. */
export function readPrefixes(typed: string): PrefixesRead {
  const prefixes = [...new Set(typed.split(/[\s,;，、；]+/).filter(Boolean))];
  const wrong = prefixes.find((prefix) => !isCompanyPrefix(prefix));
  return wrong === undefined ? { ok: true, prefixes } : { ok: false, wrong };
}
