import { type ApplicationIdentifier, applicationIdentifier } from './application-identifiers';
import { visibleCharacter } from './faults';
import { type DecodedText, decodePercent } from './percent-encoding';
import type { Collector } from './reading';
import { valueFaults } from './values';

const SCHEME = /^https?:\/\//i;
const URI_CHARACTERS = /[^A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]/u;
// Ports, IPv4 and IPv6 addresses are welcome; whether the host exists is not asked.
const HOST = /^[A-Za-z0-9.:[\]-]+$/;

/** Does a web address begin at `start`? */
export function isUri(text: string, start: number): boolean {
  return SCHEME.test(text.slice(start, start + 8));
}

interface Piece {
  readonly text: string;
  readonly position: number;
}

/** The pieces of `text` between separators, with where they stand in the whole. */
function split(text: string, separator: string, position: number): Piece[] {
  let at = position;
  return text.split(separator).map((piece) => {
    const result = { text: piece, position: at };
    at += piece.length + 1;
    return result;
  });
}

/**
 * Index of the piece that is the primary key's AI: the right-most one from which pairs of AI and
 * value lead to the end of the path; else, so that faults can be named, the left-most key.
 */
function keyIndex(pieces: readonly Piece[]): number {
  for (let i = pieces.length - 2; i >= 0; i -= 2) {
    const identifier = applicationIdentifier(pieces[i]!.text);
    if (!identifier) break;
    if (identifier.path) return i;
  }
  return pieces.findIndex(({ text }, i) => i < pieces.length - 1 && applicationIdentifier(text)?.path !== undefined);
}

/** Are the qualifiers, in their order, some of those that one alternative of the key allows? */
export function isPathOf(key: ApplicationIdentifier, qualifiers: readonly string[]): boolean {
  return (key.path ?? []).some((allowed) => {
    let from = 0;
    return qualifiers.every((qualifier) => {
      const index = allowed.indexOf(qualifier, from);
      from = index + 1;
      return index >= 0;
    });
  });
}

/** Would the AI be a qualifier in this path? Then the query is not its place. */
function fitsInPath(key: ApplicationIdentifier, qualifiers: readonly string[], ai: string): boolean {
  if (!key.path?.some((allowed) => allowed.includes(ai))) return false;
  for (let at = 0; at <= qualifiers.length; at++) {
    if (isPathOf(key, [...qualifiers.slice(0, at), ai, ...qualifiers.slice(at)])) return true;
  }
  return false;
}

class LinkReader {
  private readonly seen = new Set<string>();

  constructor(private readonly into: Collector) {}

  /** An element with its percent-encoding undone; `plus`: the query's `+` for a space. */
  element(identifier: ApplicationIdentifier, aiPosition: number, raw: Piece, plus: boolean): void {
    const { into } = this;
    const { ai } = identifier;
    if (this.seen.has(ai)) into.fault({ code: 'REPEATED_AI', ai, position: aiPosition, length: ai.length });
    this.seen.add(ai);
    const decoded: DecodedText = decodePercent(raw.text, raw.position, plus);
    for (const { position, sequence } of decoded.malformed) {
      into.fault({ code: 'INVALID_PERCENT_ENCODING', ai, position, length: sequence.length, detail: sequence });
    }
    const faults = decoded.malformed.length > 0 ? undefined : valueFaults(identifier, decoded.text, into.year);
    if (faults) into.valueFaults(ai, faults, raw.position, decoded.map);
    const sound = decoded.malformed.length === 0 && !faults;
    const { position } = raw;
    into.found.push({ identifier, value: decoded.text, aiPosition, position, length: raw.text.length, sound });
  }

  path(pieces: readonly Piece[]): { key: ApplicationIdentifier; qualifiers: string[] } {
    const { into } = this;
    const key = applicationIdentifier(pieces[0]!.text)!;
    const qualifiers: string[] = [];
    for (let i = 0; i < pieces.length; i += 2) {
      const { text: ai, position } = pieces[i]!;
      const value = pieces[i + 1];
      const identifier = applicationIdentifier(ai);
      if (!identifier) {
        const at = { position, length: ai.length };
        into.fault(value && /^\d+$/.test(ai) ? { code: 'UNKNOWN_AI', ai, ...at } : { code: 'URI_UNPAIRED', ...at });
        continue;
      }
      if (!value) {
        into.fault({ code: 'EMPTY_VALUE', ai, position: position + ai.length, length: 0 });
        continue;
      }
      if (i > 0) {
        if (isPathOf(key, [...qualifiers, ai])) qualifiers.push(ai);
        else into.fault({ code: 'URI_QUALIFIER', ai, position, length: ai.length, detail: key.ai });
      }
      this.element(identifier, position, value, false);
    }
    return { key, qualifiers };
  }

  query(parameters: readonly Piece[], key: ApplicationIdentifier, qualifiers: readonly string[]): void {
    const { into } = this;
    for (const { text, position } of parameters) {
      const equals = text.indexOf('=');
      const ai = equals < 0 ? text : text.slice(0, equals);
      // Other names, such as linkType, belong to whoever runs the host.
      if (!/^\d+$/.test(ai)) continue;
      const identifier = applicationIdentifier(ai);
      const at = { ai, position, length: ai.length };
      if (!identifier) into.fault({ code: 'UNKNOWN_AI', ...at });
      else if (equals < 0) into.fault({ code: 'EMPTY_VALUE', ai, position: position + ai.length, length: 0 });
      else {
        if (fitsInPath(key, qualifiers, ai)) into.fault({ code: 'URI_BELONGS_IN_PATH', ...at });
        else if (!identifier.attribute) into.fault({ code: 'URI_NOT_AN_ATTRIBUTE', ...at });
        this.element(identifier, position, { text: text.slice(equals + 1), position: position + equals + 1 }, true);
      }
    }
  }
}

/** Reads `text` from `start` as an uncompressed GS1 Digital Link URI (GS1 Digital Link: URI Syntax 1.2). */
export function readDigitalLink(text: string, start: number, into: Collector): void {
  const uri = text.slice(start);
  const bad = URI_CHARACTERS.exec(uri);
  if (bad) {
    const at = { position: start + bad.index, length: bad[0].length };
    into.fault({ code: 'URI_CHARACTER', ...at, detail: visibleCharacter(bad[0]) });
    return;
  }
  const hostStart = SCHEME.exec(uri)![0].length;
  const end = uri.indexOf('#') < 0 ? uri.length : uri.indexOf('#');
  const mark = uri.slice(0, end).indexOf('?');
  const pathEnd = mark < 0 ? end : mark;
  const slash = uri.slice(0, pathEnd).indexOf('/', hostStart);
  const hostEnd = slash < 0 ? pathEnd : slash;
  if (!HOST.test(uri.slice(hostStart, hostEnd))) {
    into.fault({ code: 'URI_HOST', position: start + hostStart, length: hostEnd - hostStart });
    return;
  }

  const pieces = slash < 0 ? [] : split(uri.slice(slash + 1, pathEnd), '/', start + slash + 1);
  const first = keyIndex(pieces);
  if (first < 0) {
    into.fault({ code: 'URI_NO_KEY', position: start + hostEnd, length: pathEnd - hostEnd });
    return;
  }
  const reader = new LinkReader(into);
  const { key, qualifiers } = reader.path(pieces.slice(first));
  if (mark >= 0) reader.query(split(uri.slice(mark + 1, end), '&', start + mark + 1), key, qualifiers);
}
