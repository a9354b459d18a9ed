import { copyBytes } from './bytes';
import { MalformedError } from './malformed-error';
import { TILE_WIDTH } from './tile-paths';

/** C2SP tlog-tiles: entries one after another, each after its length in 2 bytes, big-endian. At most 256 of them. */
export function encodeEntryBundle(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length < 1 || entries.length > TILE_WIDTH) {
    throw new MalformedError(`an entry bundle holds 1 to ${TILE_WIDTH} entries, not ${entries.length}`);
  }
  const bundle = new Uint8Array(entries.reduce((sum, { length }) => sum + 2 + length, 0));
  let at = 0;
  entries.forEach((entry, i) => {
    if (entry.length > 0xffff) throw new MalformedError(`entry ${i} has ${entry.length} bytes, more than 65,535`);
    bundle[at] = entry.length >>> 8;
    bundle[at + 1] = entry.length;
    bundle.set(entry, at + 2);
    at += 2 + entry.length;
  });
  return bundle;
}

/** The entries of a bundle, of which exactly `width` are expected. */
export function parseEntryBundle(bundle: Uint8Array, width: number): Uint8Array[] {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at < bundle.length) {
    if (entries.length === width) throw new MalformedError(`entry bundle has more than ${width} entries`, at);
    if (at + 2 > bundle.length) throw new MalformedError('entry bundle ends within a length', at);
    const start = at + 2;
    const end = start + bundle[at]! * 256 + bundle[at + 1]!;
    if (end > bundle.length) throw new MalformedError('entry bundle ends within an entry', at);
    entries.push(copyBytes(bundle, start, end));
    at = end;
  }
  if (entries.length !== width) {
    throw new MalformedError(`entry bundle has ${entries.length} entries, not ${width}`, bundle.length);
  }
  return entries;
}
