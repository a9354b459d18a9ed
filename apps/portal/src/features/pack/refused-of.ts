import { Refused } from '@packproof/client';
import type { Outcome } from '@packproof/outcomes';

/** A command about one thing: what is said of its item is said of the command. @throws Refused */
export function refusedOf(results: readonly { readonly ok: boolean; readonly outcome: Outcome }[]): void {
  const refused = results.find(({ ok }) => !ok);
  if (refused) throw new Refused(refused.outcome);
}
