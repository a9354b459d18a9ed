import type { Outcome } from '@packproof/outcomes';
import type { ItemOutcome, Parameters } from './decision';

/** Thrown inside the rules, caught by `decide`: refuses the item under way, or the whole command outside of items. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly outcome: Outcome,
    readonly params?: Parameters,
    /** Path of the field at fault, from the item (or from the body) on: `take[0].content`. */
    readonly field?: string,
  ) {
    super(field === undefined ? outcome : `${outcome} at ${field}`);
  }
}

export function refuse(outcome: Outcome, params?: Parameters, field?: string): never {
  throw new Refusal(outcome, params, field);
}

/** The answer that a refusal gives. */
export function refusedOutcome({ outcome, params, field }: Refusal): ItemOutcome {
  return {
    ok: false,
    outcome,
    ...(params === undefined ? {} : { params }),
    ...(field === undefined ? {} : { field }),
  };
}

/** Runs a check of the input and says where in the item it failed. */
export function atField<T>(field: string, check: () => T): T {
  try {
    return check();
  } catch (fault) {
    if (!(fault instanceof Refusal) || fault.field !== undefined) throw fault;
    throw new Refusal(fault.outcome, fault.params, field);
  }
}
