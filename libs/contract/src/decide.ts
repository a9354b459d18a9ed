import type { CommandName, Envelope } from './commands';
import { Context } from './context';
import type { Cryptography, Decision, ItemOutcome, Step } from './decision';
import { envelopeShape } from './envelope-shape';
import { GENESIS_KEY, type Hex, organisationKey, type StateKey } from './keys';
import { hasPlace, isLicensed } from './organisation';
import { Refusal, refuse, refusedOutcome } from './refusal';
import type { ItemOf, Rule } from './rule';
import { array, boolean, object, optional, type Shape } from './shape';
import { COMMANDS } from './table';

/**
 * The rules. Pure and synchronous: yields the keys it needs, is given their records, returns what changes or why not.
 * Signature and clock are the shell's to check (ledger port); everything else about a command is decided here.
 * `tx` is `commandHash(envelope)`.
 */
export function* decide(envelope: Envelope<CommandName>, tx: Hex, cryptography: Cryptography): Step<Decision> {
  try {
    envelopeShape(envelope);
    return yield* decideBy(ruleOf(envelope.command), envelope, tx, cryptography);
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    const { ok, ...refusal } = refusedOutcome(fault);
    return { accepted: ok as false, ...refusal };
  }
}

function ruleOf<C extends CommandName>(command: C): Rule<C> {
  return COMMANDS[command] as Rule<C>;
}

function* decideBy<C extends CommandName>(
  rule: Rule<C>,
  envelope: Envelope<C>,
  tx: Hex,
  cryptography: Cryptography,
): Step<Decision> {
  const refusals = checkShapes(rule, envelope);
  const context = new Context<C>(envelope, tx, cryptography);
  const items = envelope.body.items as ItemOf<C>[];
  const sound = items.filter((_item, index) => refusals[index] === undefined);
  yield* context.world.fetch([
    GENESIS_KEY,
    organisationKey(envelope.actor),
    ...((rule.prefetch?.(sound, envelope) ?? []) as StateKey[]),
  ]);
  if (rule.command !== 'genesis') yield* admit(rule, context);
  if (rule.begin) yield* rule.begin(context);
  const results: ItemOutcome[] = [];
  for (const [index, item] of items.entries()) {
    const result = refusals[index] ?? (yield* decideItem(rule, context, item, index));
    results.push(result);
    if (!result.ok && envelope.body.atomic) return refused(result, notAttempted(items.length, index, result));
  }
  const firstRefused = results.find((result) => !result.ok);
  // Rule 11: a command of which every item was refused leaves no entry.
  if (firstRefused && !results.some((result) => result.ok)) return refused(firstRefused, results);
  if (rule.finish) yield* rule.finish(context);
  return { accepted: true, puts: context.world.puts(), events: [...context.events], results };
}

/** The whole body must fit but for its items, of which each answers for itself (rule 10). */
function checkShapes<C extends CommandName>(rule: Rule<C>, { body }: Envelope<C>): (ItemOutcome | undefined)[] {
  bodyShapeOf(rule)(body, '');
  return body.items.map((item) => {
    try {
      rule.itemShape(item, '');
      return undefined;
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      return refusedOutcome(fault);
    }
  });
}

const BODY_SHAPES = new Map<CommandName, Shape>();

function bodyShapeOf({
  command,
  bodyShape,
  maxItems,
}: Pick<Rule<CommandName>, 'command' | 'bodyShape' | 'maxItems'>): Shape {
  const made = BODY_SHAPES.get(command);
  if (made) return made;
  const items = array(anything, { min: 1, max: maxItems });
  const shape = object({ ...bodyShape, items, atomic: optional(isTrue) });
  BODY_SHAPES.set(command, shape);
  return shape;
}

const anything: Shape = () => {};
const isTrue: Shape = (value, path) => {
  boolean(value, path);
  if (value !== true) refuse('INVALID_INPUT', { field: path, rule: 'must be true or left out' }, path);
};

/** On this ledger, by a member, at a place of its own, with a role and a licence for it: before anything else is looked at. */
function* admit<C extends CommandName>(rule: Rule<C>, context: Context<C>): Step<void> {
  const { envelope, world } = context;
  const genesis = yield* world.get(GENESIS_KEY);
  if (!genesis) return refuse('NOT_FOUND', { kind: 'ledger' }, 'ledger');
  if (genesis.ledger !== envelope.ledger) refuse('SIGNATURE_INVALID', { gln: envelope.actor }, 'ledger');
  const actor = yield* world.get(organisationKey(envelope.actor));
  if (!actor) return refuse('UNKNOWN_ORGANISATION', { gln: envelope.actor }, 'actor');
  context.identify(genesis, actor);
  if (!hasPlace(actor, envelope.at)) refuse('UNKNOWN_LOCATION', { gln: envelope.at }, 'at');
  if (!rule.roles.includes(actor.role)) refuse('ROLE_FORBIDDEN', { role: actor.role });
  if (isLicensed(actor, context.today)) return;
  const mayLapse = typeof rule.lapsedLicence === 'function' ? rule.lapsedLicence(envelope.body) : rule.lapsedLicence;
  if (!mayLapse) refuse('NOT_LICENSED', { organisation: actor.gln, expiry: actor.licence.validUntil });
}

function* decideItem<C extends CommandName>(
  rule: Rule<C>,
  context: Context<C>,
  item: ItemOf<C>,
  index: number,
): Step<ItemOutcome> {
  const mark = context.savepoint();
  context.startItem(index);
  try {
    const result = yield* rule.item(context, item, index);
    if (!result.ok) context.rollback(mark);
    return result;
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    context.rollback(mark);
    return refusedOutcome(fault);
  }
}

function notAttempted(count: number, failed: number, result: ItemOutcome): ItemOutcome[] {
  return Array.from({ length: count }, (_, index) =>
    index === failed ? result : { ok: false, outcome: 'NOT_ATTEMPTED' },
  );
}

function refused({ outcome, params, field }: ItemOutcome, results: ItemOutcome[]): Decision {
  return {
    accepted: false,
    outcome,
    ...(params === undefined ? {} : { params }),
    ...(field === undefined ? {} : { field }),
    results,
  };
}
