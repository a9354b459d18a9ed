import type { CommandName, Envelope } from './commands';
import type { Cryptography, LedgerEvent } from './decision';
import { type Hex, type HolderId, partHolderId } from './keys';
import type { GenesisRecord, OrganisationRecord } from './records';
import { World } from './world';

/** Everything a rule may look at besides its item. */
export interface Context<C extends CommandName = CommandName> {
  readonly envelope: Envelope<C>;
  readonly body: Envelope<C>['body'];
  readonly tx: Hex;
  readonly actor: OrganisationRecord;
  readonly genesis: GenesisRecord;
  readonly world: World;
  readonly cryptography: Cryptography;
  /** UTC dates of issuedAt and occurredAt (rule 12). */
  readonly todayIssued: string;
  readonly todayOccurred: string;
  /** Notes what happened; the item's number is added. Vanishes with a refused item. */
  emit(event: Omit<LedgerEvent, 'item'>): void;
  /** The next `part:{tx}:{n}`; a refused item gives its numbers back. */
  nextPart(): HolderId;
}

/** The context that `decide` drives: with what an item did, so that it can be taken back. */
export class Proceedings implements Context {
  readonly world = new World();
  readonly events: LedgerEvent[] = [];
  readonly todayIssued: string;
  readonly todayOccurred: string;
  #item = 0;
  #parts = 0;

  constructor(
    readonly envelope: Envelope,
    readonly tx: Hex,
    readonly actor: OrganisationRecord,
    readonly genesis: GenesisRecord,
    readonly cryptography: Cryptography,
  ) {
    this.todayIssued = envelope.issuedAt.slice(0, 10);
    this.todayOccurred = envelope.occurredAt.slice(0, 10);
  }

  get body(): Envelope['body'] {
    return this.envelope.body;
  }

  emit(event: Omit<LedgerEvent, 'item'>): void {
    this.events.push({ ...event, item: this.#item } as LedgerEvent);
  }

  nextPart(): HolderId {
    const id = partHolderId(this.tx, this.#parts);
    this.#parts += 1;
    return id;
  }

  /** Before an item; what comes back undoes it. */
  beginItem(item: number): () => void {
    this.#item = item;
    const mark = this.world.savepoint();
    const events = this.events.length;
    const parts = this.#parts;
    return () => {
      this.world.rollback(mark);
      this.events.length = events;
      this.#parts = parts;
    };
  }
}
