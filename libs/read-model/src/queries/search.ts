const literally = (text: string) => text.replace(/[\\%_]/g, '\\$&');

/** Anywhere in the text, in any case; null finds all. What the user typed has no wildcards. */
export function searchPattern(search: string | undefined): string | null {
  const words = search?.trim().replaceAll('\0', '') ?? '';
  return words === '' ? null : `%${literally(words)}%`;
}

/** What a text begins with, as it was typed; null finds all. */
export function prefixPattern(search: string | undefined): string | null {
  const words = search?.trim().replaceAll('\0', '') ?? '';
  return words === '' ? null : `${literally(words)}%`;
}

/** The first digits of a GTIN without its leading zeros, of which there are more or fewer; null for what is none. */
export function gtinPattern(search: string): string | null {
  const digits = /^0*(\d{1,14})$/.exec(search.trim())?.[1]?.replace(/^0+/, '') ?? '';
  return digits === '' ? null : `${digits}%`;
}
