import { isCset82, isGln, isGtin14, isSscc } from '@packproof/gs1';
import { fromBase64 } from '@packproof/merkle';
import { MAX_CONTENT_BYTES } from './content';
import type { HolderId } from './keys';
import { refuse } from './refusal';
import { isDate, parseTime } from './times';

/** Checks that a value from outside has a shape, or refuses it with INVALID_INPUT and the path of the field at fault. */
export type Shape = (value: unknown, path: string) => void;

export type Optional = Shape & { readonly optional: true };

/** A field that may be left out. */
export function optional(shape: Shape): Optional {
  return Object.assign((value: unknown, path: string) => shape(value, path), { optional: true as const });
}

const isOptional = (shape: Shape): boolean => 'optional' in shape;
const join = (path: string, field: string): string => (path === '' ? field : `${path}.${field}`);

export function invalid(path: string, rule: string): never {
  return refuse('INVALID_INPUT', { rule, ...(path === '' ? {} : { field: path }) }, path === '' ? undefined : path);
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** These fields and no others, so that nothing unread is ever signed for. */
export function object(fields: { readonly [field: string]: Shape }): Shape {
  const names = Object.keys(fields);
  const known = new Set(names);
  return (value, path) => {
    if (!isPlainObject(value)) invalid(path, 'must be an object');
    for (const name of Object.keys(value)) {
      if (!known.has(name) && value[name] !== undefined) invalid(join(path, name), 'unknown field');
    }
    for (const name of names) {
      const member = Object.hasOwn(value, name) ? value[name] : undefined;
      const shape = fields[name]!;
      if (member !== undefined) shape(member, join(path, name));
      else if (!isOptional(shape)) invalid(join(path, name), 'is missing');
    }
  };
}

export interface ArrayLimits {
  min?: number;
  max: number;
}

/** Past `max` it is LIMIT_EXCEEDED, which names the limit. */
export function array(shape: Shape, { min = 0, max }: ArrayLimits): Shape {
  return (value, path) => {
    if (!Array.isArray(value)) invalid(path, 'must be an array');
    if (value.length > max) refuse('LIMIT_EXCEEDED', { limit: max, field: path }, path);
    if (value.length < min) invalid(path, `must have at least ${min}`);
    for (let i = 0; i < value.length; i++) shape(value[i], `${path}[${i}]`);
  };
}

/** One of several shapes, told apart by the field that only it has. */
export function variants(byField: { readonly [field: string]: Shape }): Shape {
  const names = Object.keys(byField);
  return (value, path) => {
    if (!isPlainObject(value)) invalid(path, 'must be an object');
    const found = names.filter((name) => Object.hasOwn(value, name) && value[name] !== undefined);
    if (found.length !== 1) invalid(path, `must have exactly one of ${names.join(', ')}`);
    byField[found[0]!]!(value, path);
  };
}

export function oneOf(...values: readonly string[]): Shape {
  const known = new Set<unknown>(values);
  return (value, path) => {
    if (!known.has(value)) invalid(path, `must be one of ${values.join(', ')}`);
  };
}

const matching =
  (test: (text: string) => boolean, rule: string): Shape =>
  (value, path) => {
    if (typeof value !== 'string' || !test(value)) invalid(path, rule);
  };

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** 1 to `max` UTF-16 units for people to read. Control characters and lone surrogates are refused. */
export const text = (max: number): Shape =>
  matching(
    (value) =>
      value.length >= 1 && value.length <= max && !/[\u0000-\u001f\u007f]/.test(value) && !LONE_SURROGATE.test(value),
    `must be 1 to ${max} characters without control characters`,
  );

export const gln = matching(isGln, 'must be 13 digits with a valid check digit');
export const gtin = matching(isGtin14, 'must be 14 digits with a valid check digit');
export const sscc = matching(isSscc, 'must be 18 digits with a valid check digit');
export const lot = matching(
  (value) => value.length >= 1 && value.length <= 20 && isCset82(value),
  'must be 1 to 20 characters of GS1 set 82',
);
export const companyPrefix = matching((value) => /^\d{4,12}$/.test(value), 'must be 4 to 12 digits');
export const hash = matching((value) => HASH.test(value), 'must be 64 lower-case hex digits');
export const keyId = matching((value) => /^[0-9a-f]{16}$/.test(value), 'must be 16 lower-case hex digits');
export const date = matching(isDate, 'must be a day YYYY-MM-DD');
export const time = matching((value) => parseTime(value) !== undefined, 'must be YYYY-MM-DDTHH:mm:ss.sssZ');
/** Of the right length and alphabet; what it says is decoded where it is used. */
export const content = matching(
  (value) => value.length <= Math.ceil((MAX_CONTENT_BYTES * 4) / 3) && /^[A-Za-z0-9_-]+$/.test(value),
  'must be unpadded base64url of at most 16 KiB',
);

const HASH = /^[0-9a-f]{64}$/;
const PART = /^part:[0-9a-f]{64}:(0|[1-9]\d{0,5})$/;
const ZONE = /^zone:(\d{13}):(\d{13}):(.{0,20})$/s;

/** The only spellings of holder ids (bytes.md "holder ids"). */
export function isHolderId(id: string): id is HolderId {
  if (id.startsWith('sscc:')) return isSscc(id.slice(5));
  if (id.startsWith('part:')) return PART.test(id);
  if (id.startsWith('loose:')) return HASH.test(id.slice(6));
  const zone = ZONE.exec(id);
  return zone !== null && isGln(zone[1]!) && isGln(zone[2]!) && isCset82(zone[3]!);
}

export const holderId = matching(isHolderId, 'must be sscc:…, loose:…, part:…:… or zone:…:…:…');
export const unitId = matching((id) => id.startsWith('sscc:') && isHolderId(id), 'must be sscc:…');

/** What may go into a unit: a unit, or a part. A zone belongs to its keeper, and loose packs are taken by `split` (rule 4). */
export const packableId = matching((id) => /^(sscc|part):/.test(id) && isHolderId(id), 'must be sscc:… or part:…:…');
/** What leaves may be put into. What was loose at its maker and left never comes back there. */
export const fillableId = matching(
  (id) => !id.startsWith('loose:') && isHolderId(id),
  'must be sscc:…, part:…:… or zone:…:…:…',
);
/** Rule 4: a zone is never packed, shipped, stored or ended whole. */
export const wholeId = matching(
  (id) => !id.startsWith('zone:') && isHolderId(id),
  'must be sscc:…, loose:… or part:…:…: a pick zone is never handled whole',
);

export const integer =
  (min: number, max: number): Shape =>
  (value, path) => {
    if (!Number.isSafeInteger(value) || (value as number) < min || (value as number) > max) {
      invalid(path, `must be an integer from ${min} to ${max}`);
    }
  };

export const boolean: Shape = (value, path) => {
  if (typeof value !== 'boolean') invalid(path, 'must be true or false');
};

/** Padded base64 of exactly so many bytes, in its only spelling. */
export const base64Of = (bytes: number): Shape =>
  matching((value) => {
    if (value.length !== Math.ceil(bytes / 3) * 4) return false;
    try {
      return fromBase64(value).length === bytes;
    } catch {
      return false;
    }
  }, `must be padded base64 of ${bytes} bytes`);

/** AI (254): 1 to 20 characters of GS1 set 82. */
export const location = object({ gln, extension: optional(lot) });
export const licence = object({ number: text(64), validUntil: date });
export const place = object({
  gln,
  name: text(200),
  latitudeMicrodegrees: optional(integer(-90_000_000, 90_000_000)),
  longitudeMicrodegrees: optional(integer(-180_000_000, 180_000_000)),
});
export const counts = integer(1, 0xffff_ffff);
export const leafNumber = integer(0, 0xffff_fffe);
export const path = array(hash, { max: 32 });
export const takes = array(object({ holder: holderId, content }), { min: 1, max: 100 });
/** Child records of a holder, at any depth. */
export const childIds = array(holderId, { max: 1000 });
export const unitKind = oneOf('PALLET', 'CASE', 'BUNDLE', 'TOTE');
export const innerUnit = object({
  kind: unitKind,
  sscc,
  innerRoot: hash,
  innerCount: integer(0, 0xffff_ffff),
  content,
});

export const packReference = object({
  gtin,
  packId: hash,
  tranche: hash,
  leaf: leafNumber,
  path,
  holder: holderId,
});
