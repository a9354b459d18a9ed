import {
  type Cryptography,
  type Decision,
  decide,
  GENESIS_KEY,
  type Hex,
  type OrganisationRecord,
  organisationKey,
  type SignedCommand,
  type Step,
  verifyCommandSignature,
} from '@packproof/contract';

/** Rule 12: how far issuedAt may lie from the executor's clock, either way. */
export const CLOCK_SKEW_MILLISECONDS = 5 * 60 * 1000;

export interface Execution {
  command: SignedCommand;
  tx: Hex;
  /** The executor's clock, milliseconds since 1970. */
  now: number;
  cryptography: Cryptography;
}

/**
 * What every shell does with a command that it has not seen before: this ledger's? signed by its actor? issued now?
 * and then the rules. Duplicates are looked up before (rule 11: before the clock). Driven like `decide` itself.
 */
export function* execute({ command, tx, now, cryptography }: Execution): Step<Decision> {
  const { envelope } = command;
  let actor: OrganisationRecord | undefined;
  if (envelope.command !== 'genesis') {
    const actorKey = organisationKey(envelope.actor);
    const fetched = yield [GENESIS_KEY, actorKey];
    const genesis = fetched.get(GENESIS_KEY);
    if (genesis === undefined || !('ledger' in genesis))
      return { accepted: false, outcome: 'NOT_FOUND', field: 'ledger' };
    if (genesis.ledger !== envelope.ledger) return { accepted: false, outcome: 'SIGNATURE_INVALID', field: 'ledger' };
    const found = fetched.get(actorKey);
    if (found === undefined || !('keys' in found)) {
      return { accepted: false, outcome: 'UNKNOWN_ORGANISATION', params: { gln: envelope.actor }, field: 'actor' };
    }
    actor = found;
  }
  // Genesis too: by the key that it registers.
  const refused = verifyCommandSignature(cryptography, command, actor);
  if (refused !== undefined)
    return { accepted: false, outcome: refused.outcome, params: refused.params, field: refused.field };
  const issuedAt = Date.parse(envelope.issuedAt);
  if (!(Math.abs(issuedAt - now) <= CLOCK_SKEW_MILLISECONDS)) {
    return { accepted: false, outcome: 'CLOCK_SKEW', params: { now: new Date(now).toISOString() }, field: 'issuedAt' };
  }
  return yield* decide(envelope, tx, cryptography);
}
