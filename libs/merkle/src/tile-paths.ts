import { MalformedError } from './malformed-error';

/** C2SP tlog-tiles: a tile spans 8 levels, so it is up to 256 hashes wide. */
export const TILE_HEIGHT = 8;
export const TILE_WIDTH = 256;
const MAX_LEVEL = 63;

/** Hashes `256 * index` up to `256 * index + width` of those subtrees that have 256^level leaves each. */
export interface TileId {
  readonly level: number;
  readonly index: number;
  /** 1 to 256; 256 is a full tile. */
  readonly width: number;
}

/** A resource of a log: a tile, or the entry bundle beside the tile of level 0 of that number. */
export type LogResource = ({ readonly kind: 'tile' } & TileId) | ({ readonly kind: 'entries' } & Omit<TileId, 'level'>);

/** `tile/<L>/<N>[.p/<W>]`, C2SP tlog-tiles, such as `tile/0/x001/x234/067.p/8`. */
export function tilePath({ level, index, width }: TileId): string {
  if (!Number.isInteger(level) || level < 0 || level > MAX_LEVEL)
    throw new MalformedError(`${level} is not a tile level`);
  return `tile/${level}/${indexPath(index)}${widthSuffix(width)}`;
}

/** `tile/entries/<N>[.p/<W>]`, C2SP tlog-tiles. */
export function entryBundlePath({ index, width }: Omit<TileId, 'level'>): string {
  return `tile/entries/${indexPath(index)}${widthSuffix(width)}`;
}

/** Reads a tile's or an entry bundle's path; undefined where it is not exactly what the two functions above write. */
export function parseTilePath(path: string): LogResource | undefined {
  const [, level, number, partial] =
    /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/.exec(path) ?? [];
  if (level === undefined || number === undefined) return undefined;
  const index = Number(number.replaceAll(/[x/]/g, ''));
  const width = partial === undefined ? TILE_WIDTH : Number(partial);
  if (!Number.isSafeInteger(index) || width < 1 || width > TILE_WIDTH) return undefined;
  const resource: LogResource =
    level === 'entries' ? { kind: 'entries', index, width } : { kind: 'tile', level: Number(level), index, width };
  if (resource.kind === 'tile' && resource.level > MAX_LEVEL) return undefined;
  // One spelling each: no leading zeros, no `.p/256`.
  return (resource.kind === 'tile' ? tilePath(resource) : entryBundlePath(resource)) === path ? resource : undefined;
}

function indexPath(index: number): string {
  if (!Number.isSafeInteger(index) || index < 0) throw new MalformedError(`${index} is not a tile number`);
  const digits = `${index}`;
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g)!;
  return groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
}

function widthSuffix(width: number): string {
  if (!Number.isInteger(width) || width < 1 || width > TILE_WIDTH)
    throw new MalformedError(`${width} is not a tile width`);
  return width === TILE_WIDTH ? '' : `.p/${width}`;
}
