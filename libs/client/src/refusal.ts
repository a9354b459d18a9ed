import type { Outcome } from '@packproof/outcomes';

export type RefusalParams = Readonly<Record<string, string | number>>;

/** What a door answered instead of doing it: a code of libs/outcomes, whose words the screens say. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(
    readonly code: Outcome,
    readonly params: RefusalParams = {},
    /** The field at fault, as the schema names it: `input.serials.list`. */
    readonly field: string | undefined = undefined,
    /** False where the request cannot have reached the server. */
    readonly sent = true,
  ) {
    super(code);
  }
}

/** An answer that is no answer of ours: from a proxy, or from a server in trouble. `lost`: what to say of the rest. */
export function codeOfStatus(status: number, lost: Outcome): Outcome {
  if (status === 401) return 'UNAUTHENTICATED';
  if (status === 403) return 'FORBIDDEN';
  if (status === 404) return 'NOT_FOUND';
  if (status === 413) return 'LIMIT_EXCEEDED';
  if (status === 429) return 'RATE_LIMITED';
  return status >= 400 && status < 500 ? 'INVALID_INPUT' : lost;
}
