import { organisationKey } from '../keys';
import { ORGANISATION_ROLES } from '../records';
import { refuse } from '../refusal';
import { ACCEPTED, type Rule } from '../rule';
import { gln, object, oneOf } from '../shape';
import { prefixPaths, takePrefix } from './company-prefixes';
import { keyFields, placesOf, prefixesShape, registrationFields } from './registration';
import { registerKey } from './signing-keys';

export const registerOrganisation: Rule<'registerOrganisation'> = {
  command: 'registerOrganisation',
  roles: ['REGULATOR'],
  lapsedLicence: false,
  maxItems: 100,
  bodyShape: {},
  itemShape: object({
    gln,
    role: oneOf(...ORGANISATION_ROLES),
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
    const key = yield* registerKey(context, item.gln, item, envelope.issuedAt);
    for (const [index, prefix] of item.companyPrefixes.entries()) {
      yield* takePrefix(world, prefix, item.gln, `companyPrefixes[${index}]`);
    }
    world.put(organisationKey(item.gln), {
      gln: item.gln,
      name: item.name,
      role: item.role,
      licence: item.licence,
      companyPrefixes: item.companyPrefixes,
      places: placesOf(item.places),
      keys: [key],
    });
    return ACCEPTED;
  },
};
