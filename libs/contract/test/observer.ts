import { decodeContent, forEachInterval, hasLeaf } from '../src/content';
import type { StateKey } from '../src/keys';
import type {
  BatchRecord,
  End,
  HolderRecord,
  PackRecord,
  ProductRecord,
  StateRecord,
  TrancheRecord,
} from '../src/records';
import type { Attempt } from './adversary';
import { REGULATOR } from './given';

type State = ReadonlyMap<StateKey, StateRecord>;

/** One pack as somebody sees it who only reads records, and asks no rule. */
export interface Seen {
  custodian: string;
  /** In its PACK, in any holder up the chain, in its batch. */
  heldBy: ReadonlySet<string>;
  end?: End;
  transit?: NonNullable<HolderRecord['transit']>;
  disputed?: NonNullable<HolderRecord['disputed']>;
  recalled: boolean;
  withdrawn: boolean;
  expiry: string;
}

const under = <T>(state: State, prefix: string): T[] =>
  [...state].filter(([key]) => key.startsWith(prefix)).map(([, record]) => record as T);

/** Every leaf, by `tranche/leaf`. */
export function seenIn(state: State): Map<string, Seen> {
  const holders = under<HolderRecord>(state, 'HOLDER/');
  const byId = new Map(holders.map((holder) => [holder.id, holder]));
  const packs = new Map(under<PackRecord>(state, 'PACK/').map((pack) => [`${pack.tranche}/${pack.leaf}`, pack]));
  const result = new Map<string, Seen>();
  for (const holder of holders) {
    const chain = [holder];
    while (chain.at(-1)!.parent !== undefined) chain.push(byId.get(chain.at(-1)!.parent!)!);
    const { custodian, transit, disputed } = chain.at(-1)!;
    forEachInterval(decodeContent(holder.content), (tranche, start, last) => {
      const { batchId, gtin } = state.get(`TRANCHE/${tranche}`) as TrancheRecord;
      const batch = state.get(`BATCH/${batchId}`) as BatchRecord;
      const product = state.get(`PRODUCT/${gtin}`) as ProductRecord;
      for (let leaf = start; leaf < last; leaf++) {
        const pack = packs.get(`${tranche}/${leaf}`);
        const end = pack?.end ?? chain.find((link) => link.end)?.end;
        const covers = ({ content }: BatchRecord['recalls'][number]) =>
          content === undefined || hasLeaf(decodeContent(content), tranche, leaf);
        result.set(`${tranche}/${leaf}`, {
          custodian,
          heldBy: new Set([pack?.holds ?? {}, batch.holds, ...chain.map(({ holds }) => holds)].flatMap(Object.keys)),
          ...(end && { end }),
          ...(transit && { transit }),
          ...(disputed && { disputed }),
          recalled: batch.recalls.some(covers),
          withdrawn: product.withdrawn !== undefined,
          expiry: batch.expiry,
        });
      }
    });
  }
  return result;
}

const GIVES_AWAY = new Set(['DISPENSED', 'EXPORTED', 'SAMPLE', 'FREE_SAMPLE', 'CHECKED_OUT']);
const TEN_DAYS = 10 * 86_400_000;

/** What a command did to one pack that it may not do. */
export function forbidden(before: Seen, after: Seen, attempt: Attempt): string[] {
  return [
    ...wrongHands(before, after, attempt),
    ...wrongHolds(before, after, attempt),
    ...wrongEnds(before, after, attempt),
    ...wrongErrands(before, after, attempt),
  ];
}

const isBlocked = ({ recalled, withdrawn, heldBy, expiry }: Seen, time: string): boolean =>
  recalled || withdrawn || heldBy.size > 0 || time.slice(0, 10) > expiry;

function* wrongHands(before: Seen, after: Seen, { command, when: { actor } }: Attempt): Generator<string> {
  if (before.custodian === after.custodian) return;
  const addressed =
    command === 'receive' ? before.transit?.to : command === 'resolve' ? before.disputed?.to : undefined;
  if (addressed !== actor || after.custodian !== actor) yield `custody went to ${after.custodian} by ${command}`;
}

function* wrongHolds(before: Seen, after: Seen, { command, when: { actor } }: Attempt): Generator<string> {
  for (const by of before.heldBy) {
    if (after.heldBy.has(by) || (command === 'release' && (actor === by || actor === REGULATOR))) continue;
    yield `the hold of ${by} was lost by ${command}`;
  }
  for (const by of after.heldBy) {
    if (before.heldBy.has(by) || (by === actor && ['quarantine', 'receive', 'ship'].includes(command))) continue;
    yield `a hold of ${by} spread by ${command}`;
  }
}

function* wrongEnds(before: Seen, after: Seen, { command, body, when }: Attempt): Generator<string> {
  const { actor, issuedAt, occurredAt } = when;
  if (after.end && after.end.tx !== before.end?.tx) {
    if (actor !== before.custodian || after.end.by !== actor) yield `ended by ${actor}, who did not have it`;
    if (before.transit || (before.disputed && command !== 'resolve')) yield 'ended while under way';
    const replaces = before.end?.as === 'LOCKED' && ['STOLEN', 'DESTROYED'].includes(after.end.as);
    if (before.end && !replaces) yield `${before.end.as} became ${after.end.as}`;
    if (GIVES_AWAY.has(after.end.as) && isBlocked(before, occurredAt)) yield `${after.end.as} although blocked`;
    if (after.end.time !== occurredAt) yield 'ended at another time';
  }
  if (before.end && !after.end) {
    const { as, by, place, time } = before.end;
    if (command !== 'reactivate' || !('from' in body) || body.from !== as) yield `${as} was undone by ${command}`;
    if (by !== actor || place !== actor || before.custodian !== actor) yield `${as} was undone by another`;
    if (before.transit || before.disputed) yield `${as} was undone while under way`;
    if (as === 'STOLEN' || as === 'DESTROYED') yield `${as} came back`;
    if (before.recalled || before.withdrawn || issuedAt.slice(0, 10) > before.expiry) yield `spoiled goods came back`;
    if (as !== 'LOCKED' && Date.parse(issuedAt) - Date.parse(time) > TEN_DAYS) yield `${as} was undone too late`;
    if (occurredAt < time) yield `${as} was undone before it happened`;
  }
}

function* wrongErrands(before: Seen, after: Seen, { command, when: { actor, issuedAt } }: Attempt): Generator<string> {
  if (after.transit && after.transit.tx !== before.transit?.tx) {
    if (command !== 'ship' || actor !== before.custodian) yield `${actor} sent off by ${command} what it did not have`;
    if (before.transit || before.disputed) yield 'sent off while under way';
    // Packs that have ended are inert in what is shipped.
    if (after.transit.purpose === 'SUPPLY' && !before.end && isBlocked(before, issuedAt))
      yield 'supplied although blocked';
    if (after.transit.purpose === 'DESTRUCTION' && !after.heldBy.has(actor))
      yield 'sent for destruction without a hold';
  }
  if (before.transit && !after.transit) {
    const by = { receive: before.transit.to, cancelShipment: before.custodian }[command as string];
    if (by !== actor) yield `taken out of transit by ${actor} with ${command}`;
  }
  if (after.disputed && !before.disputed && (command !== 'receive' || before.transit?.to !== actor)) {
    yield `reported missing by ${actor} with ${command}`;
  }
  if (before.disputed && !after.disputed) {
    if (command !== 'resolve') yield `a dispute was settled by ${command}`;
    const found = after.custodian !== before.custodian;
    if (actor !== (found ? before.disputed.to : before.custodian)) yield `a dispute was settled by ${actor}`;
  }
}
