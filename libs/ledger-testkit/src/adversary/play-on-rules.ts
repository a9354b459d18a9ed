import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import {
  type Step as Asking,
  type Cryptography,
  type Decision,
  decide,
  type Envelope,
  type StateKey,
  type StateRecord,
} from '@packproof/contract';
import { sha256 } from '@packproof/test-data';
import { Game, type Step } from './game';
import type { Market } from './market';
import type { WorldState } from './state';
import type { Tally } from './tally';
import type { View } from './view';
import { promised } from './violation';

/** Signatures are another test's: here everybody may say who they are, and the rules alone decide. */
export const trusting: Cryptography = { sha256, verifyEd25519: () => true };

/** A market as it was founded: each sequence begins with it. */
export interface Founded {
  market: Market;
  state: WorldState;
  view: View;
}

/** Plays one sequence on the pure rules over a map. Throws a Violation. */
export function playOnRules({ market, state, view }: Founded, steps: readonly Step[], tally?: Tally): void {
  const game = new Game(market, state, view);
  const world = new Map(state);
  for (const step of steps) {
    const envelope = game.next(step);
    if (!envelope) continue;
    try {
      const tx = txOf(envelope);
      const decision = drive(decide(envelope, tx, trusting), world);
      if (!decision.accepted) {
        checkRefusal(envelope, decision);
        tally?.refused(envelope.command, decision.outcome);
        continue;
      }
      const { puts: writes, results } = decision;
      if (results.some(({ ok }) => !ok)) checkPartial(envelope, tx, decision, world);
      game.judge(envelope, { tx, results, writes });
      tally?.accepted(
        envelope.command,
        results.some(({ ok }) => !ok),
      );
      for (const [key, record] of writes) world.set(key, record);
    } catch (fault) {
      throw game.blame(envelope, fault);
    }
  }
}

/** As good as the hash of the canonical envelope where nobody else computes it. */
export const txOf = (envelope: Envelope): string => createHash('sha256').update(JSON.stringify(envelope)).digest('hex');

export function drive(steps: Asking<Decision>, world: ReadonlyMap<StateKey, StateRecord>): Decision {
  let next = steps.next();
  while (!next.done) next = steps.next(new Map(next.value.map((key) => [key, world.get(key)])));
  return next.value;
}

function checkRefusal({ body }: Envelope, { results }: Decision): void {
  if (!results) return;
  promised('i', results.length === body.items.length, () => `${results.length} results for ${body.items.length} items`);
  const refused = results.every(({ ok }) => !ok);
  promised('i', refused, () => 'refused, with an item accepted');
}

/** The same command without its refused items does the same. */
function checkPartial(
  envelope: Envelope,
  tx: string,
  { results, ...decision }: Decision & { accepted: true },
  world: WorldState,
): void {
  const items = (envelope.body.items as unknown[]).filter((_item, index) => results[index]!.ok);
  const without = { ...envelope, body: { ...envelope.body, items } } as Envelope;
  const again = drive(decide(without, tx, trusting), world);
  promised('i', again.accepted, () => 'refused as soon as its refused items are left out');
  if (!again.accepted) return;
  const same = isDeepStrictEqual(new Map([...again.puts].sort()), new Map([...decision.puts].sort()));
  promised('i', same, () => 'refused items changed something');
}
