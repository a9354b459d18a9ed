import type { StateKey, StateRecord } from '@packproof/contract';
import { type Ledger, MemoryLedger } from '@packproof/ledger';
import { testCryptography } from '@packproof/test-data';
import { Market } from './market';
import type { Founded } from './play-on-rules';
import { recordsOf, type WorldState } from './state';
import { viewOf } from './view';

/** Everything that a ledger has written so far. */
export async function stateOf(ledger: Ledger): Promise<WorldState> {
  const state = new Map<StateKey, StateRecord>();
  for await (const { entries } of ledger.blocks(0, { follow: false })) {
    for (const { writes } of entries) for (const [key, record] of writes) state.set(key, record);
  }
  return state;
}

/** A market on a ledger in memory, with true signatures. */
export async function foundedInMemory(): Promise<Founded> {
  const market = new Market();
  const { clock, consortium } = market;
  const ledger = new MemoryLedger({
    cryptography: testCryptography(),
    randomBytes32: consortium.random.bytes32,
    clock: () => clock.now(),
  });
  await market.found(ledger);
  const state = await stateOf(ledger);
  return { market, state, view: viewOf(recordsOf(state), market.numbers) };
}
