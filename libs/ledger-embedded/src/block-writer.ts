import { randomBytes } from 'node:crypto';
import { type Cryptography, recordBytes, type StateKey, type StateRecord } from '@packproof/contract';
import type { Pool, PoolClient } from '@packproof/database';
import type { Block, BlockEntry, execute, Submitted } from '@packproof/ledger';
import { logEntry } from '@packproof/merkle';
import { answerOf } from './answers';
import { isConnectionLost } from './faults';
import { type Accepted, answerKey, decideGroup, type Verdict, type Waiting } from './group';
import { appendEntries, EMPTY_HEAD, type LogHead, loadHead, type StoredTile } from './log-head';
import type { CheckpointSigner } from './log-signer';
import {
  ANSWERS,
  type AnswerRow,
  APPEND,
  BLOCK_CHANNEL,
  beginAsOnlyWriter,
  type HeadRow,
  STATE_BY_KEYS,
} from './statements';

export interface BlockWriterOptions {
  pool: Pool;
  cryptography: Cryptography;
  signer: CheckpointSigner;
  /** Milliseconds since 1970. */
  clock: () => number;
  rules?: typeof execute;
}

/** What a group came to: an answer or a fault for each command, and the block if there is one. */
export interface GroupResult {
  answers: (Submitted | { broken: unknown })[];
  block?: Block;
}

/** The connection broke after COMMIT was sent: executed or not, nobody here knows. */
export class CommitUnknown extends Error {
  constructor(
    /** What holds if the block is there. */
    readonly result: GroupResult,
    readonly blockNumber: number,
    readonly root: Uint8Array,
    cause: unknown,
  ) {
    super('the connection was lost while the block was being committed', { cause });
  }
}

/** Decides and commits groups of commands, each in one database transaction, one at a time. */
export class BlockWriter {
  readonly #options: BlockWriterOptions;
  #head: LogHead = EMPTY_HEAD;

  constructor(options: BlockWriterOptions) {
    this.#options = options;
  }

  /** Commits what is accepted of a group. Throws CommitUnknown, or whatever the database threw before the commit. */
  async write(group: readonly Waiting[]): Promise<GroupResult> {
    const client = await this.#options.pool.connect();
    let lost: Error | undefined;
    try {
      return await this.#writeOn(client, group);
    } catch (error) {
      const cause = error instanceof CommitUnknown ? error.cause : error;
      if (isConnectionLost(cause)) lost = cause as Error;
      else
        lost = await client.query('rollback').then(
          () => undefined,
          (fault: Error) => fault,
        );
      throw error;
    } finally {
      client.release(lost);
    }
  }

  /**
   * After a CommitUnknown: whether the block is there. Waits for the lock that the lost transaction holds as long as the
   * server still works on it, so the answer is final.
   */
  async wasCommitted({ blockNumber, root }: CommitUnknown): Promise<boolean> {
    const client = await this.#options.pool.connect();
    let lost: Error | undefined;
    try {
      await beginAsOnlyWriter(client);
      const { rows } = await client.query<{ root: Buffer }>('select root from ledger.block where number = $1', [
        blockNumber,
      ]);
      await client.query('rollback');
      return rows[0] !== undefined && Buffer.compare(rows[0].root, root) === 0;
    } catch (error) {
      lost = error as Error;
      throw error;
    } finally {
      client.release(lost);
    }
  }

  async #writeOn(client: PoolClient, group: readonly Waiting[]): Promise<GroupResult> {
    const { cryptography, signer, clock, rules } = this.#options;
    const head = await this.#headOf(client, await beginAsOnlyWriter(client));
    const now = Math.max(clock(), head.committedAt);
    const answers = await this.#firstAnswers(client, group);
    const verdicts = await decideGroup(group, {
      cryptography,
      now,
      answers,
      fetch: (keys) => fetchState(client, keys),
      ...(rules ? { rules } : {}),
    });
    const { block, writes, commitments } = this.#blockOf(group, verdicts, head, now);
    const result: GroupResult = { answers: answersOf(group, verdicts, block), ...(block ? { block } : {}) };
    if (block === undefined) {
      await client.query('rollback');
      return result;
    }
    const appended = appendEntries(cryptography.sha256, head, commitments, now);
    const checkpoint = signer.sign({ size: appended.head.size, root: appended.head.root });
    await append(client, { block, writes, commitments, head: appended.head, full: appended.full, checkpoint });
    await commit(client, block.number, (cause) => new CommitUnknown(result, block.number, appended.head.root, cause));
    this.#head = appended.head;
    return result;
  }

  /** The remembered head while nobody else wrote; else read again. */
  async #headOf(client: PoolClient, row: HeadRow | undefined): Promise<LogHead> {
    if (row === undefined) return EMPTY_HEAD;
    const { number, size, root, committed_at } = row;
    if (this.#head.number === number && Buffer.compare(this.#head.root, root) === 0) return this.#head;
    const head = { number, size, root: new Uint8Array(root), committedAt: committed_at.getTime() };
    this.#head = await loadHead(client, this.#options.cryptography.sha256, head);
    return this.#head;
  }

  async #firstAnswers(client: PoolClient, group: readonly Waiting[]) {
    // What is no name has no first answer; the rules say what is wrong with it.
    const envelopes = group
      .map(({ command }) => command.envelope)
      .filter(({ actor, commandId }) => [actor, commandId].every(isText));
    const { rows } = await client.query<AnswerRow>({
      ...ANSWERS,
      values: [envelopes.map(({ actor }) => actor), envelopes.map(({ commandId }) => commandId)],
    });
    return new Map(rows.map((row) => [answerKey(row.actor, row.command_id), answerOf(row)]));
  }

  #blockOf(group: readonly Waiting[], verdicts: readonly Verdict[], head: LogHead, now: number) {
    const { sha256 } = this.#options.cryptography;
    const recordedAt = new Date(now).toISOString();
    const entries: BlockEntry[] = [];
    const commitments: Uint8Array[] = [];
    const writes = new Map<StateKey, StateRecord>();
    for (const [i, verdict] of verdicts.entries()) {
      if (verdict.kind !== 'accepted') continue;
      const { command, tx } = group[i]!;
      const { envelope, signature, keyId } = command;
      const results = verdict.decision.results.map(({ ok, outcome }) => ({ ok, outcome }));
      const nonce = new Uint8Array(randomBytes(32));
      const record = recordBytes({ envelope, signature, keyId, recordedAt, results });
      const { events, puts } = verdict.decision;
      entries.push({
        index: head.size + entries.length,
        tx,
        envelope,
        nonce,
        record,
        results,
        events,
        writes: [...puts],
      });
      commitments.push(logEntry(sha256, nonce, record));
      for (const [key, value] of puts) writes.set(key, value);
    }
    const block = entries.length === 0 ? undefined : { number: head.number + 1, committedAt: recordedAt, entries };
    return { block, writes, commitments };
  }
}

/** What PostgreSQL can hold as text. */
const isText = (value: unknown) => typeof value === 'string' && !value.includes('\0');

async function fetchState(client: PoolClient, keys: StateKey[]): Promise<Map<StateKey, StateRecord>> {
  const askable = keys.filter(isText);
  if (askable.length === 0) return new Map();
  const { rows } = await client.query<{ key: StateKey; value: string }>({ ...STATE_BY_KEYS, values: [askable] });
  return new Map(rows.map(({ key, value }) => [key, JSON.parse(value) as StateRecord]));
}

async function append(
  client: PoolClient,
  parts: {
    block: Block;
    writes: Map<StateKey, StateRecord>;
    commitments: Uint8Array[];
    head: LogHead;
    full: StoredTile[];
    checkpoint: string;
  },
): Promise<void> {
  const { block, writes, commitments, head, full, checkpoint } = parts;
  const { number, committedAt, entries } = block;
  await client.query({
    ...APPEND,
    values: [
      number,
      entries[0]!.index,
      head.size,
      head.root,
      committedAt,
      checkpoint,
      entries.map(({ index }) => index),
      entries.map(({ tx }) => Buffer.from(tx, 'hex')),
      entries.map(({ envelope }) => envelope.actor),
      entries.map(({ envelope }) => envelope.commandId),
      entries.map(({ nonce }) => nonce),
      commitments.map((entry) => entry.subarray(1)),
      entries.map(({ record }) => record),
      entries.map(({ events }) => JSON.stringify(events)),
      entries.map((entry) => JSON.stringify(entry.writes)),
      [...writes.keys()],
      [...writes.values()].map((value) => JSON.stringify(value)),
      full.map(({ level }) => level),
      full.map(({ index }) => index),
      full.map(({ data }) => data),
      full.map(({ root }) => root),
    ],
  });
}

/** Commits; followers in other processes are told in the same transaction. */
async function commit(client: PoolClient, number: number, unknown: (cause: unknown) => CommitUnknown): Promise<void> {
  try {
    const answers = (await client.query(`notify ${BLOCK_CHANNEL}, '${number}'; commit`)) as unknown as {
      command: string;
    }[];
    const command = answers.at(-1)?.command;
    if (command !== 'COMMIT') throw new Error(`the database answered ${command} to a commit`);
  } catch (error) {
    throw isConnectionLost(error) ? unknown(error) : error;
  }
}

function answersOf(
  group: readonly Waiting[],
  verdicts: readonly Verdict[],
  block: Block | undefined,
): GroupResult['answers'] {
  const answers: GroupResult['answers'] = [];
  let next = 0;
  for (const [i, verdict] of verdicts.entries()) {
    switch (verdict.kind) {
      case 'accepted': {
        const { index } = block!.entries[next++]!;
        answers.push(firstAnswer(group[i]!, verdict.decision, index, block!));
        break;
      }
      case 'refused':
        answers.push(verdict.answer);
        break;
      case 'again':
        answers.push(verdict.of);
        break;
      case 'again-in-group':
        answers.push(repeated(answers[verdict.of] as Submitted & { accepted: true }));
        break;
      case 'broken':
        answers.push({ broken: verdict.cause });
    }
  }
  return answers;
}

function firstAnswer(
  { tx }: Waiting,
  { results, events }: Accepted,
  index: number,
  { number, committedAt }: Block,
): Submitted & { accepted: true } {
  return { accepted: true, tx, index, block: number, committedAt, results, events, replayed: false };
}

function repeated(answer: Submitted & { accepted: true }): Submitted & { accepted: true } {
  return { ...answer, results: answer.results.map(({ ok, outcome }) => ({ ok, outcome })), replayed: true };
}
