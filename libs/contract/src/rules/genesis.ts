import { GENESIS_KEY, organisationKey } from '../keys';
import { hasPlace } from '../organisation';
import { refuse } from '../refusal';
import { ACCEPTED, type Rule } from '../rule';
import { gln, integer, invalid, object } from '../shape';
import { keyFields, placesOf, registrationFields } from './registration';
import { registerKey } from './signing-keys';

/** The first entry: rules version, regulator and its key. Signed by that very key, which the shell checks. */
export const genesis: Rule<'genesis'> = {
  command: 'genesis',
  roles: ['REGULATOR'],
  lapsedLicence: true,
  maxItems: 1,
  bodyShape: { rules: integer(1, 1) },
  itemShape: object({ gln, ...registrationFields, ...keyFields }),
  *begin({ world }) {
    const present = yield* world.get(GENESIS_KEY);
    if (present) refuse('ALREADY_EXISTS', { kind: 'ledger', id: present.ledger });
  },
  *item(context, item) {
    const { envelope, world, tx } = context;
    if (item.gln !== envelope.actor) invalid('gln', 'must be the actor');
    const key = yield* registerKey(context, item.gln, item, envelope.issuedAt);
    const regulator = {
      gln: item.gln,
      name: item.name,
      role: 'REGULATOR' as const,
      licence: item.licence,
      companyPrefixes: [],
      places: placesOf(item.places),
      keys: [key],
    };
    if (!hasPlace(regulator, envelope.at)) refuse('UNKNOWN_LOCATION', { gln: envelope.at }, 'places');
    world.put(organisationKey(item.gln), regulator);
    world.put(GENESIS_KEY, { rules: 1, regulator: item.gln, ledger: tx });
    return ACCEPTED;
  },
};
