import type { CommandBodies, CommandName, Envelope } from './commands';
import type { Cryptography, LedgerEvent } from './decision';
import { type HolderId, partHolderId } from './keys';
import type { GenesisRecord, OrganisationRecord } from './records';
import { refuse } from './refusal';
import { utcDate } from './times';
import { World } from './world';

/** In these an offline pharmacy's moment counts, not that of its queue (rule 12). */
const DATED_BY_OCCURRENCE: ReadonlySet<CommandName> = new Set(['dispense', 'decommission']);

/** The UTC date with which a command compares licence and expiry (rule 12): YYYY-MM-DD. */
export function dateThatCounts({ command, issuedAt, occurredAt }: Envelope): string {
  return utcDate(DATED_BY_OCCURRENCE.has(command) ? occurredAt : issuedAt);
}

export interface ContextMark {
  readonly world: number;
  readonly events: number;
  readonly parts: number;
  readonly claims: number;
}

/** What a rule has at hand while one command is decided. */
export class Context<C extends CommandName = CommandName> {
  readonly world = new World();
  readonly todayIssued: string;
  readonly todayOccurred: string;
  /** The one of both that counts for this command's licence and expiry. */
  readonly today: string;
  #actor?: OrganisationRecord;
  #genesis?: GenesisRecord;
  readonly #events: LedgerEvent[] = [];
  readonly #claims = new Set<string>();
  #parts = 0;
  #item = 0;

  constructor(
    readonly envelope: Envelope<C>,
    readonly tx: string,
    readonly cryptography: Cryptography,
  ) {
    this.todayIssued = utcDate(envelope.issuedAt);
    this.todayOccurred = utcDate(envelope.occurredAt);
    this.today = dateThatCounts(envelope);
  }

  get body(): CommandBodies[C] {
    return this.envelope.body;
  }

  /** Who gives the command. Not there in genesis, which makes the first one. */
  get actor(): OrganisationRecord {
    if (!this.#actor) throw new Error('this command has no actor on record yet');
    return this.#actor;
  }

  get genesis(): GenesisRecord {
    if (!this.#genesis) throw new Error('this ledger has no genesis yet');
    return this.#genesis;
  }

  /** Called once by `decide`, before the rule. */
  identify(genesis: GenesisRecord, actor: OrganisationRecord): void {
    this.#genesis = genesis;
    this.#actor = actor;
  }

  startItem(index: number): void {
    this.#item = index;
  }

  /** Says what happened, for histories. An item that is refused takes its events back. */
  emit(event: Omit<LedgerEvent, 'item'>): void {
    this.#events.push({ ...event, item: this.#item });
  }

  /** Id of the next part that the command makes; a refused item gives its numbers back (bytes.md "holder ids"). */
  nextPart(): HolderId {
    return partHolderId(this.tx, this.#parts++);
  }

  /** Refuses what an accepted item of the same command has named already with DUPLICATE_ITEM. */
  claim(id: string, field?: string): void {
    if (this.#claims.has(id)) refuse('DUPLICATE_ITEM', { id, ...(field === undefined ? {} : { field }) }, field);
    this.#claims.add(id);
  }

  savepoint(): ContextMark {
    return {
      world: this.world.savepoint(),
      events: this.#events.length,
      parts: this.#parts,
      claims: this.#claims.size,
    };
  }

  rollback(mark: ContextMark): void {
    this.world.rollback(mark.world);
    this.#events.length = mark.events;
    this.#parts = mark.parts;
    // A set keeps the order of insertion, and nothing is ever taken out but here: the newest are last.
    for (const claim of [...this.#claims].slice(mark.claims)) this.#claims.delete(claim);
  }

  get events(): readonly LedgerEvent[] {
    return this.#events;
  }
}
