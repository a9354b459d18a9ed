import type { Outcome } from '@packproof/outcomes';
import type { ItemOutcome, Parameters } from './decision';

/** How a rule says no: caught by `decide`, for one item or for the whole command. Never leaves the room. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly outcome: Outcome,
    readonly params?: Parameters,
    /** Path of the field at fault, e.g. `items[3].content`. */
    readonly field?: string,
  ) {
    super(outcome);
  }

  asItem(): ItemOutcome {
    return {
      ok: false,
      outcome: this.outcome,
      ...(this.params === undefined ? {} : { params: this.params }),
      ...(this.field === undefined ? {} : { field: this.field }),
    };
  }
}

export function refuse(outcome: Outcome, params?: Parameters, field?: string): never {
  throw new Refusal(outcome, params, field);
}
