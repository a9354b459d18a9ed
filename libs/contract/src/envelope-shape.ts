import type { CommandName, Envelope } from './commands';
import { refuse } from './refusal';
import { gln, hash, invalid, isPlainObject, object, optional, type Shape, time } from './shape';
import { COMMANDS } from './table';
import { DAY_MILLISECONDS, parseTime } from './times';

/** From a client, or the k-th ledger command of one mutation (bytes.md "command envelope"). */
const COMMAND_ID = /^[A-Za-z0-9._-]{1,64}(\/[1-9]\d{0,5})?$/;
/** How long an offline pharmacy's queue may be (rule 12). */
export const OCCURRED_DAYS = 10;

const fields = object({
  ledger: optional(hash),
  commandId: ((value, path) => {
    if (typeof value !== 'string' || !COMMAND_ID.test(value))
      invalid(path, 'must be [A-Za-z0-9._-]{1,64}, or that with /k');
  }) satisfies Shape,
  actor: gln,
  at: gln,
  command: ((value, path) => {
    if (typeof value !== 'string' || !Object.hasOwn(COMMANDS, value)) invalid(path, 'is no command');
  }) satisfies Shape,
  issuedAt: time,
  occurredAt: time,
  body: ((value, path) => {
    if (!isPlainObject(value)) invalid(path, 'must be an object');
  }) satisfies Shape,
});

/** Everything about an envelope that needs no record; throws a Refusal. The executor's clock is the shell's to compare. */
export function envelopeShape(envelope: Envelope<CommandName>): void {
  fields(envelope, '');
  if ((envelope.command === 'genesis') !== (envelope.ledger === undefined)) {
    invalid('ledger', 'is absent in genesis, and only there');
  }
  const issuedAt = parseTime(envelope.issuedAt)!;
  const occurredAt = parseTime(envelope.occurredAt)!;
  // Rule 12: not in the future, and at most 10 days back.
  if (occurredAt > issuedAt) invalid('occurredAt', 'must not be after issuedAt');
  if (occurredAt < issuedAt - OCCURRED_DAYS * DAY_MILLISECONDS) {
    refuse('LIMIT_EXCEEDED', { limit: `${OCCURRED_DAYS} days`, field: 'occurredAt' }, 'occurredAt');
  }
}
