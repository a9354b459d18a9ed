import { anchorKey } from '../keys';
import { ORGANISATION_ROLES } from '../records';
import { refuse } from '../refusal';
import { ACCEPTED, type Rule } from '../rule';
import { counts, hash, object } from '../shape';

/** Any member: the Merkle root over things kept elsewhere. */
export const anchor: Rule<'anchor'> = {
  command: 'anchor',
  roles: ORGANISATION_ROLES,
  lapsedLicence: false,
  maxItems: 100,
  bodyShape: {},
  itemShape: object({ root: hash, count: counts }),
  prefetch: (items) => items.map(({ root, count }) => anchorKey(root, count)),
  *item({ world, actor, envelope }, { root, count }) {
    const key = anchorKey(root, count);
    if (yield* world.get(key)) refuse('ALREADY_EXISTS', { kind: 'anchor', id: root }, 'root');
    world.put(key, { root, count, by: actor.gln, time: envelope.occurredAt });
    return ACCEPTED;
  },
};
