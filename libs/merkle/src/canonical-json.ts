import { loneSurrogateAt } from './bytes';
import { MalformedError } from './malformed-error';

/** Nothing that the ledger writes is deeper than a dozen; the limit keeps hostile nesting off the stack. */
const MAX_DEPTH = 128;

/** Strings that are quoted as they are: nearly all that the ledger has, and faster than asking JSON. */
const PLAIN = /^[ !#-[\]-~]*$/;

/**
 * RFC 8785 (JCS) text of a JSON value, narrower in three ways: numbers are integers of at most 2^53 - 1, null is
 * refused, and a lone surrogate is refused. Members that are `undefined` are left out; empty arrays and objects stay.
 * @throws MalformedError that names the path, such as `$.items[3].leaf`.
 */
export function canonicalJson(value: unknown): string {
  return write(value, []);
}

/**
 * The value of a canonical text. Refuses anything that does not encode again to the same text: white space, other
 * member orders, a member twice, fractions, exponents, -0, null, other escapes.
 */
export function parseCanonicalJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new MalformedError(`not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const again = canonicalJson(value);
  if (again !== text) {
    let at = 0;
    while (at < text.length && text[at] === again[at]) at++;
    throw new MalformedError('JSON is not in its canonical form (RFC 8785)', at);
  }
  return value;
}

type Path = (string | number)[];

function write(value: unknown, path: Path): string {
  switch (typeof value) {
    case 'string':
      return writeString(value, path);
    case 'number':
      if (!Number.isSafeInteger(value)) throw refused(path, `${value} is not an integer within 2^53 - 1`);
      return value === 0 ? '0' : `${value}`;
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) throw refused(path, 'null is refused: leave the field out');
      if (path.length >= MAX_DEPTH) throw refused(path.slice(0, 3), `nested deeper than ${MAX_DEPTH}`);
      return Array.isArray(value) ? writeArray(value, path) : writeObject(value as Record<string, unknown>, path);
    default:
      throw refused(path, `a ${typeof value} has no JSON form`);
  }
}

function writeString(text: string, path: Path): string {
  if (PLAIN.test(text)) return `"${text}"`;
  const at = loneSurrogateAt(text);
  if (at >= 0) throw refused(path, `lone surrogate at character ${at}`);
  // ECMAScript's own quoting is the one that RFC 8785 3.2.2.2 prescribes.
  return JSON.stringify(text);
}

function writeArray(items: readonly unknown[], path: Path): string {
  let text = '[';
  for (let i = 0; i < items.length; i++) {
    path.push(i);
    text += i === 0 ? write(items[i], path) : `,${write(items[i], path)}`;
    path.pop();
  }
  return `${text}]`;
}

function writeObject(object: Record<string, unknown>, path: Path): string {
  const prototype: unknown = Object.getPrototypeOf(object);
  // By shape, not identity: an object of another realm (an iframe, a vm) has another `Object.prototype`.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
    throw refused(path, 'only plain objects have a JSON form');
  let text = '{';
  // RFC 8785 3.2.3 sorts by UTF-16 code units, as the default order of `sort` does.
  for (const key of Object.keys(object).sort()) {
    const member = object[key];
    if (member === undefined) continue;
    path.push(key);
    if (text.length > 1) text += ',';
    text += `${writeString(key, path)}:${write(member, path)}`;
    path.pop();
  }
  return `${text}}`;
}

function refused(path: Path, why: string): MalformedError {
  const place = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return new MalformedError(`$${place}: ${why}`);
}
