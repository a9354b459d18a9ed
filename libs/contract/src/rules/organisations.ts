import type { Step } from '../decision';
import { organisationKey } from '../keys';
import { ORGANISATION_ROLES, type OrganisationRecord, type SigningKey } from '../records';
import { refuse } from '../refusal';
import { ACCEPTED, type Rule } from '../rule';
import { gln, invalid, licence, object, oneOf, optional } from '../shape';
import type { World } from '../world';
import { giveBackPrefix, prefixPaths, takePrefix } from './company-prefixes';
import { keyFields, placesOf, placesShape, prefixesShape, registrationFields } from './registration';
import { registerKey } from './signing-keys';

export const registerOrganisation: Rule<'registerOrganisation'> = {
  command: 'registerOrganisation',
  roles: ['REGULATOR'],
  lapsedLicence: false,
  maxItems: 100,
  bodyShape: {},
  itemShape: object({
    gln,
    // The regulator is the one that genesis names; there is no second.
    role: oneOf(...ORGANISATION_ROLES.filter((role) => role !== 'REGULATOR')),
    companyPrefixes: prefixesShape,
    ...registrationFields,
    ...keyFields,
  }),
  prefetch: (items) => items.flatMap((item) => [organisationKey(item.gln), ...prefixPaths(item.companyPrefixes)]),
  *item(context, item) {
    const { world, envelope } = context;
    if (yield* world.get(organisationKey(item.gln))) {
      refuse('ALREADY_EXISTS', { kind: 'organisation', id: item.gln }, 'gln');
    }
    const places = placesOf(item.places);
    const key = yield* registerKey(context, item.gln, item, envelope.issuedAt);
    yield* takePrefixes(world, item.gln, item.companyPrefixes);
    world.put(organisationKey(item.gln), {
      gln: item.gln,
      name: item.name,
      role: item.role,
      licence: item.licence,
      companyPrefixes: item.companyPrefixes,
      places,
      keys: [key],
    });
    return ACCEPTED;
  },
};

function* takePrefixes(world: World, owner: string, prefixes: readonly string[]): Step<void> {
  for (const [index, prefix] of prefixes.entries()) {
    yield* takePrefix(world, prefix, owner, `companyPrefixes[${index}]`);
  }
}

function* registered(world: World, id: string): Step<OrganisationRecord> {
  const organisation = yield* world.get(organisationKey(id));
  return organisation ?? refuse('UNKNOWN_ORGANISATION', { gln: id }, 'gln');
}

export const setLicence: Rule<'setLicence'> = {
  command: 'setLicence',
  roles: ['REGULATOR'],
  lapsedLicence: false,
  maxItems: 1000,
  bodyShape: {},
  itemShape: object({ gln, licence }),
  prefetch: (items) => items.map((item) => organisationKey(item.gln)),
  *item({ world }, item) {
    const organisation = yield* registered(world, item.gln);
    world.put(organisationKey(item.gln), { ...organisation, licence: item.licence });
    return ACCEPTED;
  },
};

/** Places by the organisation itself, company prefixes by the regulator; each list replaces the one before. */
export const updateOrganisation: Rule<'updateOrganisation'> = {
  command: 'updateOrganisation',
  roles: ORGANISATION_ROLES,
  lapsedLicence: false,
  maxItems: 100,
  bodyShape: {},
  itemShape: object({ gln, places: optional(placesShape), companyPrefixes: optional(prefixesShape) }),
  prefetch: (items) => items.flatMap((item) => [organisationKey(item.gln), ...prefixPaths(item.companyPrefixes ?? [])]),
  *item({ world, actor }, { gln: id, places, companyPrefixes }) {
    const organisation = yield* registered(world, id);
    if (places === undefined && companyPrefixes === undefined) invalid('places', 'or companyPrefixes must be given');
    if (places && id !== actor.gln) refuse('ROLE_FORBIDDEN', { role: actor.role }, 'places');
    if (companyPrefixes && actor.role !== 'REGULATOR')
      refuse('ROLE_FORBIDDEN', { role: actor.role }, 'companyPrefixes');
    if (companyPrefixes) {
      yield* world.fetch(prefixPaths(organisation.companyPrefixes));
      for (const prefix of organisation.companyPrefixes) yield* giveBackPrefix(world, prefix);
      yield* takePrefixes(world, id, companyPrefixes);
    }
    world.put(organisationKey(id), {
      ...organisation,
      ...(places ? { places: placesOf(places) } : {}),
      ...(companyPrefixes ? { companyPrefixes } : {}),
    });
    return ACCEPTED;
  },
};

/** Ended keys that the record keeps; the log keeps all. */
const MAX_KEYS = 32;

/** By the organisation, signed by its present key; or by the regulator for one that lost it. */
export const rotateKey: Rule<'rotateKey'> = {
  command: 'rotateKey',
  roles: ORGANISATION_ROLES,
  lapsedLicence: false,
  maxItems: 100,
  bodyShape: {},
  itemShape: object({ gln, ...keyFields }),
  prefetch: (items) => items.map((item) => organisationKey(item.gln)),
  *item(context, item) {
    const { world, actor, envelope } = context;
    const organisation = yield* registered(world, item.gln);
    if (item.gln !== actor.gln && actor.role !== 'REGULATOR') refuse('ROLE_FORBIDDEN', { role: actor.role }, 'gln');
    const since = sinceAfter(organisation.keys, envelope.issuedAt);
    const key = yield* registerKey(context, item.gln, item, since);
    const ended = organisation.keys.map((old) => (old.until === undefined ? { ...old, until: since } : old));
    world.put(organisationKey(item.gln), { ...organisation, keys: [...ended.slice(1 - MAX_KEYS), key] });
    return ACCEPTED;
  },
};

/** From now on, but never before the key that it replaces: no moment may have two keys, nor a key end before it began. */
function sinceAfter(keys: readonly SigningKey[], issuedAt: string): string {
  return keys.reduce((latest, { since }) => (since > latest ? since : latest), issuedAt);
}
