import { isPathOf, isUri } from './digital-link';
import { type Checked, checked, type ElementData } from './format';
import { encodePercent } from './percent-encoding';

/** The alternative of the key's qualifiers that takes in most of what is there. */
function bestPath(key: Checked, present: ReadonlyMap<string, Checked>): Checked[] {
  let best: Checked[] = [];
  for (const alternative of key.identifier.path ?? []) {
    const path = alternative.flatMap((ai) => present.get(ai) ?? []);
    if (path.length > best.length) best = path;
  }
  return best;
}

/**
 * An uncompressed GS1 Digital Link URI: the first primary key and its qualifiers in the path, all
 * else in the query, in the order given. `base` is scheme and host, with or without a path, such
 * as `https://id.gs1.org`; slashes at its end do not count.
 * @throws RangeError if there is no primary key, an element cannot stand in a URI with it, a value
 *   is not what its AI takes, an AI is there twice, or `base` is not such an address.
 */
export function formatDigitalLink(elements: readonly ElementData[], base: string, today?: string): string {
  const stem = base.replace(/\/+$/, '');
  if (!isUri(stem, 0) || !/^https?:\/\/[A-Za-z0-9.:[\]-]+(\/[A-Za-z0-9\-._~/]*)?$/i.test(stem)) {
    throw new RangeError(`"${base}" is not a web address to put a GS1 key under.`);
  }
  const all = checked(elements, today);
  const present = new Map(all.map((element) => [element.ai, element]));
  if (present.size < all.length) throw new RangeError('An AI is there more than once.');
  const key = all.find(({ identifier }) => identifier.path !== undefined);
  if (!key) throw new RangeError('There is no AI that can be the primary key of a Digital Link URI.');

  const qualifiers = bestPath(key, present);
  const attributes = all.filter((element) => element !== key && !qualifiers.includes(element));
  for (const { ai, identifier } of attributes) {
    if (!identifier.attribute || isPathOf(key.identifier, [ai])) {
      throw new RangeError(`AI (${ai}) cannot stand in this Digital Link URI of AI (${key.ai}).`);
    }
  }
  const path = [key, ...qualifiers].map(({ ai, value }) => `/${ai}/${encodePercent(value)}`).join('');
  const query = attributes.map(({ ai, value }) => `${ai}=${encodePercent(value)}`).join('&');
  return stem + path + (query === '' ? '' : `?${query}`);
}
