import type { Submitted } from '@packproof/ledger';
import { Refusal } from '../refusal';

/** Path of the field as the caller wrote it, for a field of the command's n-th item, or (-1) of its body; undefined: none. */
export type CallersField = (field: string, item: number) => string | undefined;

/**
 * For commands that are done as a whole or not at all: the answer, or its refusal with the field that the caller knows.
 * @throws Refusal
 */
export function requireAccepted<A extends Submitted>(
  answer: A,
  callersField: CallersField,
): Extract<A, { accepted: true }> {
  if (answer.accepted) return answer as Extract<A, { accepted: true }>;
  const { outcome, params = {}, field, results } = answer as Extract<Submitted, { accepted: false }>;
  // `field` in the parameters is that of the ledger's command, which the caller never saw.
  const { field: _, ...told } = params;
  const item = results?.findIndex(({ ok, outcome: each }) => !ok && each !== 'NOT_ATTEMPTED') ?? -1;
  const named =
    field === undefined ? undefined : ((item < 0 ? ofOptions(field) : undefined) ?? callersField(field, item));
  throw new Refusal(outcome, told, named);
}

/** Refused before its items were looked at: what the envelope took from the options. */
const ofOptions = (field: string): string | undefined =>
  field === 'at' || field === 'occurredAt' ? `options.${field}` : undefined;

/**
 * What the read model shows after a command that is done.
 * @throws Refusal OUTCOME_UNKNOWN when it lags behind: asked again with the same command id, it will be there.
 */
export function requireShown<T>(shown: T | undefined, commandId: string): T {
  if (shown === undefined) throw new Refusal('OUTCOME_UNKNOWN', { commandId });
  return shown;
}
