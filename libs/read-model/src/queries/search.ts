/** Anywhere in the text, in any case; null finds all. What the user typed has no wildcards. */
export function searchPattern(search: string | undefined): string | null {
  const words = search?.trim().replaceAll('\0', '') ?? '';
  return words === '' ? null : `%${words.replace(/[\\%_]/g, '\\$&')}%`;
}
