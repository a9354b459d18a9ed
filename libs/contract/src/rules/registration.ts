import type { Place } from '../records';
import { refuse } from '../refusal';
import { array, base64Of, companyPrefix, licence, place, text } from '../shape';

/** ORG is read by each of its commands: kept small. */
export const MAX_PLACES = 1000;
export const MAX_PREFIXES = 20;

export const placesShape = array(place, { max: MAX_PLACES });
export const prefixesShape = array(companyPrefix, { max: MAX_PREFIXES });
export const registrationFields = { name: text(200), licence, places: placesShape };
export const keyFields = { publicKey: base64Of(32), possession: base64Of(64) };

/** Each GLN once. */
export function placesOf(places: Place[]): Place[] {
  const seen = new Set<string>();
  for (const [index, { gln }] of places.entries()) {
    if (seen.has(gln)) refuse('DUPLICATE_ITEM', { id: gln, field: `places[${index}].gln` }, `places[${index}].gln`);
    seen.add(gln);
  }
  return places;
}
