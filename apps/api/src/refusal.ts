import type { Parameters } from '@packproof/contract';
import type { Outcome } from '@packproof/outcomes';

/**
 * An answer of the catalogue that ends the whole request. At GraphQL it is `errors[0].extensions {code, params, field}`
 * with HTTP 200 when a rule refused, at REST a problem with the code's own status.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly params: Parameters;
  /** Path of the field at fault, e.g. `input.serials.list[3]`. */
  readonly field: string | undefined;

  constructor(
    readonly code: Outcome,
    params: Parameters = {},
    field?: string,
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.params = field === undefined ? params : { field, ...params };
    this.field = field;
  }

  /** Where GraphQL wraps it without asking us, as when a subscription cannot begin. */
  get extensions() {
    return { code: this.code, params: this.params, ...(this.field === undefined ? {} : { field: this.field }) };
  }
}
