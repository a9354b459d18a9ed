import { Inject, Injectable } from '@nestjs/common';
import { type GenesisBody, type Gln, parseRecord, type RegisterOrganisationBody } from '@packproof/contract';
import type { Pool } from '@packproof/database';
import type { Ledger } from '@packproof/ledger';
import { LEDGER, POOL } from '../tokens';

/** Commands that register keys: genesis, registrations, rotations. */
const KEY_COMMANDS = ['genesis', 'registerOrganisation', 'rotateKey'];
const READ_AT_ONCE = 50;

/** Where the log says which keys are whose. */
@Injectable()
export class KeyEntries {
  /** By organisation: entries that registered keys of it, and who signed them. The log only grows, so they stay true. */
  readonly #entries = new Map<Gln, { index: number; actor: Gln }[]>();
  /** The first entry that was not looked at yet. */
  #next = 0;
  #looking: Promise<void> = Promise.resolve();

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(LEDGER) private readonly ledger: Ledger,
  ) {}

  /**
   * Log indexes of genesis and of all that registered keys of these organisations or of whoever signed that, in order:
   * with them each signature can be followed down to genesis.
   */
  async of(glns: readonly Gln[]): Promise<number[]> {
    this.#looking = this.#looking.catch(() => undefined).then(() => this.#lookFurther());
    await this.#looking;
    const indexes = new Set([0]);
    const followed = new Set(glns);
    // A set that grows while it is walked is walked to its end.
    for (const gln of followed) {
      for (const { index, actor } of this.#entries.get(gln) ?? []) {
        indexes.add(index);
        followed.add(actor);
      }
    }
    return [...indexes].sort((a, b) => a - b);
  }

  /** Who is registered stands in the records, which concern every member: the read model names no party of them. */
  async #lookFurther(): Promise<void> {
    const { rows } = await this.pool.query<{ head: number | null; found: number[] | null }>({
      name: 'key-entries',
      text: `select max(index) as head, json_agg(index order by index) filter (where command = any ($2)) as found
             from read.entry where index >= $1`,
      values: [this.#next, KEY_COMMANDS],
    });
    const { head, found } = rows[0]!;
    if (head === null) return;
    const indexes = found ?? [];
    for (let from = 0; from < indexes.length; from += READ_AT_ONCE) {
      const some = indexes.slice(from, from + READ_AT_ONCE);
      const read = await Promise.all(some.map((index) => this.ledger.entry(index)));
      for (const [i, entry] of read.entries()) {
        if (!entry) throw new Error(`the ledger has no entry ${some[i]}`);
        this.#learn(some[i]!, entry.record);
        this.#next = some[i]! + 1;
      }
    }
    this.#next = head + 1;
  }

  #learn(index: number, record: Uint8Array): void {
    const { envelope, results } = parseRecord(record);
    const { items } = envelope.body as GenesisBody | RegisterOrganisationBody;
    for (const [i, { gln }] of items.entries()) {
      if (!results[i]?.ok) continue;
      this.#entries.set(gln, [...(this.#entries.get(gln) ?? []), { index, actor: envelope.actor }]);
    }
  }
}
