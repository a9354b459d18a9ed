import type { CommissionBody } from '../commands';
import {
  type Content,
  contentOf,
  decodeContent,
  encodeContent,
  type Interval,
  subtract,
  wholeTranche,
} from '../content';
import type { Context } from '../context';
import type { Step } from '../decision';
import { batchKey, holderKey, looseHolderId, productKey, trancheKey, unitHolderId } from '../keys';
import { hasPlace } from '../organisation';
import type { BatchRecord, Location } from '../records';
import { refuse } from '../refusal';
import { ACCEPTED, type Rule } from '../rule';
import { array, counts, date, gtin, hash, innerUnit, invalid, location, lot, object, optional } from '../shape';
import { freeUnit, newHolder } from '../units';
import { batchIdOf, trancheIdOf, ZERO_ROOT } from '../values';

import { sourcesShape, transform } from './transformation';

type Item = CommissionBody['items'][number];

/** 100,000 packs on 50 pallets are one item with 50 units. */
export const MAX_UNITS = 1000;

/** One tranche and any number of packed units; what is in none of them is loose at its maker. */
export const commission: Rule<'commission'> = {
  command: 'commission',
  roles: ['MANUFACTURER', 'DISTRIBUTOR', 'PHARMACY', 'HOSPITAL'],
  lapsedLicence: false,
  maxItems: 10,
  bodyShape: {},
  itemShape: object({
    gtin,
    lot,
    expiry: date,
    root: hash,
    count: counts,
    payloadHash: optional(hash),
    units: array(innerUnit, { max: MAX_UNITS }),
    from: sourcesShape,
    location: optional(location),
  }),
  prefetch: (items) =>
    items.flatMap(({ gtin: id, units, from = [] }) => [
      productKey(id),
      ...units.map((unit) => holderKey(unitHolderId(unit.sscc))),
      ...from.flatMap(({ holder, children = [] }) => [holder, ...children].map(holderKey)),
    ]),
  *item(context, item) {
    const { world, actor, envelope, cryptography } = context;
    const place = item.location ?? { gln: envelope.at };
    if (!hasPlace(actor, place.gln)) refuse('UNKNOWN_LOCATION', { gln: place.gln }, 'location.gln');
    const product = yield* world.get(productKey(item.gtin));
    if (!product) return refuse('UNKNOWN_PRODUCT', { gtin: item.gtin }, 'gtin');
    if (product.owner !== actor.gln) refuse('NOT_OWNER', { gtin: item.gtin }, 'gtin');
    if (product.withdrawn) refuse('WITHDRAWN', { gtin: item.gtin }, 'gtin');
    const batchId = batchIdOf(cryptography.sha256, item.gtin, item.lot);
    const trancheId = trancheIdOf(cryptography.sha256, batchId, item.root, item.count);
    yield* world.fetch([batchKey(batchId), trancheKey(trancheId)]);
    yield* batchFor(context, item, batchId);
    if (yield* world.get(trancheKey(trancheId))) refuse('ALREADY_EXISTS', { kind: 'tranche', id: trancheId }, 'root');
    if (item.from) yield* transform(context, item.from, trancheId);
    world.put(trancheKey(trancheId), {
      trancheId,
      batchId,
      gtin: item.gtin,
      root: item.root,
      count: item.count,
      ...(item.payloadHash === undefined ? {} : { payloadHash: item.payloadHash }),
    });
    const packed = yield* putUnits(context, item, trancheId, place);
    putLoose(context, subtract(wholeTranche(trancheId, item.count), packed), trancheId, place);
    return ACCEPTED;
  },
};

/** The batch that the tranche belongs to, made by its first one. */
function* batchFor({ world }: Context, { gtin, lot, expiry }: Item, batchId: string): Step<BatchRecord> {
  const present = yield* world.get(batchKey(batchId));
  if (!present) {
    const batch: BatchRecord = { batchId, gtin, lot, expiry, holds: {}, recalls: [] };
    world.put(batchKey(batchId), batch);
    return batch;
  }
  if (present.expiry !== expiry) refuse('EXPIRY_MISMATCH', { read: expiry, recorded: present.expiry }, 'expiry');
  // New packs of a batch of which intervals are recalled are none of those; of a batch recalled whole they would be.
  if (present.recalls.some((recall) => recall.content === undefined)) refuse('RECALLED', undefined, 'lot');
  return present;
}

/** Units are disjoint and within the tranche: together with the loose rest they are a partition of [0, count). */
function* putUnits(context: Context, item: Item, trancheId: string, place: Location): Step<Content> {
  const { world, actor } = context;
  const intervals: [string, Interval][] = [];
  for (const [index, unit] of item.units.entries()) {
    const field = `units[${index}]`;
    context.claim(unitHolderId(unit.sscc), `${field}.sscc`);
    const id = yield* freeUnit(world, actor, unit.sscc, `${field}.sscc`);
    if ((unit.innerCount === 0) !== (unit.innerRoot === ZERO_ROOT)) {
      invalid(`${field}.innerCount`, 'is 0 exactly when innerRoot is 64 zeros');
    }
    const decoded = decodeContent(unit.content, `${field}.content`);
    const within = decoded.get(trancheId);
    if (decoded.size !== 1 || !within)
      return invalid(`${field}.content`, `must be packs of tranche ${trancheId} alone`);
    if (within.at(-1)![1] > item.count)
      invalid(`${field}.content`, `goes beyond the ${item.count} packs of the tranche`);
    for (const interval of within) intervals.push([trancheId, interval]);
    world.put(
      holderKey(id),
      newHolder({
        id,
        kind: unit.kind,
        content: unit.content,
        innerRoot: unit.innerRoot,
        innerCount: unit.innerCount,
        ...(unit.innerCount > 0 ? { committedBy: actor.gln } : {}),
        custodian: actor.gln,
        location: place,
      }),
    );
    context.emit({ type: 'COMMISSIONED', holder: id, location: place });
  }
  return contentOf(intervals) ?? invalid('units', 'two of them contain the same pack');
}

function putLoose(context: Context, rest: Content, trancheId: string, place: Location): void {
  if (rest.size === 0) return;
  const id = looseHolderId(trancheId);
  const { gln } = context.actor;
  const encoded = encodeContent(rest, 'units');
  context.world.put(holderKey(id), newHolder({ id, kind: 'LOOSE', content: encoded, custodian: gln, location: place }));
  context.emit({ type: 'COMMISSIONED', holder: id, location: place });
}
