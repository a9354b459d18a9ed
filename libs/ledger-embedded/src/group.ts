import type { Cryptography, Decision, Hex, SignedCommand, StateKey, StateRecord, Step } from '@packproof/contract';
import { execute, type Submitted } from '@packproof/ledger';

/** A command that waits to be decided. */
export interface Waiting {
  command: SignedCommand;
  tx: Hex;
}

export type Accepted = Decision & { accepted: true };
/** What became of one command of a group. `again`: its first answer, or that of an earlier one of the same group. */
export type Verdict =
  | { kind: 'accepted'; decision: Accepted }
  | { kind: 'refused'; answer: Submitted & { accepted: false } }
  | { kind: 'again'; of: Submitted & { accepted: true } }
  | { kind: 'again-in-group'; of: number }
  | { kind: 'broken'; cause: unknown };

export interface GroupOptions {
  cryptography: Cryptography;
  /** The executor's clock, milliseconds since 1970. */
  now: number;
  /** Fetches records of the world state; a key that has none is left out. */
  fetch(keys: StateKey[]): Promise<Map<StateKey, StateRecord>>;
  /** First answers from before this group, by `answerKey`. */
  answers: ReadonlyMap<string, Submitted & { accepted: true }>;
  rules?: typeof execute;
}

/** Of whatever was sent as actor and command id, names or not. */
export const answerKey = (actor: unknown, commandId: unknown): string => JSON.stringify([actor, commandId]);

interface Attempt {
  decision?: Decision;
  cause?: unknown;
  read: Set<StateKey>;
}

/**
 * Decides a group of commands as if one after the other. All are first run side by side over the state before the
 * group, so that one fetch serves a step of every one of them; then, in order, one that read what an earlier one wrote
 * is run again over what that left. A command whose rules throw is broken alone.
 */
export async function decideGroup(group: readonly Waiting[], options: GroupOptions): Promise<Verdict[]> {
  const { answers } = options;
  const state = new Map<StateKey, StateRecord | undefined>();
  const attempts = new Map<number, Attempt>();
  const fresh = group.map((_, i) => i).filter((i) => !answers.has(keyOf(group[i]!)));
  await runTogether(
    fresh.map((i) => ({ steps: start(group[i]!, options), into: attempt(attempts, i) })),
    state,
    options,
  );

  const written = new Set<StateKey>();
  const acceptedHere = new Map<string, number>();
  const verdicts: Verdict[] = [];
  for (const [i, waiting] of group.entries()) {
    verdicts.push(await settle(i, waiting));
  }
  return verdicts;

  async function settle(i: number, waiting: Waiting): Promise<Verdict> {
    const key = keyOf(waiting);
    const earlier = answers.get(key);
    if (earlier) return earlier.tx === waiting.tx ? { kind: 'again', of: earlier } : reused(waiting);
    const sameHere = acceptedHere.get(key);
    if (sameHere !== undefined) {
      return group[sameHere]!.tx === waiting.tx ? { kind: 'again-in-group', of: sameHere } : reused(waiting);
    }
    let { decision, cause, read } = attempts.get(i)!;
    if (overlaps(read, written)) {
      const again: Attempt = { read: new Set() };
      await runTogether([{ steps: start(waiting, options), into: again }], state, options);
      ({ decision, cause, read } = again);
    }
    if (decision === undefined) return { kind: 'broken', cause };
    if (!decision.accepted) {
      const { accepted, ...refusal } = decision;
      return { kind: 'refused', answer: { accepted, tx: waiting.tx, ...refusal } };
    }
    for (const [written_, record] of decision.puts) {
      written.add(written_);
      state.set(written_, record);
    }
    acceptedHere.set(key, i);
    return { kind: 'accepted', decision };
  }
}

function start({ command, tx }: Waiting, { cryptography, now, rules = execute }: GroupOptions): Step<Decision> {
  return rules({ command, tx, now, cryptography });
}

function attempt(attempts: Map<number, Attempt>, i: number): Attempt {
  const made: Attempt = { read: new Set() };
  attempts.set(i, made);
  return made;
}

/** Drives generators to their ends; each round fetches, at once, whatever any of them waits for. */
async function runTogether(
  runs: { steps: Step<Decision>; into: Attempt }[],
  state: Map<StateKey, StateRecord | undefined>,
  { fetch }: GroupOptions,
): Promise<void> {
  let waiting = runs.flatMap(({ steps, into }) => advance(steps, into, state, undefined));
  while (waiting.length > 0) {
    const missing = [...new Set(waiting.flatMap(({ keys }) => keys.filter((key) => !state.has(key))))];
    const found = await fetch(missing);
    for (const key of missing) state.set(key, found.get(key));
    waiting = waiting.flatMap(({ steps, into, keys }) => advance(steps, into, state, keys));
  }
}

interface Blocked {
  steps: Step<Decision>;
  into: Attempt;
  keys: readonly StateKey[];
}

/** Runs one generator as far as known records take it; gives back what it waits for, if it is not done. */
function advance(
  steps: Step<Decision>,
  into: Attempt,
  state: ReadonlyMap<StateKey, StateRecord | undefined>,
  answered: readonly StateKey[] | undefined,
): Blocked[] {
  try {
    let next = answered === undefined ? steps.next() : steps.next(pick(state, answered));
    while (!next.done) {
      const keys = next.value;
      for (const key of keys) into.read.add(key);
      if (!keys.every((key) => state.has(key))) return [{ steps, into, keys }];
      next = steps.next(pick(state, keys));
    }
    into.decision = next.value;
  } catch (cause) {
    into.cause = cause;
  }
  return [];
}

const pick = (state: ReadonlyMap<StateKey, StateRecord | undefined>, keys: readonly StateKey[]) =>
  new Map(keys.map((key) => [key, state.get(key)]));

function overlaps(read: ReadonlySet<StateKey>, written: ReadonlySet<StateKey>): boolean {
  if (written.size === 0) return false;
  for (const key of read) if (written.has(key)) return true;
  return false;
}

function keyOf({ command: { envelope } }: Waiting): string {
  return answerKey(envelope.actor, envelope.commandId);
}

function reused({ command, tx }: Waiting): Verdict {
  const params = { commandId: command.envelope.commandId };
  return { kind: 'refused', answer: { accepted: false, tx, outcome: 'COMMAND_ID_REUSED', params } };
}
