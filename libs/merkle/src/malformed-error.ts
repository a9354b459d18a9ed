/**
 * Input that does not have the one spelling or shape it must have. The message names the rule; `at` is the offset of
 * the first offending character or byte where one can be named.
 */
export class MalformedError extends Error {
  override readonly name = 'MalformedError';
  readonly at: number | undefined;

  constructor(message: string, at?: number) {
    super(at === undefined ? message : `${message} (at offset ${at})`);
    this.at = at;
  }
}
