import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { type CommandBodies, type CommandName, type Envelope, type Gln, organisationKey } from '@packproof/contract';
import { type Ledger, LedgerFault, type Submitted } from '@packproof/ledger';
import { utf8 } from '@packproof/merkle';
import type { Projector } from '@packproof/read-model';
import type { CommandOptions } from '../../generated/schema-types';
import type { Caller } from '../identity/caller';
import { ExpiringCache } from '../identity/expiring-cache';
import { KeyStore } from '../keys/key-store';
import { Refusal } from '../refusal';
import { LEDGER, PROJECTOR } from '../tokens';
import { type Heading, Outbox, type StoredCommand } from './outbox';

/** What one ledger command is to say, and what its planner wants to find again when it is asked once more. */
export interface Planned<C extends CommandName, Memo> {
  body: CommandBodies[C];
  /** JSON, at rest beside the envelope: positions and codes, never a serial, price or person. */
  memo?: Memo;
}

/** Called for attempt 1, and again with what the ledger refused whole, to look up stale hints once more. */
export type Plan<C extends CommandName, Memo> = (attempt: {
  number: number;
  refused?: Submitted & { accepted: false };
}) => Promise<Planned<C, Memo>> | Planned<C, Memo>;

export type Answer<Memo> = Submitted & { memo: Memo };

/** One mutation under way: its k-th `submit` is the ledger command `commandId/k`. */
export interface CommandRun {
  readonly caller: Caller;
  readonly commandId: string;
  /** The actor's place. */
  readonly at: Gln;
  /** Canonical UTC. */
  readonly occurredAt: string;
  readonly atomic: boolean;
  /** How many commands of this mutation were stored by an earlier request with the same command id. */
  readonly stored: number;
  /**
   * Stores the signed envelope, sends it, and waits until the read model has it. Asked again with the same command id it
   * sends the stored envelope and does not call the plan; `memo` is then the one that was stored.
   * A whole refusal is an answer (`accepted: false`), not an exception.
   * @throws Refusal COMMAND_ID_REUSED, LEDGER_UNAVAILABLE, OUTCOME_UNKNOWN
   */
  submit<C extends CommandName, Memo = undefined>(command: C, plan: Plan<C, Memo>): Promise<Answer<Memo>>;
}

export interface RunRequest {
  caller: Caller;
  mutation: string;
  /** The mutation's arguments, without options. */
  input: unknown;
  options?: CommandOptions | null | undefined;
}

const COMMAND_ID = /^[A-Za-z0-9._-]{1,64}$/;
const MOST_ATTEMPTS = 3;
/** Refusals that the same body may pass when it is signed anew. */
const STALE: ReadonlySet<string> = new Set(['CLOCK_SKEW', 'CONFLICT', 'SIGNATURE_INVALID']);
const PROJECTED_WITHIN_MILLISECONDS = 10_000;

/** Runs mutations so that each is done once, however often it is asked for (ledger.md, rule 11). */
@Injectable()
export class CommandRunner {
  readonly #places = new ExpiringCache<Gln>(4_000, 10_000);
  readonly #logger = new Logger('outbox');
  #ledgerId: string | undefined;

  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(PROJECTOR) private readonly projector: Projector,
    private readonly outbox: Outbox,
    private readonly keys: KeyStore,
  ) {}

  /**
   * For a mutation that a job will run later: its command id is this input's from now on.
   * @throws Refusal COMMAND_ID_REUSED
   */
  async claim({ caller, mutation, input, options }: RunRequest): Promise<void> {
    const commandId = givenCommandId(options);
    if (commandId === undefined) return;
    const heading = { organisation: caller.gln, commandId, mutation, inputHash: inputHash(mutation, input, options) };
    if (!(await this.outbox.claim(heading))) throw new Refusal('COMMAND_ID_REUSED', { commandId });
  }

  /** After an organisation has changed its places. */
  forgetPlace(gln: Gln): void {
    this.#places.delete(gln);
  }

  async run<T>({ caller, mutation, input, options }: RunRequest, work: (run: CommandRun) => Promise<T>): Promise<T> {
    const given = givenCommandId(options);
    const commandId = given ?? randomUUID();
    const heading = { organisation: caller.gln, commandId, mutation, inputHash: inputHash(mutation, input, options) };
    // An id that we made ourselves cannot be there yet.
    const found = given === undefined ? undefined : await this.outbox.find(caller.gln, commandId);
    if (found && !sameHash(found.inputHash, heading.inputHash)) throw new Refusal('COMMAND_ID_REUSED', { commandId });
    const stored = new Map(found?.commands.map((command) => [command.k, command]));
    const first = stored.get(1)?.signed.envelope;
    const at = first?.at ?? options?.at ?? (await this.#firstPlace(caller.gln));
    const occurredAt = first?.occurredAt ?? options?.occurredAt ?? new Date().toISOString();
    let k = 0;
    return work({
      caller,
      commandId,
      at,
      occurredAt,
      atomic: options?.atomic ?? false,
      stored: stored.size,
      submit: async (command, plan) => {
        k += 1;
        const slot: Slot = { heading, k, at, occurredAt, defaulted: options?.occurredAt == null };
        return (await this.#submit(slot, command, plan as Plan<CommandName, unknown>, stored.get(k))) as never;
      },
    });
  }

  async #submit(
    slot: Slot,
    command: CommandName,
    plan: Plan<CommandName, unknown>,
    stored: StoredCommand | undefined,
  ): Promise<Answer<unknown>> {
    const { organisation, commandId } = slot.heading;
    let present = stored ?? (await this.#storeFirst(slot, command, await plan({ number: 1 })));
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#send(present, commandId);
      if (answer.accepted) {
        await this.#projected(answer.block);
        return { ...answer, memo: present.memo };
      }
      if (answer.outcome === 'COMMAND_ID_REUSED') {
        // Another request with this id put a newer envelope in its place and had it accepted: that is the answer.
        const newer = (await this.outbox.find(organisation, commandId))?.commands.find(({ k }) => k === slot.k);
        if (newer && newer.signed.signature !== present.signed.signature && attempt < MOST_ATTEMPTS) {
          present = newer;
          continue;
        }
        throw new Refusal('COMMAND_ID_REUSED', { commandId });
      }
      if (attempt >= MOST_ATTEMPTS) return { ...answer, memo: present.memo };
      // Refused whole, so the ledger does not know it: plan anew in the same place.
      const again = await plan({ number: attempt + 1, refused: answer });
      // Another process may have rotated the key that this one still holds.
      if (answer.outcome === 'SIGNATURE_INVALID') this.keys.forget(organisation);
      const stale = STALE.has(answer.outcome);
      const same = JSON.stringify(again.body) === JSON.stringify(present.signed.envelope.body);
      if (same && !stale) return { ...answer, memo: present.memo };
      const next = await this.#sign(slot, command, again);
      present = await this.outbox.replace(organisation, commandId, present, next);
    }
  }

  /** What is on the ledger is done, even where the read model cannot say so yet. */
  async #projected(block: number): Promise<void> {
    const signal = AbortSignal.timeout(PROJECTED_WITHIN_MILLISECONDS);
    await this.projector.waitFor(block, { signal }).catch((error: unknown) => {
      this.#logger.warn({ err: error, block }, 'the read model lags behind');
    });
  }

  async #storeFirst(slot: Slot, command: CommandName, planned: Planned<CommandName, unknown>): Promise<StoredCommand> {
    const kept = await this.outbox.store(slot.heading, await this.#sign(slot, command, planned));
    if (!kept) throw new Refusal('COMMAND_ID_REUSED', { commandId: slot.heading.commandId });
    return kept;
  }

  async #sign(slot: Slot, command: CommandName, { body, memo }: Planned<CommandName, unknown>): Promise<StoredCommand> {
    const ledger = await this.#ledger(command);
    const now = new Date().toISOString();
    const envelope: Envelope<CommandName> = {
      ...(ledger === undefined ? {} : { ledger }),
      commandId: `${slot.heading.commandId}/${slot.k}`,
      actor: slot.heading.organisation,
      at: slot.at,
      command,
      issuedAt: now,
      // Not later than it is issued, whatever the clock did since the request came in.
      occurredAt: slot.defaulted && slot.occurredAt > now ? now : slot.occurredAt,
      body,
    };
    return { k: slot.k, signed: await this.keys.signCommand(slot.heading.organisation, envelope), memo };
  }

  async #ledger(command: CommandName): Promise<string | undefined> {
    if (command === 'genesis') return undefined;
    this.#ledgerId ??= await this.ledger.ledgerId();
    return this.#ledgerId;
  }

  async #send(command: StoredCommand, commandId: string): Promise<Submitted> {
    try {
      return await this.ledger.submit(command.signed);
    } catch (error) {
      if (error instanceof LedgerFault) throw new Refusal(error.code, { commandId }, undefined, { cause: error });
      throw error;
    }
  }

  /** An organisation without places acts at its own GLN. */
  #firstPlace(gln: Gln): Promise<Gln> {
    return this.#places.get(gln, async () => {
      const key = organisationKey(gln);
      return (await this.ledger.get([key])).get(key)?.places[0]?.gln ?? gln;
    });
  }
}

interface Slot {
  heading: Heading;
  k: number;
  at: Gln;
  occurredAt: string;
  /** The caller did not say when. */
  defaulted: boolean;
}

function givenCommandId(options: CommandOptions | null | undefined): string | undefined {
  const given = options?.commandId ?? undefined;
  if (given !== undefined && !COMMAND_ID.test(given)) {
    throw new Refusal(
      'INVALID_INPUT',
      { rule: '1 to 64 of A-Z, a-z, 0-9, dot, underscore and hyphen' },
      'options.commandId',
    );
  }
  return given;
}

/** Of everything that makes two requests the same: key order does not, the command id itself does not. */
function inputHash(mutation: string, input: unknown, options: CommandOptions | null | undefined): Uint8Array {
  const { commandId: _, ...rest } = options ?? {};
  return createHash('sha256')
    .update(utf8(stableJson({ mutation, input, options: rest })))
    .digest();
}

function stableJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

const sameHash = (a: Uint8Array, b: Uint8Array) => a.length === b.length && timingSafeEqual(a, b);
