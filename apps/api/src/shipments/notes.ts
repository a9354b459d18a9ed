import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from '@packproof/database';
import type { ItemResultSource } from '../commands/items/item-result';
import type { Caller } from '../identity/caller';
import { POOL } from '../tokens';

/** Longest note, in UTF-16 units. */
export const LONGEST_NOTE = 2_000;

/** What people write beside a command. Not on the ledger: it is where names of patients turn up, and can be erased. */
@Injectable()
export class Notes {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Under the transactions of what was accepted. Repeating it changes nothing. */
  async keep(caller: Caller, results: readonly ItemResultSource[], text: string): Promise<void> {
    const txs = [...new Set(results.flatMap(({ receipt }) => (receipt ? [receipt.transactionId] : [])))];
    if (txs.length === 0) return;
    await this.pool.query(
      `insert into app.note (tx, organisation, text) select tx, $2, $3 from unnest($1::text[]) as tx
       on conflict (tx, organisation) do nothing`,
      [txs, caller.gln, text.slice(0, LONGEST_NOTE)],
    );
  }
}
