import type { CommandName, Envelope } from './commands';
import type { Cryptography, Decision, Step } from './decision';
import type { Hex } from './keys';

/**
 * The rules. Pure and synchronous: yields the keys it needs, is given their records, returns what changes or why not.
 * Signature and clock are the shell's to check (ledger port); everything else about a command is decided here.
 * `tx` is `commandHash(envelope)`.
 */
// biome-ignore lint/correctness/useYield: thin first cut
export function* decide(_envelope: Envelope<CommandName>, _tx: Hex, _cryptography: Cryptography): Step<Decision> {
  throw new Error('not built yet');
}
