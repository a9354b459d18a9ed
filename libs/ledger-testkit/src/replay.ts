import { isDeepStrictEqual } from 'node:util';
import {
  type Cryptography,
  commandHash,
  type Decision,
  parseRecord,
  type StateKey,
  type StateRecord,
} from '@packproof/contract';
import { type Block, type BlockEntry, execute } from '@packproof/ledger';

/** Where what a ledger says it decided is not what the rules decide. */
export class ReplayDifference extends Error {
  override readonly name = 'ReplayDifference';
  constructor(
    readonly index: number,
    readonly what: string,
  ) {
    super(`entry ${index}: ${what}`);
  }
}

/**
 * An auditor's replay: decides each entry's signed record again, from an empty state, at the time at which it was
 * recorded, and compares everything that the ledger says came of it. Returns the state.
 * @throws ReplayDifference at the first entry that differs.
 */
export async function replay(
  blocks: AsyncIterable<Block> | Iterable<Block>,
  cryptography: Cryptography,
): Promise<Map<StateKey, StateRecord>> {
  const state = new Map<StateKey, StateRecord>();
  for await (const block of blocks) {
    for (const entry of block.entries) replayEntry(state, block, entry, cryptography);
  }
  return state;
}

function replayEntry(
  state: Map<StateKey, StateRecord>,
  block: Block,
  entry: BlockEntry,
  cryptography: Cryptography,
): void {
  const same = (what: string, said: unknown, found: unknown) => {
    if (!isDeepStrictEqual(said, found)) throw new ReplayDifference(entry.index, what);
  };
  const record = parseRecord(entry.record);
  const { envelope, signature, keyId, recordedAt } = record;
  const tx = commandHash(cryptography.sha256, envelope);
  same('its tx is not the hash of its record', entry.tx, tx);
  same('its envelope is not the one of its record', entry.envelope, envelope);
  same('its record says another time than its block', recordedAt, block.committedAt);
  const now = Date.parse(recordedAt);
  const decision = drive(execute({ command: { envelope, signature, keyId }, tx, now, cryptography }), state);
  if (!decision.accepted) throw new ReplayDifference(entry.index, `the rules refuse it: ${decision.outcome}`);
  const results = decision.results.map(({ ok, outcome }) => ({ ok, outcome }));
  same('its record says other results', record.results, results);
  same('its results are others', entry.results, results);
  same('its events are others', entry.events, decision.events);
  same('its writes are others', new Map(entry.writes), decision.puts);
  for (const [key, value] of decision.puts) state.set(key, value);
}

function drive(steps: ReturnType<typeof execute>, state: ReadonlyMap<StateKey, StateRecord>): Decision {
  let next = steps.next();
  while (!next.done) next = steps.next(new Map(next.value.map((key) => [key, state.get(key)])));
  return next.value;
}
