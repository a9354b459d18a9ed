import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Ledger } from '@packproof/ledger';
import type { Projector } from '@packproof/read-model';
import { LEDGER, PROJECTOR } from '../tokens';
import { type Changes, noChanges, noteChanges } from './block-changes';
import { ChangedIds } from './changed-ids';

export type Watched = keyof Changes;
const WATCHED: readonly Watched[] = ['shipments', 'recalls', 'recallNews'];

/**
 * Tells what the ledger's blocks changed once they are in the read model, whichever process projected them. It reads
 * blocks only while somebody watches.
 */
@Injectable()
export class BlockWatch implements OnApplicationShutdown {
  readonly #watching: Record<Watched, Set<ChangedIds>> = {
    shipments: new Set(),
    recalls: new Set(),
    recallNews: new Set(),
  };
  readonly #logger = new Logger('subscriptions');
  #stopListening: (() => void) | undefined;
  /** The next block to look at. */
  #next = 0;
  #projected = 0;
  #reading: Promise<void> | undefined;

  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(PROJECTOR) private readonly projector: Projector,
  ) {}

  /** Ids of what changes from now on. */
  async listen(watched: Watched): Promise<ChangedIds> {
    const ids: ChangedIds = new ChangedIds(() => {
      this.#watching[watched].delete(ids);
      this.#stopWhenAlone();
    });
    this.#watching[watched].add(ids);
    try {
      await this.#start();
    } catch (error) {
      await ids.return();
      throw error;
    }
    return ids;
  }

  onApplicationShutdown(): void {
    for (const all of Object.values(this.#watching)) for (const ids of [...all]) void ids.return();
  }

  async #start(): Promise<void> {
    if (this.#stopListening) return;
    const next = await this.projector.checkpoint();
    if (this.#stopListening) return;
    this.#next = next;
    this.#projected = next;
    this.#stopListening = this.projector.onProjected((projected) => {
      this.#projected = Math.max(this.#projected, projected);
      this.#read();
    });
    this.#stopWhenAlone();
  }

  #stopWhenAlone(): void {
    if (Object.values(this.#watching).some(({ size }) => size > 0)) return;
    this.#stopListening?.();
    this.#stopListening = undefined;
  }

  #read(): void {
    this.#reading ??= this.#readBlocks()
      .catch((error: unknown) => this.#logger.warn({ err: error }, 'blocks could not be read; the next will be tried'))
      .finally(() => {
        this.#reading = undefined;
        if (this.#stopListening && this.#next < this.#projected) this.#read();
      });
  }

  async #readBlocks(): Promise<void> {
    const until = this.#projected;
    const changes = noChanges();
    try {
      for await (const block of this.ledger.blocks(this.#next, { follow: false })) {
        if (block.number >= until) break;
        for (const entry of block.entries) noteChanges(entry, changes);
        this.#next = block.number + 1;
      }
      this.#next = Math.max(this.#next, until);
    } finally {
      for (const watched of WATCHED) {
        for (const ids of this.#watching[watched]) ids.put(changes[watched]);
      }
    }
  }
}
