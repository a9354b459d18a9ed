import type { CommandBodies, Envelope, StateKey, StateRecord } from '@packproof/contract';
import type { Ledger } from '@packproof/ledger';
import { toBase64 } from '@packproof/merkle';
import type { TestKey } from '@packproof/test-data';
import { stateOf } from './founding';
import { Game, type Step } from './game';
import type { Market } from './market';
import type { Tally } from './tally';

/** Plays one sequence on an empty ledger, with true signatures. Throws a Violation. */
export async function playOnLedger(
  market: Market,
  ledger: Ledger,
  steps: readonly Step[],
  tally: Tally,
): Promise<void> {
  await market.found(ledger);
  const game = new Game(market, await stateOf(ledger));
  const keys = new Map(market.everybody.map((member) => [member.gln, member.key]));
  for (const step of steps) {
    const envelope = game.next(step);
    if (!envelope) continue;
    market.clock.moveTo(game.now);
    try {
      const actor = market.organisation(envelope.actor)!;
      const answer = await ledger.submit(actor.signed(envelope, keys.get(envelope.actor)));
      if (!answer.accepted) {
        tally.refused(envelope.command, answer.outcome);
        continue;
      }
      const { tx, results } = answer;
      game.judge(envelope, { tx, results, writes: await writesOf(ledger, answer.block, tx) });
      tally.accepted(
        envelope.command,
        results.some(({ ok }) => !ok),
      );
      remember(market, envelope, keys, game);
    } catch (fault) {
      throw game.blame(envelope, fault);
    }
  }
}

async function writesOf(ledger: Ledger, block: number, tx: string): Promise<ReadonlyMap<StateKey, StateRecord>> {
  for await (const { entries } of ledger.blocks(block, { follow: false })) {
    const entry = entries.find((one) => one.tx === tx);
    if (entry) return new Map(entry.writes);
  }
  throw new Error(`${tx} was accepted and is in no block`);
}

/** Whose key was rotated signs with the new one. */
function remember(market: Market, envelope: Envelope, keys: Map<string, TestKey>, { view }: Game): void {
  if (envelope.command !== 'rotateKey') return;
  for (const { gln, publicKey } of (envelope.body as CommandBodies['rotateKey']).items) {
    const present = view.records.organisations.get(gln)?.keys.at(-1);
    const known = market.newKeys.find(({ key }) => toBase64(key.publicKey) === publicKey);
    if (known && present?.keyId === known.key.keyId) keys.set(gln, known.key);
  }
}
